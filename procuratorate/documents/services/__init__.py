"""Verbs of papers. Others call `draft` with the facts of their paper and a key, then `issue` with its number.

The row is the paper: number, facts and their hash are written in the caller's transaction. The PDF is set from it by a
job right afterwards, so that a paper of a hundred pages holds up nobody; until then the browser prints the same sheet.
"""

from procuratorate.documents.services.bundling import Bound, Cover, Item, bind_bundle
from procuratorate.documents.services.drafting import draft
from procuratorate.documents.services.freezing import continue_register, facts_of, freeze, freeze_card
from procuratorate.documents.services.issuing import hand_over, issue
from procuratorate.documents.services.printing import (
    order_printing,
    print_again,
    print_one,
    printed,
    set_sheet,
    telling,
)
from procuratorate.documents.services.registering import Written, sign_day, strike_line, write_line

__all__ = [
    "Bound", "Cover", "Item", "Written", "bind_bundle", "continue_register", "draft", "facts_of", "freeze",
    "freeze_card", "hand_over", "issue", "order_printing", "print_again", "print_one", "printed", "set_sheet",
    "sign_day", "strike_line", "telling", "write_line",
]  # fmt: skip
