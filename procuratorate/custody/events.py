"""What custody tells whoever keeps something by it. Synchronous, in the same transaction."""

from django.dispatch import Signal

stay_ended = Signal()  # sender=Custody, custody_id: somebody left a place of custody
dossier_changed = Signal()  # sender=Person, person_id: a fact of this person was written or taken back
