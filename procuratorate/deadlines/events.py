"""News of clocks, sent in the transaction of the act. Listeners live on upper floors and write rows only."""

from django.dispatch import Signal

# A reminder row was newly written. Arguments: deadline (Deadline), step (ReminderStep), on (date), at (datetime).
reminder_due = Signal()

# A holiday notice moved an open clock. Arguments: shift (Shift, with .deadline), at (datetime).
deadline_moved = Signal()
