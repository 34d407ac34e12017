"""Hints to open pages. Losing one costs seconds: streams also look by themselves."""

from django.db import transaction

from procuratorate.dispatch.models import Dispatch
from procuratorate.work import hints

ARRIVALS = "arrivals"  # the Redis channel; a message is the recipient's id, and the dispatch's where one was registered


def wake(dispatch: Dispatch, *, registered: bool = False) -> None:
    """Wake the recipient's open pages once this transaction has committed."""
    message = f"{dispatch.recipient_id} {dispatch.pk}" if registered else f"{dispatch.recipient_id}"
    transaction.on_commit(lambda: hints.publish(ARRIVALS, message))
