"""Shape of input about notices. No writes here."""

from procuratorate.notices.forms.answering import CheckForm, ObjectForm, PointAnswerForm
from procuratorate.notices.forms.drafting import BeginForm, NoticeForm, PointForm
from procuratorate.notices.forms.leading import ClosingForm, DecideForm, EasingForm, RegisterForm

__all__ = [
    "BeginForm", "CheckForm", "ClosingForm", "DecideForm", "EasingForm", "NoticeForm", "ObjectForm", "PointAnswerForm",
    "PointForm", "RegisterForm",
]  # fmt: skip
