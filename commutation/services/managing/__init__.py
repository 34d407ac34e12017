"""Verbs of the case manager: accepting a sending, allotting its filings, watching the flow."""

from commutation.services.managing.accepting import Checked, accept_sending
from commutation.services.managing.allotting import allot, allot_in_rotation
from commutation.services.managing.flow import answer_flow_notice, close_flow_notice, give_flow_notice

__all__ = [
    "Checked", "accept_sending", "allot", "allot_in_rotation", "answer_flow_notice", "close_flow_notice",
    "give_flow_notice",
]  # fmt: skip
