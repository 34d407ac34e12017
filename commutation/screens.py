"""减刑、假释、暂予监外执行 as the screening sees them: rules, facts as columns, explaining, living cases."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, get_args, get_type_hints

from commutation.facts import asked_of
from commutation.law import FACTS, RULES, Facts, explain
from commutation.law.facts import ORDINARY
from commutation.law.shared import SHARED
from commutation.law.words import Ask
from commutation.models import Filing
from procuratorate.custody.models import Judgment
from procuratorate.lib.law.declared import Word
from procuratorate.lib.law.findings import Finding
from procuratorate.screening.fields import Field, Kind, Live, Values, register

CODE = "commutation"
ENDED = date(2013, 12, 28)  # 全国人大常委会关于废止有关劳动教养法律规定的决定
KINDS = (
    *(Kind(int(ask), ask.label) for ask in Ask),
    Kind(101, "劳教加减期", ENDED),
    Kind(102, "提前解教", ENDED),
    Kind(103, "劳教所外执行", ENDED),
    Kind(104, "劳教所外就医", ENDED),
)
# Days that cannot lie the other way round, whatever anybody did.
ORDERS = (
    ("born_on", "judged_on"), ("judged_on", "effective_on"), ("judged_on", "delivered_on"), ("starts_on", "ends_on"),
    ("delivered_on", "filed_on"), ("filed_on", "ruled_on"), ("ruled_on", "ruling_served_on"),
    ("earlier_ruled_on", "filed_on"), ("notice_from", "notice_until"),
)  # fmt: skip
CHUNK = 500
ASKS = {int(ask): ask for ask in Ask}


def explained(
    kind: int, values: Values, *, on: date, law_on: date | None = None, only: Collection[str] | None = None
) -> Sequence[Finding]:
    """What the rules say of an archived case, under the law of its time or of another day."""
    return explain(Facts(ask=ASKS[kind], **dict(values)), on=on, law_on=law_on, only=only)


def live(since: datetime | None) -> Iterable[Live]:
    """Filings that were sent, as the law sees them today."""
    rows = Filing.objects.standing().exclude(sent_at=None).select_related("batch").order_by("pk")
    filings = list(rows)
    sealed = set(Judgment.objects.filter(is_sealed=True, is_prior=False).values_list("person_id", flat=True))
    for start in range(0, len(filings), CHUNK):
        some = filings[start : start + CHUNK]
        asked = asked_of(some)
        for filing in some:
            yield _live(filing, asked[filing.pk], filing.person_id in sealed)


def _live(filing: Filing, asked: Any, sealed: bool) -> Live:
    values = {name: getattr(asked.facts, name) for name in FACTS if name != "ask"}
    return Live(
        str(filing.pk), filing.prison_id, filing.number, filing.name, filing.person_id, int(asked.facts.ask), asked.on,
        sealed, values,
    )  # fmt: skip


def papers(key: str) -> tuple[str, str]:
    """Where an opinion on a case begins: on the case itself, or from the ruling it is about."""
    return ("起草检察意见", f"/opinions/new/?filing={key}") if key else ("查裁定、起草意见", "/rulings/")


def words() -> dict[str, dict[int, str]]:
    """What the codes of each fact mean."""
    hints = {name: [one for one in (hint, *get_args(hint)) if _is_word(one)] for name, hint in _hints().items()}
    return {name: {int(word): word.label for word in found[0]} for name, found in hints.items() if found}


@cache
def _hints() -> dict[str, Any]:
    return get_type_hints(Facts)


def _is_word(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, Word)


register(
    Field(
        code=CODE,
        title="减刑、假释、暂予监外执行",
        kinds=KINDS,
        rules=tuple(RULES),
        facts=FACTS,
        derived=SHARED,
        explain=explained,
        words=words(),
        days=("filed_on", "ruled_on"),
        ordinary=frozenset(ORDINARY),
        orders=ORDERS,
        live=live,
        page=lambda key: f"/cases/{key}/",
        rule_page=lambda code: f"/law/rules/{code}/",
        rules_page="/law/rules/",
        papers=papers,
    )
)
