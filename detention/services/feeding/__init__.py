"""A day's roster, from a file or over the API: each row with its result, and the seven items that go with it."""

from detention.services.feeding.acts import (
    check_delivery,
    commit_delivery,
    deliver,
    discard_delivery,
    returned_file,
    shown_findings,
    take_rows,
    write_delivery,
)
from detention.services.feeding.columns import LAYOUT, NOTES
from detention.services.feeding.writing import write_rows

__all__ = [
    "LAYOUT", "NOTES", "check_delivery", "commit_delivery", "deliver", "discard_delivery", "returned_file",
    "shown_findings", "take_rows", "write_delivery", "write_rows",
]  # fmt: skip
