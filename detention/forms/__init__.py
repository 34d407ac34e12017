"""Shape of input in a detention centre."""

from detention.forms.acts import FORMS, ActForm
from detention.forms.admission import AdmitForm
from detention.forms.findings import SettleForm

__all__ = ["FORMS", "ActForm", "AdmitForm", "SettleForm"]
