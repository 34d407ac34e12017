"""The vocabulary of a prison's lists."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Self

from django.db.models import Exists, OuterRef, Q, QuerySet

from prisons.states import Departed, Presence
from procuratorate.custody.models import OfCategory, Vulnerability
from procuratorate.custody.querysets import recused_from
from procuratorate.custody.states import Vulnerable
from procuratorate.lib import names
from procuratorate.lib.sql import among
from procuratorate.organs.actors import Actor

DOCUMENT = 18
AGES: dict[str, tuple[str, int]] = {
    Vulnerable.MINOR: ("gt", 18),
    Vulnerable.AGED: ("lte", 65),
}  # 法释〔2016〕23号第19、39条


def years_before(on: date, years: int) -> date:
    """The birthday of someone who turns `years` on that day; born on 29 February counts from 1 March."""
    try:
        return on.replace(year=on.year - years)
    except ValueError:
        return date(on.year - years, 3, 1)


def _pattern(word: str) -> Q:
    """`search` holds tokens between spaces: a space before the word asks for a beginning, one behind for an end."""
    if not word.isascii():
        return Q(search__contains=word)
    if word[:-1].isdigit():
        whole = Q(person__id_number=word.upper()) if len(word) == DOCUMENT else Q()
        return Q(search__contains=f" {word}") | Q(search__contains=f"{word} ") | whole
    return Q(search__contains=f" {word}")


class Inmates(QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """Inmates of places within reach, by name: a row policy alone keeps indexes out of a search."""
        return self.filter(among("ward_id", actor.organs)).exclude(person_id__in=recused_from(actor))

    def present(self) -> Self:
        return self.filter(state=Presence.IN)

    def of_category(self, code: str) -> Self:
        """Sealed records answer no search (封存办法第10条)."""
        unsealed = self.exclude(sentence__judgment__is_sealed=True)
        return unsealed.filter(Exists(OfCategory.objects.filter(person_id=OuterRef("person_id"), code=code)))

    def vulnerable(self, kind: str, on: date) -> Self:
        """Of this kind on that day. Minors and the aged are told by their birthday, at each day anew (S44)."""
        if kind in AGES:
            return self.filter(**{f"person__born_on__{AGES[kind][0]}": years_before(on, AGES[kind][1])})
        rows = Vulnerability.objects.on(on).filter(person_id=OuterRef("person_id"), kind=kind)
        return self.filter(Exists(rows))

    def ending_within(self, days: int, on: date) -> Self:
        """Whose term ends within so many days from `on` (both ends counted)."""
        return self.filter(ends_now__range=(on, on + timedelta(days=days)))

    def found_by(self, words: str) -> Self:
        """Every word must be found: characters of a name (variants too), the start of its pinyin or initials, the start
        or end of the number, the end of the document number, or the whole of it."""
        rows = self
        for word in words.split():
            folded = names.fold(word).replace("ü", "v")
            rows = rows.filter(_pattern(folded) if folded else Q(pk__in=[]))
        return rows

    def incomplete(self) -> Self:
        return self.filter(completeness__lt=100)


class OfInmate(QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """Seen with the inmate."""
        return self.filter(inmate__ward_id__in=actor.organs).exclude(inmate__person_id__in=recused_from(actor))


class Rosters(QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(Q(organ_id__in=actor.home))


class Departures(QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """Of prisons within reach; a transfer also in the prison it goes to, before the dossier follows.

        Asks no inmate: to the receiver there is none yet. Recusal is the row policy's, through the inmate.
        """
        return self.filter(Q(prison_id__in=actor.organs) | Q(receiver_id__in=actor.home))

    def awaited_by(self, actor: Actor) -> Self:
        """On their way to the actor's prison."""
        return self.filter(receiver_id__in=actor.home, state=Departed.UNDER_WAY)
