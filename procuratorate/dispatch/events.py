"""News of receipts, told in the transaction that writes them. Listeners write rows only."""

from django.dispatch import Signal

acknowledged = Signal()  # dispatch, actor, at: the recipient registered it
served = Signal()  # dispatch, service, actor, at: a 送达回证 was recorded (or corrected)
crossed = Signal()  # dispatch, at: the receipt file told that it arrived on the other network
