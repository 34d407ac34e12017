"""Models of dispatch. Exported here so that others need not know the files."""

from procuratorate.dispatch.models.dispatches import Counter, Digest, Dispatch, Look, Opening, PaperService
from procuratorate.dispatch.models.packets import Carried, Crossing, Packet, PacketLine
from procuratorate.dispatch.models.scans import SlipScan
from procuratorate.dispatch.models.webhooks import Delivery, Webhook

__all__ = [
    "Carried", "Counter", "Crossing", "Delivery", "Digest", "Dispatch", "Look", "Opening", "Packet", "PacketLine",
    "PaperService", "SlipScan", "Webhook",
]  # fmt: skip
