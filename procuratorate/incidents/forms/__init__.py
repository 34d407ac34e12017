"""Shape of input about events in custody."""

from procuratorate.incidents.forms.acts import FORMS, ActForm, form_of
from procuratorate.incidents.forms.recordings import ExportForm, RecordingForm, ViewingForm
from procuratorate.incidents.forms.reports import REPORTS, ReportForm, details_of

__all__ = [
    "FORMS", "REPORTS", "ActForm", "ExportForm", "RecordingForm", "ReportForm", "ViewingForm", "details_of", "form_of",
]  # fmt: skip
