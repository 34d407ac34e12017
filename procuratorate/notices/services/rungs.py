"""督促 → 报告上一级院 → 上级院通报: the next rung is drafted, a leader of the 院 in whose name it stands sends it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from procuratorate.audit.services import record
from procuratorate.deadlines.models import Deadline
from procuratorate.dispatch.models import Dispatch
from procuratorate.dispatch.services import is_beyond, send
from procuratorate.dispatch.states import Channel, Mode
from procuratorate.documents.numbers import as_number
from procuratorate.documents.selectors import issued_as
from procuratorate.documents.services import hand_over
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.lib.law.dates import month_day
from procuratorate.lib.law.terms import Term, Unit
from procuratorate.lib.moves import move
from procuratorate.notices.clocks import REPLY, SUPPLEMENT
from procuratorate.notices.models import Notice, Rung
from procuratorate.notices.papers import CHASE, HANDING, TELLING
from procuratorate.notices.permissions import may_judge, may_lead, may_send_rung
from procuratorate.notices.selectors.ladder import asides_of, next_rung, recipient_of, words_for
from procuratorate.notices.selectors.organs import ON_SCREEN, house_of, sender_of
from procuratorate.notices.services.composing import until_words
from procuratorate.notices.services.content import locked, required, take_step
from procuratorate.notices.services.letters import give_letter, give_report
from procuratorate.notices.services.sending import end_clock, paper_key, parcel, start_clock
from procuratorate.notices.states import RUNG_MOVES, STANDING, RungKind, RungState, State, Step
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer
from procuratorate.organs.states import Kind as OrganKind

CHASE_DAYS = 7  # agreed in the letter; no text gives a number
STEPS = {
    RungKind.CHASE: Step.CHASED, RungKind.REPORT: Step.REPORTED, RungKind.TELL: Step.TOLD,
    RungKind.FILING: Step.FILED, RungKind.CONGRESS: Step.CONGRESS, RungKind.COMMISSION: Step.HANDED,
}  # fmt: skip


@transaction.atomic
def draft_rung(
    *, notice: Notice, why: str, actor: Actor, at: datetime, kind: str = "", recipient: str = ""
) -> Rung:  # fmt: skip
    """拟下一步: the rung that comes next, or the `kind` beside the ladder, with its first words. Sends nothing.

    `recipient`: the id of the congress or the commission it goes to, as the form has it.
    """
    refusal = may_judge(actor, notice)
    demand(refusal if refusal is None or may_lead(actor, notice) else None, act="notices.draft_rung", target=notice)
    required(why=why)
    stored = locked(notice)
    if stored.state not in STANDING:
        raise Conflict(f"现在是“{stored.get_state_display()}”，不用督促、报告。", title=str(stored))
    if kind and kind not in dict(asides_of(stored)):
        raise Unacceptable("没有这一步，或者不适用于这种文书。", fields={"kind": "请重新选择"})
    chosen = int(recipient) if recipient.isascii() and recipient.isdigit() and len(recipient) < 15 else None
    step = RungKind(kind) if kind else next_rung(stored)
    rung = _drafted(stored, step, why, at, actor=actor, chosen=chosen)
    record(actor=actor, act="notices.draft_rung", target=stored, reason=why, detail={"kind": rung.kind})
    return rung


def draft_overdue(*, deadline: Deadline, at: datetime) -> Rung | None:
    """The sweep found a reply overdue: the next rung is drafted and waits for a leader. Twice does no harm."""
    if deadline.kind not in {REPLY, SUPPLEMENT}:
        return None
    notice = Notice.objects.filter(clock=deadline, state__in=[State.SERVED, State.ISSUED]).first()
    if notice is not None and is_beyond(notice.office):  # whose it is urges from its own network
        return None
    if notice is None or notice.is_oral:  # an oral correction is followed by a written paper, which a person begins
        return None
    kind = next_rung(notice)
    if kind in {None, RungKind.TELL} or notice.rungs.filter(kind=kind, state=RungState.DRAFT).exists():
        return None
    return _drafted(locked(notice), kind, f"回复期限{month_day(deadline.due_on)}已届满，没有收到全部答复", at)


def draft_report(*, notice: Notice, why: str, article: str, at: datetime) -> Rung | None:
    """复查维持的，及时报告上一级院: drafted with the decision, sent by a leader."""
    if notice.rungs.filter(kind=RungKind.REPORT).exclude(state=RungState.DROPPED).exists():
        return None
    return _drafted(notice, RungKind.REPORT, why, at, article=article)


def _drafted(
    notice: Notice, kind: RungKind | None, why: str, at: datetime, *, actor: Actor | None = None, article: str = "",
    chosen: int | None = None,
) -> Rung:  # fmt: skip
    if kind is None:
        raise Unacceptable("已经报告、通报，没有下一步。")
    if notice.rungs.filter(kind=kind, state=RungState.DRAFT).exists():
        raise Conflict(f"“{kind.label}”已经拟出，待领导签发。", title=str(notice))
    organ, recipient = recipient_of(notice, kind, chosen)
    words, basis = words_for(notice, kind, why)
    made: Rung = Rung.objects.create(
        notice=notice, kind=kind, organ=organ, recipient=recipient, article=article or basis, why=why[:200],
        words=words, drafted_by_id=actor.officer_id if actor else None, drafted_at=at,
    )  # fmt: skip
    return made


def _demand_same(rung: Rung, seen: str) -> None:
    """Hold the rung. Raises Conflict unless its words still are what was read (`seen`: their hash then)."""
    if Rung.objects.select_for_update(of=("self",)).get(pk=rung.pk).words_hash != seen:
        raise Conflict("您打开以后，正文已经改过，没有办理。请按现在的正文重新看过。", title=str(rung))


@transaction.atomic
def edit_rung(*, rung: Rung, seen: str, words: str, actor: Actor, at: datetime) -> Rung:
    """Rewrite a draft: whoever works on the notice, or leads the 院 that sends it."""
    if may_judge(actor, rung.notice) is not None:
        demand(may_send_rung(actor, rung), act="notices.edit_rung", target=rung.notice)
    required(words=words)
    _demand_same(rung, seen)
    if not Rung.objects.filter(pk=rung.pk, state=RungState.DRAFT).update(words=words.strip()):
        raise Conflict("这一步已经发出或者不发，不能再改。请刷新后查看。", title=str(rung))
    record(actor=actor, act="notices.edit_rung", target=rung.notice, detail={"rung": rung.pk})
    rung.refresh_from_db()
    return rung


@transaction.atomic
def drop_rung(*, rung: Rung, reason: str, actor: Actor, at: datetime) -> Rung:
    """不发, with the leader's reason."""
    demand(may_send_rung(actor, rung), act="notices.drop_rung", target=rung.notice)
    required(reason=reason)
    move(rung, "drop", RUNG_MOVES, settled_by_id=signer(actor), settled_at=at, reason=reason.strip()[:200])
    record(actor=actor, act="notices.drop_rung", target=rung.notice, reason=reason)
    return rung


@transaction.atomic
def send_rung(*, rung: Rung, seen: str, number: str, actor: Actor, at: datetime) -> Rung:
    """签发 of the words that were read: numbered, set as a paper, sent; what comes after it is only drafted."""
    demand(may_send_rung(actor, rung), act="notices.send_rung", target=rung.notice)
    said = as_number(number)
    if not said:
        raise Unacceptable("请填写文号，照统一业务系统填写。", fields={"number": "请填写文号"})
    notice = locked(rung.notice)
    if notice.state not in STANDING:
        raise Conflict(f"现在是“{notice.get_state_display()}”，不用再发。", title=str(notice))
    _demand_same(rung, seen)
    kind = RungKind(rung.kind)
    words = _dated(notice, rung, actor, at) if kind is RungKind.CHASE else rung.words
    move(rung, "send", RUNG_MOVES, settled_by_id=signer(actor), settled_at=at, number=said, words=words)
    dispatch = SENDERS[kind](notice, rung, actor, at)
    Rung.objects.filter(pk=rung.pk).update(dispatch=dispatch)
    take_step(notice=notice, step=STEPS[kind], actor=actor, at=at, words=f"{said}：{rung.why}", dispatch=dispatch)
    record(actor=actor, act="notices.send_rung", target=notice, detail={"rung": rung.pk, "no": said})
    return rung


def _chase(notice: Notice, rung: Rung, actor: Actor, at: datetime) -> Dispatch:
    """督促: served like the notice."""
    give_letter(
        notice=notice, kind=CHASE, key=f"rung:{rung.pk}", title=f"督促回复函（{notice.title}）", number=rung.number,
        paragraphs=rung.words.splitlines(), actor=actor, at=at,
    )  # fmt: skip
    return parcel(
        notice=notice, key=f"notice-rung:{rung.pk}", mode=Mode.SERVICE, kind="notices.chase",
        named=f"督促回复函{rung.number}，", basis=rung.article,
        content={"notice": notice.pk, "words": rung.words, "number": rung.number}, actor=actor, at=at,
    )  # fmt: skip


def _dated(notice: Notice, rung: Rung, actor: Actor, at: datetime) -> str:
    """The words of a 督促 as they are sent: some days more, and the last line names the day its clock ends."""
    end_clock(notice=notice, actor=actor, at=at, met=False, reason="逾期，已督促")
    clock = start_clock(
        notice=notice, kind=SUPPLEMENT, starts_on=day_of(at), start_reason="督促回复", term=Term(CHASE_DAYS, Unit.DAY),
        article="约定期限：督促回复函载明", agreed=True, actor=actor, at=at,
    )  # fmt: skip
    Notice.objects.filter(pk=notice.pk).update(clock=clock)
    return f"{rung.words}\n{until_words(clock.due_on, '书面回复我院')}"


def _report(notice: Notice, rung: Rung, actor: Actor, at: datetime) -> Dispatch:
    """A report in red head: upward, for filing, to a congress."""
    is_filed = rung.kind == RungKind.FILING
    title = f"关于{notice.name}{notice.number}{'备案' if is_filed else '有关情况'}的报告"[:160]
    give_report(
        notice=notice, key=f"rung:{rung.pk}", title=title, number=rung.number, recipient=rung.recipient,
        paragraphs=rung.words.splitlines(), actor=actor, at=at,
    )  # fmt: skip
    if is_filed and (paper := issued_as(actor, notice.organ_id, paper_key(notice))):
        hand_over(paper=paper, organ=rung.recipient, actor=actor)
    mode = Mode.REPORT if rung.kind == RungKind.REPORT else Mode.RECORD
    return _upward(notice, rung, title, mode, actor=actor, at=at)


def _hand(notice: Notice, rung: Rung, actor: Actor, at: datetime) -> Dispatch:
    """移送监察委员会: a letter, with a receipt to come back."""
    title = f"移送函（{notice.title}）"
    give_letter(
        notice=notice, kind=HANDING, key=f"rung:{rung.pk}", title=title, number=rung.number,
        paragraphs=rung.words.splitlines(), recipient=rung.recipient, actor=actor, at=at,
    )  # fmt: skip
    return _upward(notice, rung, f"移送函{rung.number}"[:160], Mode.TRANSFER, actor=actor, at=at)


def _tell(notice: Notice, rung: Rung, actor: Actor, at: datetime) -> Dispatch:
    """The superior 院 tells the organ above the addressee (规则第554条第2款)."""
    house = house_of(actor)
    give_letter(
        notice=notice, kind=TELLING, key=f"rung:{rung.pk}", title=f"情况通报（{notice.title}）", number=rung.number,
        paragraphs=rung.words.splitlines(), organ=house, office=house, recipient=rung.recipient, actor=actor, at=at,
    )  # fmt: skip
    return _upward(notice, rung, f"{house.short_name}情况通报{rung.number}"[:160], Mode.COPY, actor=actor, at=at)


def _upward(notice: Notice, rung: Rung, title: str, mode: Mode, *, actor: Actor, at: datetime) -> Dispatch:
    """Whoever is told reads the words sent: a superior 院 the notice besides, the organ above the addressee not."""
    is_ours = rung.kind != RungKind.TELL
    to_ours = rung.recipient.kind == OrganKind.PROCURATORATE
    return send(
        actor=actor, sender=sender_of(notice.office) if is_ours else rung.organ, recipient=rung.recipient,
        legal_mode=mode, channel=Channel.SCREEN if to_ours or rung.recipient.kind in ON_SCREEN else Channel.PAPER,
        kind=f"notices.{rung.kind}", title=title, masked_title=title, summary=rung.why, basis=rung.article,
        content={"notice": notice.pk, "number": rung.number, "words": rung.words}, key=f"notice-rung:{rung.pk}",
        address=notice.get_absolute_url() if to_ours else "", sender_address=notice.get_absolute_url(), at=at,
    )  # fmt: skip


SENDERS = {
    RungKind.CHASE: _chase, RungKind.REPORT: _report, RungKind.TELL: _tell,
    RungKind.FILING: _report, RungKind.CONGRESS: _report, RungKind.COMMISSION: _hand,
}  # fmt: skip
