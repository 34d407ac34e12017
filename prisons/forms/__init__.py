"""Shape of what is typed about an inmate."""

from prisons.forms.sections import SECTIONS, Section, SectionForm
from prisons.forms.uploads import RevealForm, RosterForm, StrikeForm

__all__ = ["SECTIONS", "RevealForm", "RosterForm", "Section", "SectionForm", "StrikeForm"]
