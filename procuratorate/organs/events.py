"""What organs announce to the floors above. Synchronous, in the same transaction; listeners write rows only."""

from django.dispatch import Signal

# giver, taker: organs.Assignment; on: the first day of the taker; actor: who hands over. A receiver moves the open work
# of the giver's post to the taker's and returns (what in Chinese, how many), or None. Called as a service.
handed_over = Signal()

# pairing: organs.Pairing whose first day has come; giver: the Organ that supervised the site before; actor: a service
# in the name of the new one; at. A receiver moves the open work that concerns the site and returns as above.
taken_over = Signal()
