"""What custody tells whoever keeps something by it. Synchronous, in the same transaction."""

from django.dispatch import Signal

dossier_changed = Signal()  # sender=Person, person_id: a fact of this person was written or taken back
