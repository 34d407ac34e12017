"""Shape of what is typed about an inmate."""

from prisons.forms.departures import DepartureForm, ReceiptForm, ReturnForm
from prisons.forms.sections import SECTIONS, Section, SectionForm
from prisons.forms.uploads import RevealForm, RosterForm, StrikeForm

__all__ = [
    "SECTIONS", "DepartureForm", "ReceiptForm", "ReturnForm", "RevealForm", "RosterForm", "Section", "SectionForm",
    "StrikeForm",
]  # fmt: skip
