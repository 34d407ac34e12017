"""Verbs of dispatch. Exported here so that others need not know the files."""

from procuratorate.dispatch.services.looks import look
from procuratorate.dispatch.services.mailing import send_arrival_mail, send_digests
from procuratorate.dispatch.services.receipts import acknowledge, acknowledge_many, open_dispatch, record_paper_service
from procuratorate.dispatch.services.sending import send
from procuratorate.dispatch.services.waking import ARRIVALS

__all__ = [
    "ARRIVALS", "acknowledge", "acknowledge_many", "look", "open_dispatch", "record_paper_service", "send",
    "send_arrival_mail", "send_digests",
]  # fmt: skip
