"""What other fields write through custody: a ruling, a property judgment."""

from __future__ import annotations

from datetime import date

import pytest

from prisons.models import Inmate
from procuratorate.custody.models import Correction
from procuratorate.custody.services import record_change, record_property
from procuratorate.lib.errors import Refused
from procuratorate.organs.reach import acting_as
from tests.cast import Cast
from tests.prisons.factories import admit_one

RULING = {"kind": "commutation", "ruled_on": date(2026, 9, 1), "months": 6, "days": 0, "new_ends_on": date(2027, 9, 30)}


@pytest.mark.parametrize("who", ["chen", "ward", "lan"])
def test_others_record_no_ruling(cast: Cast, who: str) -> None:
    found = admit_one(cast)
    with acting_as(cast.actor("tang")):
        sentence = found.person.sentences.select_related("person").get()
    with acting_as(cast.actor(who)), pytest.raises(Refused):
        record_change(sentence=sentence, values=RULING, actor=cast.actor(who))


def test_a_ruling_reaches_every_list_at_once(cast: Cast) -> None:
    found, tang = admit_one(cast), cast.actor("tang")
    with acting_as(tang):
        record_change(sentence=found.person.sentences.get(), values=RULING, actor=tang)
        listed = Inmate.objects.get(pk=found.pk)
        assert listed.ends_now == date(2027, 9, 30)
        assert listed.missing == ["changes_served", "changes_filed"]


def test_an_older_ruling_does_not_move_the_end(cast: Cast) -> None:
    found, tang = admit_one(cast), cast.actor("tang")
    with acting_as(tang):
        sentence = found.person.sentences.get()
        old = {**RULING, "ruled_on": date(2020, 1, 1), "new_ends_on": date(2028, 8, 1)}
        record_change(sentence=sentence, values=old, actor=tang)
        assert Inmate.objects.get(pk=found.pk).ends_now == date(2028, 3, 31)


def test_what_is_new_is_no_correction(cast: Cast) -> None:
    found, tang = admit_one(cast), cast.actor("tang")
    with acting_as(tang):
        values = {"kind": "recovery", "ordered": 300, "paid": 0}
        record_property(judgment=found.person.judgments.get(), values=values, actor=tang)
        assert Correction.objects.count() == 0
