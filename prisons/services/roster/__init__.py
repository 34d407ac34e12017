"""Rosters: many inmates at once, from a file or over the API."""

from prisons.services.roster.acts import (
    check_roster,
    commit_roster,
    discard_roster,
    finding,
    returned_file,
    rows_of,
    shown_findings,
    upload_roster,
    write_own,
    write_roster,
    write_rows,
)
from prisons.services.roster.columns import LAYOUT, NOTES

__all__ = [
    "LAYOUT", "NOTES", "check_roster", "commit_roster", "discard_roster", "finding", "returned_file", "rows_of",
    "shown_findings", "upload_roster", "write_own", "write_roster", "write_rows",
]  # fmt: skip
