"""Notices and what comes back. Exported here so that others need not know the files."""

from procuratorate.notices.models.answers import Answer, Charge, Check, File
from procuratorate.notices.models.disputes import Easing, Mending, Objection
from procuratorate.notices.models.ladder import Rung
from procuratorate.notices.models.notices import Notice, NoticeStep, Point

__all__ = [
    "Answer", "Charge", "Check", "Easing", "File", "Mending", "Notice", "NoticeStep", "Objection", "Point", "Rung",
]  # fmt: skip
