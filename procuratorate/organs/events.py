"""What organs announce to the floors above. Synchronous, in the same transaction; listeners write rows only."""

from django.dispatch import Signal

# giver, taker: organs.Assignment; on: the first day of the taker; actor: who hands over. A receiver moves the open work
# of the giver's post to the taker's and returns (what in Chinese, how many), or None. Called as a service.
handed_over = Signal()
