"""The shape of what administrators and officers type."""

from procuratorate.organs.forms.common import DayForm, ReasonForm
from procuratorate.organs.forms.me import CodeForm, LoginForm, PasswordForm, PreferencesForm
from procuratorate.organs.forms.officers import HandoverForm, NewOfficerForm, OfficerForm, PostForm, SubstituteForm
from procuratorate.organs.forms.organs import CompetenceForm, NewOrganForm, OrganForm, PairingForm, TokenForm

__all__ = [
    "CodeForm", "CompetenceForm", "DayForm", "HandoverForm", "LoginForm", "NewOfficerForm", "NewOrganForm",
    "OfficerForm", "OrganForm", "PairingForm", "PasswordForm", "PostForm", "PreferencesForm", "ReasonForm",
    "SubstituteForm", "TokenForm",
]  # fmt: skip
