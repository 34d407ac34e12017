"""Shape of input in a detention centre."""

from detention.forms.acts import FORMS as _ACTS
from detention.forms.acts import ActForm
from detention.forms.admission import AdmitForm
from detention.forms.correcting import CorrectForm
from detention.forms.findings import SettleForm

FORMS: dict[str, type[ActForm]] = _ACTS | {"correct": CorrectForm}

__all__ = ["FORMS", "ActForm", "AdmitForm", "SettleForm"]
