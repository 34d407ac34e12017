"""What row security costs, and how long it takes to find a person among 100,000."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from django.http import QueryDict

from prisons.filters import InmateFilter
from prisons.models import Inmate
from prisons.selectors import inmate_rows
from procuratorate.lib.clock import today
from procuratorate.organs.actors import BUILDER, Actor
from procuratorate.organs.reach import acting_as, actor_for, current_assignment
from tests.bench.callers import Caller
from tests.bench.filling import FIRST, analyse
from tests.bench.pages import PEOPLE
from tests.bench.people import Province, fill
from tests.bench.stats import Line, Series
from tests.bench.world import serving

WORDS, ROWS = 40, 50


def measure(province: Province) -> list[Line]:
    """Words of five kinds; each asked by an officer's side, and by the builder's, for which every policy is `true`."""
    with acting_as(BUILDER):
        planted = Inmate.objects.filter(pk=FIRST + PEOPLE - 1).exists()
        qin, chen = (_actor(officer.pk) for officer in (province.cast.qin, province.cast.chen))
    if not planted:
        fill(province.prisons, 0, PEOPLE)
        analyse()
    asked = _words()
    lines: list[Line] = []
    for name, actor in (("the whole province", qin), ("one prison", chen)):
        lines += [_against_builder(f"{kind}, {name}", words, actor) for kind, words in asked.items()]
    return [*lines, *_pages(province, asked)]


def _actor(officer_id: int) -> Actor:
    post = current_assignment(officer_id, None, today())
    assert post is not None
    return actor_for(post, today())


def _words() -> dict[str, list[str]]:
    """What people type: of persons who are there."""
    rng = Random(4)
    with acting_as(BUILDER):
        ids = [FIRST + rng.randrange(PEOPLE) for _ in range(WORDS)]
        held = list(Inmate.objects.filter(pk__in=ids).select_related("person"))
    people = [one.person for one in held]
    return {
        "name": [one.name for one in people],
        "part of a name": [one.name[-1:] if len(one.name) < 3 else one.name[-2:] for one in people],
        "pinyin": [one.pinyin for one in people],
        "initials": [one.initials for one in people],
        "number": [one.number for one in held],
    }


def _against_builder(what: str, words: list[str], actor: Actor) -> Line:
    """The list's own query for one page and its count, under row security and without; in turn, word by word."""
    under, without = Series(what), Series(f"{what}, without row security")
    for number, word in enumerate([*words[:3], *words]):
        for side, series in ((actor, under), (BUILDER, without)):
            series.time(_asked(word, actor, side))
            if number < 3:
                series.seconds.clear()
    return Line(what, under, without, "", 95, faster=False)


def _asked(word: str, actor: Actor, side: Actor) -> Callable[[], Any]:
    def ask() -> Any:
        with acting_as(side):
            found = InmateFilter(_query(word), actor=actor, on=today())
            return found.ids.count(), inmate_rows(list(found.ids[:ROWS]), today())

    return ask


def _query(word: str) -> QueryDict:
    query = QueryDict(mutable=True)
    query["q"] = word
    return query


def _pages(province: Province, asked: dict[str, list[str]]) -> list[Line]:
    """The search box and the list as pages of the running server."""
    from urllib.parse import quote

    words = [word for kind in asked.values() for word in kind[:20]]
    lines = []
    with serving() as address:
        caller = Caller(address, province.cast.qin)
        bare = Series("bare view: prisons_inmate, as 秦望舒 (search)")
        box, whole = Series("search box, page"), Series("list of inmates with a word, page")
        for word in [*words[:3], *words]:
            bare.time(lambda: caller.get(f"/bench/prisons_inmate/{province.cast.ward1.pk}/"))
            box.time(lambda: caller.get(f"/search/?q={quote(word)}"))  # noqa: B023
            whole.time(lambda: caller.get(f"/inmates/?q={quote(word)}"))  # noqa: B023
        for series in (bare, box, whole):
            del series.seconds[:3]
            lines.append(Line(series.name, series, bare if series is not bare else None, "", 95, faster=False))
    return lines[1:]
