"""The papers of a detention centre."""

from procuratorate.documents.registry import LEGAL, Kind, register

EXPIRY_NOTICE = "detention.expiry_notice"
register(Kind(EXPIRY_NOTICE, "羁押期限即将届满通知书", "legal", ("addressee", *LEGAL, "stub")))
REFERRAL = "detention.referral"
register(Kind(REFERRAL, "羁押监督情况通报", "legal", ("addressee", *LEGAL), numbered=False))
REFUSAL, MUST_ADMIT = "detention.refusal", "detention.must_admit"
register(
    Kind(REFUSAL, "不予收监说明书", "legal", ("addressee", *LEGAL)),
    Kind(MUST_ADMIT, "应当收监检察意见书", "legal", ("addressee", *LEGAL)),
)
