"""A commutation moves the day of release: the stay of who serves in a centre follows the dossier."""

from __future__ import annotations

from detention.law import Phase
from detention.models import Detainee
from procuratorate.custody.models import Custody, Sentence
from procuratorate.custody.states import Place


def held_in_prison(person_id: int) -> bool:
    """Whether whoever acts sees this person in a prison: then no centre holds him, and no service has to look.

    One place at a time holds a person (`one_open_custody`). Who sees no open custody knows nothing by it.
    """
    return Custody.objects.filter(person=person_id, until=None, kind=Place.PRISON).exists()


def follow_sentence(person_id: int) -> None:
    """The end of the term as the dossier has it now, for a stay in which the sentence is served."""
    stays = Detainee.objects.filter(person=person_id, stage__phase=Phase.SERVING).present()
    ends = Sentence.objects.filter(person=person_id, is_current=True).values_list("ends_now", flat=True).first()
    if ends is not None:
        stays.exclude(sentence_ends_on=ends).update(sentence_ends_on=ends)
