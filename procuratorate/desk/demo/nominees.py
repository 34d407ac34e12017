"""Whom the wards put forward: people who have plainly waited long enough, and others for a list still to be checked.

The measure is coarser than the law and knows nothing of its rules: what the rules say of these people is for the rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from random import Random

from commutation.models import Filing
from prisons.models import Inmate
from procuratorate.desk.demo.terms import shifted
from procuratorate.organs.models import Organ

Row = dict[str, str]
MOST = 8  # months asked for
PATIENCE = 20  # months since the last ruling was served


def nominations(
    wards: Sequence[Organ], count: int, paroles: int, rng: Random, on: date, *, ripe: bool = True
) -> list[Row]:
    """Rows for `count` commutations and `paroles` paroles filed on `on`, among those nobody has put forward."""
    since = on - timedelta(days=540)
    served = Inmate.objects.filter(ward__in=wards, sentence__kind="fixed", sentence__delivered_on__lt=since)
    free = served.exclude(pk__in=Filing.objects.filter(prison=wards[0].parent_id).values("inmate")).order_by("pk")
    people = list(
        free.select_related("person", "sentence").prefetch_related(
            "person__categories", "person__sentence_changes", "person__property_items", "person__offences"
        )
    )
    rng.shuffle(people)
    if ripe:
        people = [one for one in people if is_ripe(one, on)]
    early = [one for one in people if not ripe or half_served(one, on)][:paroles]
    rest = [one for one in people if one not in early][:count]
    return [_row(one, rng, parole=True) for one in early] + [_row(one, rng, parole=False) for one in rest]


def is_ripe(inmate: Inmate, on: date) -> bool:
    """Long enough inside, long since the last ruling, of no strict category, with every paper, far from the end."""
    sentence, person = inmate.sentence, inmate.person
    if sentence is None or not (sentence.months and sentence.delivered_on and sentence.ends_now and sentence.starts_on):
        return False
    start = 12 if sentence.months < 60 else 18 if sentence.months < 120 else 24
    changes = [one for one in person.sentence_changes.all() if one.served_on]
    end = shifted(sentence.ends_now, -MOST)
    return (
        not person.categories.all()
        and shifted(sentence.delivered_on, start + 2) < on
        and all(shifted(one.served_on, PATIENCE) < on for one in changes if one.served_on)
        and all(one.proof for one in person.property_items.all())
        and end > max(on + timedelta(days=60), shifted(sentence.starts_on, sentence.months // 2 + 1))
    )


def half_served(inmate: Inmate, on: date) -> bool:
    """Parole asks for half of the term, and somebody a year before the end has little to gain by it."""
    sentence = inmate.sentence
    if sentence is None or not (sentence.starts_on and sentence.months and sentence.ends_now):
        return False
    return shifted(sentence.starts_on, sentence.months // 2 + 2) < on < sentence.ends_now - timedelta(days=330)


def _row(inmate: Inmate, rng: Random, *, parole: bool) -> Row:
    row = {"number": inmate.number, "name": inmate.person.name, "kind": "假释" if parole else "减刑"}
    sentence = inmate.sentence
    if parole and sentence is not None:
        return row | {"probation_until": f"{sentence.ends_now or sentence.ends_on}"}
    return row | {"months": f"{rng.choice((3, 4, 5, 6, 6, 7, MOST))}个月"}


def first_timer(rows: Iterable[Row]) -> Row:
    """The first row of somebody whose sentence was never changed."""
    listed = list(rows)
    known = Inmate.objects.filter(number__in=[row["number"] for row in listed])
    changed = set(known.filter(person__sentence_changes__isnull=False).values_list("number", flat=True))
    return next(row for row in listed if row["number"] not in changed)
