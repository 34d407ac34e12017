"""Reads of dispatches. Exported here so that others need not know the files."""

from procuratorate.dispatch.selectors.arrivals import (
    desks_of_officer,
    organs_of,
    readers_of,
    reads,
    shown,
    unread_count,
    waiting_count,
)  # fmt: skip
from procuratorate.dispatch.selectors.crossing import waiting_for_packet, wholly_in_sight
from procuratorate.dispatch.selectors.slips import Slip, moment, printed, service_words, slip

__all__ = [
    "Slip", "desks_of_officer", "moment", "organs_of", "printed", "readers_of", "reads", "service_words", "shown",
    "slip", "unread_count", "waiting_count", "waiting_for_packet", "wholly_in_sight",
]  # fmt: skip
