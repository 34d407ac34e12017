"""Beginning a paper, its words, giving it up. Whether this 院 may give it is asked first: else it becomes a report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from commutation.documents import PAPERS, Addressee
from commutation.models import Filing, Finding, Opinion, OpinionLine, Ruling
from commutation.permissions.opinions import may_draft, may_edit
from commutation.selectors.competence import Author, author_of, house_of, office_of_actor
from commutation.selectors.deciders import Deciders
from commutation.services.opinions import composing
from commutation.services.opinions.answering import demand_answerable
from commutation.services.opinions.content import content_of, demand_same, locked, take_step
from commutation.services.opinions.numbering import free_number
from commutation.services.opinions.releasing import release_lines
from commutation.states import SENT_FILINGS
from commutation.states.reviews import OPINION_MOVES, PaperKind, Step
from procuratorate.audit.services import record
from procuratorate.lib.clock import day_of
from procuratorate.lib.digest import sm3_of
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.lib.moves import move
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer
from procuratorate.organs.models import Organ

LONGEST_TITLE, LONGEST = 160, 20_000


@dataclass(frozen=True)
class Words:
    """What a drafter may write."""

    title: str
    facts: str
    grounds: str
    request: str


@dataclass(frozen=True)
class Matter:
    """What a paper is to be about."""

    kind: PaperKind
    filings: Sequence[Filing]
    ruling: Ruling | None = None

    @property
    def first(self) -> Filing:
        return self.filings[0]


@transaction.atomic
def draft_opinion(
    *,
    kind: PaperKind,
    filings: Sequence[Filing],
    actor: Actor,
    at: datetime,
    addressee: Organ | None = None,
    ruling: Ruling | None = None,
) -> Opinion:
    """Begin a paper about these persons, composed of the case and of verified findings.

    Where the drafter's 院 is not the competent one the product is a report to that 院. Raises Unacceptable when the
    paper has no addressee, needs a ruling, speaks of several persons where it may not, or nobody is competent.
    """
    demand(may_draft(actor), act="commutation.draft_opinion")
    matter = Matter(kind, filings, ruling)
    _demand_fitting(matter)
    addressee = _addressee(matter, addressee, day_of(at))
    author = author_of(kind, matter.first, addressee, house_of(actor), day_of(at))
    if ruling is not None and PAPERS[kind].of_ruling:
        demand_answerable(ruling=ruling, kind=kind, filing=matter.first, is_report=author.is_report, on=day_of(at))
    paper = _written(matter, author, addressee, actor, at)
    paper.save(force_insert=True)
    _line_up(paper, matter)
    return _opened(paper, Step.DRAFTED, actor, at, "commutation.draft_opinion")


def _demand_fitting(matter: Matter) -> None:
    rule, filings = PAPERS[matter.kind], matter.filings
    if not filings:
        raise Unacceptable("没有选人。请从案件页或名单上选择文书所涉的人。", fields={"filing": "没有选人"})
    if len(filings) > 1 and not rule.many:
        raise Unacceptable(f"{matter.kind.label}一人一份，请逐人拟稿。", fields={"filing": "只能选一人"})
    if {filing.prison_id for filing in filings} != {matter.first.prison_id}:
        raise Unacceptable("一份文书只能涉及同一监狱的提请，请分开拟稿。", fields={"filing": "须同一监狱"})
    unsent = [filing.name for filing in filings if filing.state not in SENT_FILINGS]
    if unsent:
        raise Unacceptable(f"{'、'.join(unsent)}已退出，不能再出文书。", fields={"filing": "请去掉"})
    if rule.of_ruling and matter.ruling is None:
        raise Unacceptable("没有登记对应的裁定或决定。请先登记裁定，再对它提出意见。", fields={"ruling": "请选择"})


def _addressee(matter: Matter, chosen: Organ | None, on: date) -> Organ:
    """Who decides, who executes, or whom the drafter names."""
    rule, prison = PAPERS[matter.kind], matter.first.prison
    if rule.addressee is Addressee.PRISON:
        return prison
    if rule.addressee is Addressee.DECIDER and chosen is None:
        chosen = _decider(matter, on)
    if chosen is None:
        why = "没有查到主送单位，请选择。"
        raise Unacceptable(why, fields={"addressee": why})
    return chosen


def _decider(matter: Matter, on: date) -> Organ | None:
    """The court of the ruling, else the one decider of all these filings."""
    if matter.ruling is not None and matter.ruling.court is not None:
        court: Organ = matter.ruling.court
        return court
    deciders = Deciders.over(matter.filings, on)
    found = {organ.pk: organ for one in matter.filings if (organ := deciders.of(one, matter.first.prison))}
    return next(iter(found.values())) if len(found) == 1 else None


def _written(matter: Matter, author: Author, addressee: Organ, actor: Actor, at: datetime) -> Opinion:
    """The row, with its first words. A report keeps in its title what it asks the other 院 to do."""
    findings = list(_ticked_at_first(matter.filings))
    title = composing.title(matter.kind, matter.first, len(matter.filings))
    made = PaperKind.REPORT_UPWARD if author.is_report else matter.kind
    lead = composing.opening(matter.kind, matter.first, matter.ruling)
    return Opinion(
        kind=made,
        organ=house_of(actor),
        office=office_of_actor(actor),
        addressee=author.competent if author.is_report else addressee,
        competence=author.words[:200],
        title=f"关于提请提出{title}的报告"[:LONGEST_TITLE] if author.is_report else title,
        facts=_sheet(matter, addressee, actor, at) or "\n".join([lead, *map(composing.paragraph, findings)]),
        grounds=composing.grounds(matter.kind, matter.first, findings),
        request=composing.REQUESTS[made],
        drafter_id=signer(actor),
        persons=[filing.person_id for filing in matter.filings],
        created_at=at,
    )


def _sheet(matter: Matter, addressee: Organ, actor: Actor, at: datetime) -> str:
    """The columns of a sheet that has columns; every other paper has words."""
    if matter.kind != PaperKind.RELEASE_SHEET:
        return ""
    return release_lines(matter.first, matter.ruling, addressee, actor, str(day_of(at)))


def _ticked_at_first(filings: Iterable[Filing]) -> Iterable[Finding]:
    rows = Finding.objects.standing().filter(filing__in=[filing.pk for filing in filings]).order_by("filing", "pk")
    return filter(composing.is_ticked_at_first, rows)


def _line_up(paper: Opinion, matter: Matter) -> None:
    ticked: dict[int, list[int]] = {}
    for finding in _ticked_at_first(matter.filings):
        ticked.setdefault(finding.filing_id, []).append(finding.pk)
    OpinionLine.objects.bulk_create(
        OpinionLine(
            opinion=paper, filing=filing, ruling=matter.ruling, position=position, facts_hash=filing.facts_hash,
            findings=ticked.get(filing.pk, []),
        )
        for position, filing in enumerate(matter.filings, 1)
    )  # fmt: skip


def _opened(paper: Opinion, step: Step, actor: Actor, at: datetime, act: str) -> Opinion:
    """Hash what the paper says now, and write the step."""
    Opinion.objects.filter(pk=paper.pk).update(content_hash=sm3_of(content_of(paper)))
    paper.refresh_from_db()
    take_step(opinion=paper, step=step, actor=actor, at=at)
    record(actor=actor, act=act, target=paper, detail={"sm3": paper.content_hash, "kind": paper.kind})
    return paper


@transaction.atomic
def edit_opinion(
    *,
    opinion: Opinion,
    words: Words,
    findings: Iterable[int],
    seen: str,
    actor: Actor,
    at: datetime,
    number: str = "",
) -> Opinion:
    """Save the words and the ticks. `seen` is the hash of what the editor showed: changed meanwhile, it is 409.

    Newly ticked findings are added to the facts as paragraphs, those no longer ticked are taken out again.
    """
    demand(may_edit(actor, opinion), act="commutation.edit_opinion", target=opinion)
    stored = locked(opinion)
    demand_same(stored, seen, asdict(words))
    _demand_words(words)
    _tick(stored, words, set(findings))
    changed = asdict(words) | {"facts": _facts_with_ticks(stored, words, set(findings))}
    move(stored, "edit", OPINION_MOVES, number=free_number(stored, number), version=stored.version + 1, **changed)
    _save_ticks(stored, set(findings))
    return _opened(stored, Step.EDITED, actor, at, "commutation.edit_opinion")


def _tick(stored: Opinion, words: Words, wanted: set[int]) -> None:
    if stored.state not in OPINION_MOVES["edit"].sources:
        raise Conflict(f"现在是“{stored.get_state_display()}”，不能再改。请刷新后按现在的状态办理。", title=str(stored))
    known = {finding.pk for finding in tickable(stored)}
    if not wanted <= known:
        raise Unacceptable("勾选的疑点已排除或者消失，请刷新后重新勾选。", fields={"findings": "请重新勾选"})


def tickable(opinion: Opinion) -> list[Finding]:
    """The findings that may stand in a paper, person by person."""
    rows = Finding.objects.filter(filing__in=opinion.lines.values("filing")).select_related("filing")
    return [finding for finding in rows.order_by("filing", "pk") if composing.may_be_ticked(finding)]


def _facts_with_ticks(stored: Opinion, words: Words, wanted: set[int]) -> str:
    before = {pk for line in stored.lines.all() for pk in line.findings}
    told = {finding.pk: composing.paragraph(finding) for finding in tickable(stored)}
    old, new = ([told[pk] for pk in told if pk in ids] for ids in (before, wanted))
    fresh = [one for one in new if one not in old]
    return composing.retick(words.facts, old, [*(one for one in new if one in words.facts), *fresh])


def _save_ticks(stored: Opinion, wanted: set[int]) -> None:
    of_filing: dict[int, list[int]] = {}
    for finding in tickable(stored):
        if finding.pk in wanted:
            of_filing.setdefault(finding.filing_id, []).append(finding.pk)
    for line in stored.lines.all():
        OpinionLine.objects.filter(pk=line.pk).update(findings=of_filing.get(line.filing_id, []))


def _demand_words(words: Words) -> None:
    empty = {"title": words.title, "facts": words.facts, "request": words.request}
    wrong = {name: "这一栏要填。" for name, said in empty.items() if not said.strip()}
    if len(words.title) > LONGEST_TITLE:
        wrong["title"] = f"标题不超过{LONGEST_TITLE}字。"
    if len(words.facts + words.grounds + words.request) > LONGEST:
        wrong["facts"] = f"正文不超过{LONGEST}字。"
    if wrong:
        raise Unacceptable("没有保存：有几栏要改。", fields=wrong)


@transaction.atomic
def drop_opinion(*, opinion: Opinion, actor: Actor, reason: str, at: datetime) -> None:
    """Give a draft up, saying why. It stays on record."""
    demand(may_edit(actor, opinion), act="commutation.drop_opinion", target=opinion)
    if not reason.strip():
        raise Unacceptable("请写明放弃的理由。", fields={"reason": "必填"})
    stored = locked(opinion)
    move(stored, "drop", OPINION_MOVES)
    take_step(opinion=stored, step=Step.DROPPED, actor=actor, at=at, comment=reason.strip())
    record(actor=actor, act="commutation.drop_opinion", target=stored, reason=reason)
