"""Verbs of dispatch. Exported here so that others need not know the files."""

from procuratorate.dispatch.services.looks import look
from procuratorate.dispatch.services.mailing import send_arrival_mail, send_digests
from procuratorate.dispatch.services.packing import (
    MOST_IN_PACKET,
    make_packets,
    make_receipt,
    packet_taken,
)
from procuratorate.dispatch.services.pushing import add_webhook, end_webhook, push_again, push_waiting
from procuratorate.dispatch.services.receipts import acknowledge, acknowledge_many, open_dispatch, record_paper_service
from procuratorate.dispatch.services.scans import keep_scan
from procuratorate.dispatch.services.sending import is_beyond, send
from procuratorate.dispatch.services.unpacking import take_packet
from procuratorate.dispatch.services.waking import ARRIVALS

__all__ = [
    "ARRIVALS",
    "MOST_IN_PACKET",
    "acknowledge",
    "acknowledge_many",
    "add_webhook",
    "end_webhook",
    "is_beyond",
    "keep_scan",
    "look",
    "make_packets",
    "make_receipt",
    "open_dispatch",
    "packet_taken",
    "push_again",
    "push_waiting",
    "record_paper_service",
    "send",
    "send_arrival_mail",
    "send_digests",
    "take_packet",
]  # fmt: skip
