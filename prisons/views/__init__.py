"""Pages about inmates."""
