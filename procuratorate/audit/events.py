"""What the audit tells whoever keeps something by an act. Synchronous, in the same transaction."""

from django.dispatch import Signal

acted = Signal()  # sender=None, act: str, target: Model | None: an act was done and written; listeners write rows only
