"""The papers of a detention centre."""

from procuratorate.documents.registry import LEGAL, Kind, register

EXPIRY_NOTICE = "detention.expiry_notice"
register(Kind(EXPIRY_NOTICE, "羁押期限即将届满通知书", "legal", ("addressee", *LEGAL, "stub")))
