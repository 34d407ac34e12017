"""Hints to open pages. Losing one costs seconds: streams also look by themselves."""

from django.db import transaction

from procuratorate.dispatch.models import Dispatch
from procuratorate.work import hints

ARRIVALS = "arrivals"  # the Redis channel; the message is the recipient's id


def wake(dispatch: Dispatch) -> None:
    """Wake the recipient's open pages once this transaction has committed."""
    recipient = str(dispatch.recipient_id)
    transaction.on_commit(lambda: hints.publish(ARRIVALS, recipient))
