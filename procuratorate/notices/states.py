"""What is told to be mended: oral correction, correction opinion, violation notice, suggestion, and what comes back."""

ACTS: dict[str, str] = {}
