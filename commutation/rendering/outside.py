"""The chain of an outside case as a page shows it: each act with its days and words, what is missing, what runs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from commutation.clocks.outside import MET_BY, asked_since, done_by
from commutation.models import Filing, OutsideAct, OutsideCase
from commutation.permissions.batches import CLERKS
from commutation.permissions.outside import ONLY_URGENT, WHEN, reads_all
from commutation.rendering.clocks import face_of
from commutation.rendering.outside_papers import Papers, papers_of
from commutation.rendering.outside_records import Elsewhere, records_of
from commutation.rendering.outside_words import words_of
from commutation.selectors.outside import latest, standing
from commutation.states import Kind
from commutation.states.outside import AFTER_GRANT, ENDED_STATES, FOR_WARDS, Act, Ground, OutsideState
from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.rendering import ClockFace
from procuratorate.deadlines.states import RUNNING
from procuratorate.organs.actors import Actor
from procuratorate.organs.states import Side

ALWAYS_SHOWN = (
    Act.DIAGNOSIS_NOTICE, Act.DIAGNOSIS, Act.DIAGNOSIS_COPY, Act.GUARANTOR, Act.ASSESSMENT, Act.COMMITTEE,
    Act.PUBLIC_NOTICE, Act.CONSULTATION, Act.WARDENS, Act.BUREAU, Act.WEB_NOTICE, Act.DECISION, Act.SERVICE, Act.ONLINE,
    Act.HANDOVER, Act.RECHECK,
)  # fmt: skip
EARLY = frozenset({Act.DIAGNOSIS_NOTICE, Act.DIAGNOSIS, Act.DIAGNOSIS_COPY, Act.GUARANTOR})
BY_DECISION = EARLY | {
    Act.COMMITTEE, Act.PUBLIC_NOTICE, Act.CONSULTATION, Act.WARDENS, Act.BUREAU, Act.WEB_NOTICE,
}  # fmt: skip
# Whence an act is owed, the first of these that is known.
OWED_FROM = {Act.DIAGNOSIS_COPY: (Act.DIAGNOSIS, Act.START), Act.WEB_NOTICE: (Act.BUREAU, Act.DIAGNOSIS, Act.START)}
BY_SECTION = frozenset(WHEN) - FOR_WARDS
TOLD_EARLY = frozenset({Act.DIAGNOSIS_NOTICE, Act.DIAGNOSIS_COPY, Act.ATTENDANCE})
GRANTED_ONCE = AFTER_GRANT | {OutsideState.RECALLED}


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of an act: its day, what it says, who wrote it, and what stood in its place before."""

    on: date
    lines: list[str]
    words: str = ""
    act: OutsideAct | None = None
    url: str = ""
    was: list[OutsideAct] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Link:
    """One act of the chain. `state`: done, late, missing, na, ahead; unseen before the list is sent."""

    act: Act
    label: str
    state: str
    entries: list[Entry]
    clocks: list[ClockFace]
    why: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Chain:
    """The whole: links in order, the clocks that run, the act that comes next; `whole`: papers and words too."""

    links: list[Link]
    running: list[ClockFace]
    next: Act | None
    standing: list[OutsideAct]
    whole: bool

    @property
    def told(self) -> list[Link]:
        """What a page that shows other things as well has room for: what happened, and what lacks."""
        return [one for one in self.links if one.entries or one.state in ("missing", "late")]

    @property
    def missing(self) -> list[Link]:
        return [one for one in self.links if one.state in ("missing", "late")]


def chain_of(case: OutsideCase, actor: Actor, on: date) -> Chain:
    """A constant number of queries; row policies decide what of it a ward or an office reads."""
    rows = list(OutsideAct.objects.filter(case=case).select_related("dispatch", "by"))
    ids = [pk for one in rows for pk in one.facts.get("clocks", [])]
    clocks = {one.pk: one for one in Deadline.objects.filter(pk__in=ids).order_by("due_on", "pk")}
    elsewhere = records_of(case, actor)
    whole = reads_all(actor, case) and bool(elsewhere)
    papers = papers_of(case, contacts=actor.role in CLERKS) if whole else Papers()
    draw = _Drawing(case, rows, clocks, papers, elsewhere, on, words=whole, sealed=not reads_all(actor, case))
    links = [draw.link(act) for act in _shown(case, rows, actor)]
    running = [face for one in clocks.values() if one.state in RUNNING and (face := face_of(one, on))]
    return Chain(links, running, _next(case, links), standing(rows), whole)


def outside_of(filing: Filing, actor: Actor, on: date) -> tuple[OutsideCase, Chain] | None:
    """The chain of a filing for outside service that was begun; nothing for the other kinds, without a query."""
    if filing.kind != Kind.OUTSIDE_SERVICE:
        return None
    case = OutsideCase.objects.visible_to(actor).select_related("prison").filter(filing=filing).first()
    return (case, chain_of(case, actor, on)) if case else None


def _shown(case: OutsideCase, rows: Iterable[OutsideAct], actor: Actor) -> list[Act]:
    """The acts of the law in order, and the others where they happened."""
    there = {one.act for one in rows}
    if actor.side == Side.PROCURATORATE:
        there.add(Act.ATTENDANCE)
    if Act.HEARING in there:
        there.add(Act.HEARING_RESULT)
    if any(one.facts.get("lacking") for one in standing(rows)):
        there.add(Act.MEDICAL_PAPERS)
    return [act for act in Act if act in ALWAYS_SHOWN or act in there]


@dataclass(frozen=True, slots=True)
class _Drawing:
    case: OutsideCase
    rows: list[OutsideAct]
    clocks: dict[int, Deadline]
    papers: Papers
    elsewhere: dict[Act, Elsewhere]
    on: date
    words: bool
    sealed: bool  # a ward looks on

    def link(self, act: Act) -> Link:
        stand = [one for one in standing(self.rows) if one.act == act]
        entries = [self._entry(one) for one in stand]
        record = self.elsewhere.get(act)
        entries += [Entry(one.on, one.lines, url=one.url) for one in (record.entries if record else [])]
        entries.sort(key=lambda one: one.on)
        waiting = self._running(act)
        if record and record.clock and record.clock.state in RUNNING:
            waiting = [*waiting, record.clock]
        faces = [face for one in waiting if (face := face_of(one, self.on))]
        state, why = self._state(act, entries)
        return Link(act, act.label, state, entries, faces, why, record.url if record else "")

    def _entry(self, one: OutsideAct) -> Entry:
        lines = words_of(one, self.case) + self.papers.lines(one)
        if self.words and one.act == Act.RECHECK:
            lines.append(f"复查情况：{one.facts.get('conclusion', '')}")
        words = one.words if self.words or one.act == Act.ATTENDANCE else ""  # the office's own note
        url = f"/rulings/{one.facts['ruling']}/" if "ruling" in one.facts else ""
        return Entry(one.on, lines, words, one, url, self._was(one))

    def _was(self, one: OutsideAct) -> list[OutsideAct]:
        """What it replaced, the last first."""
        by_id, found = {row.pk: row for row in self.rows}, []
        while one.replaces_id and (before := by_id.get(one.replaces_id)):
            found.append(before)
            one = before
        return found

    def _not_yet_asked(self, act: Act) -> str:
        """No text asked for it on the day it would have been owed from."""
        rows = standing(self.rows)
        row = next((row for one in OWED_FROM.get(act, ()) if (row := latest(rows, one))), None)
        owed = date.fromisoformat(row.facts.get("received_on") or str(row.on)) if row else self.on
        since = asked_since(act)
        return f"{since} 起才要求" if owed < since else ""

    def _running(self, act: Act) -> list[Deadline]:
        """The running clocks that wait for this act."""
        kinds = {code.kind for code, by in MET_BY.items() if by == act}
        return [one for one in self.clocks.values() if one.kind in kinds and one.state in RUNNING]

    def _state(self, act: Act, entries: list[Entry]) -> tuple[str, str]:
        waiting = self._running(act)
        if any(one.is_overdue(self.on) for one in waiting):
            whose = next((done_by(code, self.case.decider) for code, by in MET_BY.items() if by == act), "")
            return "late", f"由{whose}办理，期限届满" if whose else "时限已过"
        if entries:
            return "done", ""
        if why := _not_asked(self.case, act):
            return "na", why
        if why := self._unseen(act):
            return "unseen", why
        lacks = self.words and act in _due_by_now(self.case) and not waiting  # a running clock: nothing is amiss yet
        if lacks and (why := self._not_yet_asked(act)):
            return "na", why
        return ("missing", "没有登记") if lacks else ("ahead", "")

    def _unseen(self, act: Act) -> str:
        """Why the reader does not see whether it was done."""
        if self.sealed and act in BY_SECTION:
            return "由刑罚执行科办理，监区不可见"
        return "" if self.elsewhere or act in TOLD_EARLY else "名单发出征求意见以后可见"


def _due_by_now(case: OutsideCase) -> frozenset[Act]:
    """What a case that has come so far should hold. A gap is a doubt for a person to look at, not a breach."""
    if case.state == OutsideState.FILED or (case.urgent and case.state in GRANTED_ONCE):
        return EARLY
    return BY_DECISION if case.state in GRANTED_ONCE else frozenset()


def _not_asked(case: OutsideCase, act: Act) -> str:
    """Why the law does not ask for an act in this case."""
    if act == Act.GUARANTOR and case.ground != Ground.ILLNESS:
        return "保外就医才需要保证人"
    if act in (Act.DIAGNOSIS_NOTICE, Act.DIAGNOSIS_COPY) and case.ground == Ground.NURSING:
        return "哺乳凭出生证明，不作诊断"
    if act == Act.DIAGNOSIS_COPY and case.ground == Ground.HELPLESS:
        return "生活不能自理由鉴别小组鉴别，通报即可"
    if act == Act.WEB_NOTICE and case.urgent:
        return "立即保外就医不在事前向社会公示"
    if act == Act.RECHECK and case.ground != Ground.ILLNESS:
        return "三个月复查只对保外就医"
    return ""


def _next(case: OutsideCase, links: list[Link]) -> Act | None:
    """The act to record next on this page: the first not done that the state admits."""
    if case.state in ENDED_STATES:
        return None
    if case.state == OutsideState.ENDING:
        return Act.RECALL
    done = {one.act for one in links if one.state in ("done", "na")}
    late = {one.act for one in links if one.clocks}  # begun again: a second diagnosis to copy, the next recheck
    for act in ALWAYS_SHOWN:
        admitted = case.state in WHEN.get(act, frozenset()) and (case.urgent or act not in ONLY_URGENT)
        if admitted and (act not in done or act in late):
            return act
    return Act.RECHECK if case.state == OutsideState.OUTSIDE else None
