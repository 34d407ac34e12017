"""Execution outside prison, act by act."""

from commutation.services.outside.following import follow_decision, follow_filing, take_back_decision
from commutation.services.outside.recording import record_act, watch_diagnosis
from commutation.services.outside.starting import start_outside_case

__all__ = [
    "follow_decision", "follow_filing", "record_act", "start_outside_case", "take_back_decision", "watch_diagnosis",
]  # fmt: skip
