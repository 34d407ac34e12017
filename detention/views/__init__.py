"""Pages of a detention centre."""
