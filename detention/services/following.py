"""A commutation moves the day of release: the stay of who serves in a centre follows the dossier."""

from __future__ import annotations

from detention.law import Phase
from detention.models import Detainee
from procuratorate.custody.models import Sentence


def follow_sentence(person_id: int) -> None:
    """The end of the term as the dossier has it now, for a stay in which the sentence is served."""
    stays = Detainee.objects.filter(person=person_id, stage__phase=Phase.SERVING).present()
    ends = Sentence.objects.filter(person=person_id, is_current=True).values_list("ends_now", flat=True).first()
    if ends is not None:
        stays.exclude(sentence_ends_on=ends).update(sentence_ends_on=ends)
