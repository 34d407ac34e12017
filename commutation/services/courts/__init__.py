"""The court's half, as it is told here."""

from commutation.services.courts.cases import extended_on, record_case, record_supplement, send_supplement
from commutation.services.courts.hearings import plan_hearing, record_hearing
from commutation.services.courts.withdrawals import ask_withdrawal, decide_withdrawal

__all__ = [
    "ask_withdrawal", "decide_withdrawal", "extended_on", "plan_hearing", "record_case", "record_hearing",
    "record_supplement", "send_supplement",
]  # fmt: skip
