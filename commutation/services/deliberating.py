"""What a sitting said of each filing: agreed in bulk, changed with article and reason, deferred, refused; voices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from commutation.checks import said as as_words
from commutation.models import Attendance, Deliberation, Filing, Sitting, Voice
from commutation.permissions.levels import may_deliberate, may_write
from commutation.selectors.levels import decided_in, is_next, waiting_for
from commutation.states import FilingState, Kind
from commutation.states.levels import VOTING, Form, Outcome, SittingState, Stance
from procuratorate.audit.services import record
from procuratorate.custody.models import Recusal
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.organs.actors import Actor

MOST_MONTHS = 600
BY_REGISTER = "已登记回避"


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of one filing; what is left out of a change stays as it was.

    `voices`: attendance → (stance, words), only where a member did not simply agree.
    """

    outcome: Outcome
    after: int | None = None
    rights: int | None = None
    until: date | None = None
    article: str = ""
    reason: str = ""
    words: str = ""
    voices: Mapping[int, tuple[Stance, str]] = field(default_factory=dict)


@transaction.atomic
def deliberate(*, sitting: Sitting, filing: Filing, said: Said, actor: Actor, at: datetime) -> Deliberation:
    """Record what a sitting said of one filing; said again before signing, it takes the place of the first.

    `after`, `rights`, `until` count only where something is changed. Raises Unacceptable naming the field, Conflict
    when a level below has not passed the filing.
    """
    demand(may_deliberate(actor, sitting, filing), act="commutation.deliberate", target=filing)
    _demand_held(sitting)
    stored = Filing.objects.select_for_update(of=("self",)).select_related("ward__parent").get(pk=filing.pk)
    _demand_turn(sitting, stored)
    _demand_said(sitting, stored, said)
    roster = {one.pk: one for one in sitting.attendances.all()}
    _demand_voices(sitting, said, roster, recused_officers([stored]).get(stored.person_id, {}))
    made, _ = Deliberation.objects.update_or_create(
        sitting=sitting, filing=stored, defaults=_columns(stored, said, at) | {"resumes": _deferred(sitting, stored)}
    )
    made.voices.all().delete()
    Voice.objects.bulk_create(
        Voice(deliberation=made, attendance=roster[pk], stance=stance, words=words)
        for pk, (stance, words) in said.voices.items()
        if stance != Stance.FOR or words
    )
    record(actor=actor, act="commutation.deliberate", target=stored, detail={"outcome": said.outcome})
    return made


def _demand_held(sitting: Sitting) -> None:
    if sitting.state != SittingState.HELD:
        raise Conflict("会议还没有开始记录。请先按“开始记录”，再登记评议。", title=str(sitting))


def _demand_turn(sitting: Sitting, filing: Filing) -> None:
    if filing.state == FilingState.DROPPED:
        raise Conflict(f"{filing.name}已退出本批次，不再评议。", title=str(filing))
    decided = decided_in(sitting.batch, [filing.pk]).get(filing.pk, {})
    if not is_next(filing, sitting.level, decided):
        raise Conflict(
            f"{filing.name}还没有通过前一级，或者本级已经通过，不能在这次会议评议。请先签署前一级的记录。",
            title=str(filing),
        )


def _demand_said(sitting: Sitting, filing: Filing, said: Said) -> None:
    wrong: dict[str, str] = {}
    if said.outcome == Outcome.CHANGED:
        wrong |= _change_faults(filing, said)
    elif said.outcome != Outcome.AGREED and not said.reason.strip():
        wrong["reason"] = "暂缓、不予提请须写明理由"
    if sitting.form == Form.SIGNED and said.voices:
        wrong["outcome"] = "审查签署不表决，没有个人意见"
    if wrong:
        raise Unacceptable("没有保存：有几栏要改。", fields=wrong)


def _change_faults(filing: Filing, said: Said) -> dict[str, str]:
    wrong = {Kind.COMMUTATION: _extent_faults, Kind.PAROLE: _probation_faults}.get(
        Kind(filing.kind), _nothing_to_change
    )(filing, said)
    if not said.article.strip():
        wrong["article"] = "后一级变更前一级的决定，须写明法律依据"
    if not said.reason.strip():
        wrong["reason"] = "后一级变更前一级的决定，须写明理由"
    return wrong


def _extent_faults(filing: Filing, said: Said) -> dict[str, str]:
    wrong = {}
    if said.after is not None and not 1 <= said.after <= MOST_MONTHS:
        wrong["after"] = f"请填变更后的幅度，1至{MOST_MONTHS}个月"
    if said.rights is not None and not 1 <= said.rights <= MOST_MONTHS:
        wrong["rights"] = f"请填变更后剥夺政治权利的期限，1至{MOST_MONTHS}个月"
    if not wrong and said.after is None and said.rights is None:
        wrong["after"] = "请填变更后的幅度，或者变更后剥夺政治权利的期限"
    elif not wrong and said.after in (None, filing.months) and said.rights in (None, filing.rights_months):
        wrong["after"] = "与前一级的期限、幅度相同；没有变更的请选同意"
    return wrong


def _probation_faults(filing: Filing, said: Said) -> dict[str, str]:
    if said.until is None:
        return {"until": "请填变更后的考验期止日"}
    return {"until": "与前一级的考验期相同；没有变更的请选同意"} if said.until == filing.probation_until else {}


def _nothing_to_change(filing: Filing, said: Said) -> dict[str, str]:
    return {"outcome": "暂予监外执行没有幅度、期限可以变更；请选同意、暂缓或者不予提请"}


def _demand_voices(sitting: Sitting, said: Said, roster: Mapping[int, Attendance], recused: Mapping[int, str]) -> None:
    for pk, (stance, words) in said.voices.items():
        member = roster.get(pk)
        if member is None or member.duty not in VOTING:
            raise Unacceptable("只有应到人员有评议意见，名单可能已改动。请刷新后再填。")
        if stance in (Stance.AGAINST, Stance.RECUSED) and not words.strip():
            raise Unacceptable(
                f"没有保存：{member.name}{stance.label}，请写明理由。", fields={f"words_{pk}": "请写明理由"}
            )
        if stance in (Stance.AGAINST, Stance.ABSTAINED) and not member.present:
            raise Unacceptable(f"没有保存：{member.name}没有到会，不能{stance.label}。请先在到会名单里改。")
    for member in roster.values():
        own = said.voices.get(member.pk, (Stance.FOR, ""))[0]
        if member.officer_id in recused and member.duty in VOTING and own != Stance.RECUSED:
            raise Unacceptable(
                f"{member.name}已登记对此人回避，不能参加本件评议。请把其意见改为“回避”。",
                fields={f"stance_{member.pk}": "已登记对此人回避，请选“回避”"},
            )


def recused_officers(filings: Iterable[Filing]) -> dict[int, dict[int, str]]:
    """Person → officers recused from them, with the ground in words. One query."""
    rows = Recusal.objects.in_force().filter(person__in={one.person_id for one in filings})
    found: dict[int, dict[int, str]] = {}
    for row in rows:
        found.setdefault(row.person_id, {})[row.officer_id] = str(row)
    return found


def _columns(filing: Filing, said: Said, at: datetime) -> dict[str, Any]:
    changed = said.outcome == Outcome.CHANGED
    return {
        "outcome": said.outcome,
        "before": filing.months,
        "after": said.after if changed and said.after is not None else filing.months,
        "changes": _other_changes(filing, said) if changed else {},
        "article": said.article.strip()[:200] if changed else "",
        "reason": said.reason.strip()[:300],
        "words": said.words.strip(),
        "at": at,
    }


def _other_changes(filing: Filing, said: Said) -> dict[str, list[str]]:
    """What beside the extent is asked for otherwise, in the words of a list."""
    asked = {"rights_months": said.rights} if filing.kind == Kind.COMMUTATION else {"probation_until": said.until}
    return {
        name: [as_words(name, getattr(filing, name)), as_words(name, value)]
        for name, value in asked.items()
        if value is not None and value != getattr(filing, name)
    }


def _deferred(sitting: Sitting, filing: Filing) -> Deliberation | None:
    """The deferral this takes up again, if there was one at this level."""
    rows = Deliberation.objects.filter(
        filing=filing,
        sitting__level=sitting.level,
        sitting__state=SittingState.CLOSED,
        outcome=Outcome.DEFERRED,
    )
    return rows.exclude(sitting=sitting).order_by("sitting__ordinal", "pk").last()


@transaction.atomic
def agree_rest(*, sitting: Sitting, actor: Actor, at: datetime) -> int:
    """同意 for everybody this sitting has not spoken of yet; returns how many. The recused are set apart."""
    demand(may_write(actor, sitting), act="commutation.agree_rest", target=sitting)
    Sitting.objects.select_for_update(of=("self",)).get(pk=sitting.pk)
    _demand_held(sitting)
    spoken = set(sitting.deliberations.values_list("filing", flat=True))
    rest = [one for one in waiting_for(sitting) if one.pk not in spoken]
    if not rest:
        raise Unacceptable("没有还没评议的人。")
    deferred = _deferrals(sitting, rest)
    made = Deliberation.objects.bulk_create(
        [
            Deliberation(
                sitting=sitting, filing=one, resumes=deferred.get(one.pk), **_columns(one, Said(Outcome.AGREED), at)
            )
            for one in rest
        ],
        batch_size=1000,
    )
    _set_apart(sitting, rest, made)
    record(actor=actor, act="commutation.agree_rest", target=sitting, detail={"filings": len(made)})
    return len(made)


def _deferrals(sitting: Sitting, filings: list[Filing]) -> dict[int, Deliberation]:
    rows = Deliberation.objects.filter(
        filing__in=filings,
        sitting__level=sitting.level,
        sitting__state=SittingState.CLOSED,
        outcome=Outcome.DEFERRED,
    )
    return {row.filing_id: row for row in rows.order_by("sitting__ordinal", "pk")}


def _set_apart(sitting: Sitting, filings: list[Filing], made: list[Deliberation]) -> None:
    members = [one for one in sitting.attendances.all() if one.officer_id and one.duty in VOTING]
    recused = recused_officers(filings) if members else {}
    Voice.objects.bulk_create(
        Voice(deliberation=said, attendance=member, stance=Stance.RECUSED, words=BY_REGISTER)
        for one, said in zip(filings, made, strict=True)
        for member in members
        if member.officer_id in recused.get(one.person_id, {})
    )


@transaction.atomic
def take_back(*, sitting: Sitting, filing: Filing, actor: Actor, at: datetime) -> None:
    """Strike what was written of one filing: it was not spoken of after all."""
    demand(may_deliberate(actor, sitting, filing), act="commutation.take_back", target=filing)
    gone, _ = Deliberation.objects.filter(sitting=sitting, filing=filing).delete()
    if not gone:
        raise Conflict("这一名没有评议记录，可能已由他人撤去。请刷新后再看。", title=str(filing))
    record(actor=actor, act="commutation.take_back", target=filing)
