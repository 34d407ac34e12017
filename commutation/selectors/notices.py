"""What a public notice says of each person, whether it still is what is asked for, and who hangs on which notice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from commutation.clocks.notices import Needed, needed
from commutation.models import Batch, Filing, NoticeObjection, PublicNotice
from commutation.selectors.levels import decided_in
from commutation.states import Kind
from commutation.states.levels import PASSED, Level, NoticeState
from procuratorate.custody.models import Judgment, Offence, Vulnerability
from procuratorate.custody.states import Vulnerable
from procuratorate.lib.names import mask
from procuratorate.organs.actors import Actor
from procuratorate.organs.states import Kind as OrganKind

# What the law and practice put on the wall (law.md §5.2), and nothing else: no number, address, illness, victim.
SHOWN = {
    "ward": "监区", "name": "姓名", "crime": "罪名", "term": "原判刑期", "conduct": "考核期", "points": "得分",
    "commendations": "表扬", "performance": "财产判项履行", "proposal": "拟提请",
}  # fmt: skip
BY_LAW = ("name", "crime", "term", "proposal")  # without one of these a notice is not whole
CLOSED = "依法不公开"
COURT, OUTSIDE = "court", "outside"
SCOPES = {
    COURT: ("减刑、假释", frozenset({Kind.COMMUTATION, Kind.PAROLE})),
    OUTSIDE: ("暂予监外执行", frozenset({Kind.OUTSIDE_SERVICE})),
}


def lines_for(filings: Iterable[Filing]) -> list[dict[str, Any]]:
    """The lines of a notice: minors and sealed judgments masked (practice.md §5.2). Three queries for any number."""
    rows = list(filings)
    crimes, minors, sealed = _crimes(rows), _minors(rows), _sealed(rows)
    return [
        _line(
            one,
            CLOSED if one.person_id in sealed else crimes.get(one.inmate.sentence_id or 0, ""),
            one.person_id in minors | sealed,
        )
        for one in rows
    ]


def with_sentence(rows: QuerySet[Filing]) -> QuerySet[Filing]:
    """What a line is made of."""
    return rows.select_related("ward__parent", "inmate__sentence").order_by("ward__path", "number", "pk")


def _line(one: Filing, crime: str, hidden: bool) -> dict[str, Any]:
    facts = one.facts
    since, until = facts.get("conduct_since", ""), facts.get("conduct_until", "")
    outside = one.kind == Kind.OUTSIDE_SERVICE
    return {
        "filing": one.pk,
        "ward": one.ward.short_name,
        "name": mask(one.name) if hidden else one.name,
        "crime": crime,
        "term": facts.get("term", ""),
        "conduct": "" if outside or not since else f"{since}—{until}",
        "points": "" if outside else facts.get("points", ""),
        "commendations": "" if outside else facts.get("commendations", ""),
        "performance": "" if outside else facts.get("performance", ""),
        "proposal": one.proposal,
    }


def _crimes(rows: list[Filing]) -> dict[int, str]:
    """Sentence → the offences of its judgment, the main one first."""
    judged = {one.inmate.sentence.judgment_id: one.inmate.sentence_id for one in rows if one.inmate.sentence}
    found: dict[int, list[str]] = defaultdict(list)
    for judgment, name in Offence.objects.filter(judgment__in=judged).values_list("judgment", "name"):
        found[judged[judgment] or 0].append(name)
    return {sentence: "、".join(names) for sentence, names in found.items()}


def _minors(rows: list[Filing]) -> set[int]:
    people = [one.person_id for one in rows]
    found = Vulnerability.objects.filter(person__in=people, kind=Vulnerable.MINOR)
    return set(found.values_list("person", flat=True))


def _sealed(rows: list[Filing]) -> set[int]:
    """Those whose record is sealed by law: neither their name nor their offence hangs on a wall."""
    found = Judgment.objects.filter(person__in=[one.person_id for one in rows], is_sealed=True, is_prior=False)
    return set(found.values_list("person", flat=True))


def to_post(batch: Batch, actor: Actor, scope: str) -> list[Filing]:
    """Whom a notice of this kind would bear: passed by the committee (in a centre by its own meeting), and on no
    notice that still says the same."""
    _, kinds = SCOPES[scope]
    rows = with_sentence(Filing.objects.visible_to(actor).filter(batch=batch, kind__in=kinds).standing())
    decided = decided_in(batch)
    last = Level.CENTRE if batch.prison.kind == OrganKind.CENTRE else Level.COMMITTEE
    passed = [one for one in rows if decided.get(one.pk, {}).get(last) in PASSED]
    hanging = _hanging(batch)
    now = {line["filing"]: line for line in lines_for(passed)}
    return [one for one in passed if not _says_the_same(hanging.get(one.pk), now[one.pk])]


def _hanging(batch: Batch) -> dict[int, dict[str, Any]]:
    """Filing → its line on the last notice that is not void. One query."""
    rows = PublicNotice.objects.filter(batch=batch).exclude(state=NoticeState.VOID).order_by("posted_on", "pk")
    return {line["filing"]: line for row in rows for line in row.content.get("people", [])}


def _says_the_same(then: Mapping[str, Any] | None, now: Mapping[str, Any]) -> bool:
    return then is not None and not differences(then, now)


def differences(then: Mapping[str, Any], now: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """What was on the wall and is asked for otherwise now: (label, then, now). The ward a person sleeps in is not."""
    return [
        (label, str(then.get(name, "")), str(now.get(name, "")))
        for name, label in SHOWN.items()
        if name != "ward" and then.get(name, "") != now.get(name, "")
    ]


@dataclass(frozen=True, slots=True)
class NoticeOf:
    """The notice a filing hung on last, and how it compares with the filing now.

    `complete`: the line bore all that the law asks for; `changed` (label, then, now): 公示后变更; whether it must be
    posted again no text says, so a person decides.
    """

    notice: PublicNotice
    line: dict[str, Any]
    changed: list[tuple[str, str, str]]
    needed: Needed
    complete: bool
    objections: int
    unanswered: int

    @property
    def days(self) -> int:
        return self.notice.working_days or 0

    @property
    def is_short(self) -> bool:
        return self.days < self.needed.days

    @property
    def tells_how_to_object(self) -> bool:
        return bool(self.notice.contact.strip())


def notice_of(filing: Filing) -> NoticeOf | None:
    """The last notice, not void, that bears a filing. Objections are counted as far as the reader may see them."""
    return notices_of([filing]).get(filing.pk)


def notices_of(filings: Iterable[Filing]) -> dict[int, NoticeOf]:
    """Filing → its notice, for many at once. Six queries for any number, one where nothing hung."""
    asked = list(filings)
    batches = {one.batch_id for one in asked}
    hung = PublicNotice.objects.filter(batch__in=batches).exclude(state=NoticeState.VOID).order_by("posted_on", "pk")
    found = {line["filing"]: (notice, line) for notice in hung for line in notice.content.get("people", [])}
    if not found:
        return {}
    rows = list(with_sentence(Filing.objects.filter(pk__in=[one.pk for one in asked])))
    now = {line["filing"]: line for line in lines_for(rows)}
    heard = _objections([notice.pk for notice, _ in found.values()])
    return {one.pk: _compared(one, *found[one.pk], now[one.pk], heard) for one in rows if one.pk in found}


def _compared(
    one: Filing,
    notice: PublicNotice,
    line: dict[str, Any],
    now: dict[str, Any],
    heard: Mapping[int, list[NoticeObjection]],
) -> NoticeOf:
    about = [row for row in heard.get(notice.pk, []) if row.filing_id in (None, one.pk)]
    return NoticeOf(
        notice=notice,
        line=line,
        changed=differences(line, now),
        needed=needed([one.kind], notice.posted_on, in_centre=one.prison.kind == OrganKind.CENTRE),
        complete=all(line.get(name) for name in BY_LAW),
        objections=len(about),
        unanswered=sum(row.answered_on is None for row in about),
    )


def _objections(notices: list[int]) -> dict[int, list[NoticeObjection]]:
    found: dict[int, list[NoticeObjection]] = defaultdict(list)
    for row in NoticeObjection.objects.filter(notice__in=notices):
        found[row.notice_id].append(row)
    return found


def visible_lines(notice: PublicNotice, actor: Actor) -> list[dict[str, Any]]:
    """A notice's lines of the people its reader may see: a ward its own, nobody whom they are recused from."""
    lines: list[dict[str, Any]] = notice.content.get("people", [])
    ids = [line["filing"] for line in lines]
    seen = set(Filing.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))
    return [line for line in lines if line["filing"] in seen]
