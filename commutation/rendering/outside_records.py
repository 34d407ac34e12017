"""Acts of the chain that other records hold: sittings, public notice, consultation, decision and its service."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from commutation.models import Filing, OutsideCase, Ruling, SentFiling
from commutation.selectors.notices import notice_of
from commutation.selectors.voices import levels_of
from commutation.states import Stage
from commutation.states.courts import RulingState
from commutation.states.levels import Level
from commutation.states.outside import Act
from procuratorate.deadlines.models import Deadline
from procuratorate.lib.clock import day_of
from procuratorate.organs.actors import Actor
from procuratorate.organs.states import SERVING_SIDES

OF_LEVEL = {
    Level.COMMITTEE: Act.COMMITTEE,
    Level.WARDENS: Act.WARDENS,
    Level.BUREAU_COMMITTEE: Act.BUREAU,
    Level.BUREAU_HEADS: Act.BUREAU,
}


@dataclass(frozen=True, slots=True)
class Told:
    """What another record says of an act."""

    on: date
    lines: list[str]
    url: str = ""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The page where an act is recorded, what stands there, and the clock that runs from it."""

    url: str = ""
    entries: list[Told] = field(default_factory=list)
    clock: Deadline | None = None


def records_of(case: OutsideCase, actor: Actor) -> dict[Act, Elsewhere]:
    """Nothing while the filing is not in sight: the list was not sent yet."""
    rows = Filing.objects.visible_to(actor).select_related("batch", "ward__parent", "prison")
    filing = rows.filter(pk=case.filing_id).first()
    if filing is None:
        return {}
    of_prison = actor.side in SERVING_SIDES
    ruling = (
        Ruling.objects.visible_to(actor)
        .filter(filing=filing)
        .exclude(state=RulingState.VOID)
        .select_related("clock")
        .first()
    )
    return {
        **_levels(filing, of_prison),
        Act.PUBLIC_NOTICE: _notice(filing, of_prison),
        Act.CONSULTATION: _consultation(filing, of_prison),
        **_decision(filing, ruling),
    }


def _levels(filing: Filing, of_prison: bool) -> dict[Act, Elsewhere]:
    page = f"/batches/{filing.batch_id}/levels/" if of_prison else ""
    found = {act: Elsewhere(page) for act in OF_LEVEL.values()}
    for view in levels_of(filing):
        said, act = view.deliberation, OF_LEVEL.get(view.stop.level)
        if said is not None and act is not None:
            count = f"，{view.count.fraction}" if view.count else ""
            line = f"{view.name}：{said.get_outcome_display()}{count}"
            found[act].entries.append(Told(said.sitting.held_on, [line]))
    return found


def _notice(filing: Filing, of_prison: bool) -> Elsewhere:
    page = f"/batches/{filing.batch_id}/notices/" if of_prison else ""
    hung = notice_of(filing)
    if hung is None:
        return Elsewhere(page)
    lines = [f"至 {hung.notice.until_on}，{hung.days} 个工作日" + ("（日数不足）" if hung.is_short else "")]
    lines += [f"异议 {hung.objections} 件"] if hung.objections else []
    return Elsewhere(page, [Told(hung.notice.posted_on, lines, hung.notice.get_absolute_url())])


def _consultation(filing: Filing, of_prison: bool) -> Elsewhere:
    """征求意见, the opinion and its answer; later the copy of the proposal."""
    page = f"/batches/{filing.batch_id}/opinions/" if of_prison else filing.get_absolute_url()
    found = Elsewhere(page)
    for line in SentFiling.objects.filter(filing=filing).select_related("sending").order_by("sending__at"):
        sending = line.sending
        what = "送检察院征求意见" if sending.stage == Stage.CONSULTATION else "提请暂予监外执行书面意见副本抄送检察院"
        found.entries.append(Told(day_of(sending.at), [what]))
    given = filing.consultation_opinions.filter(given_at__isnull=False).select_related("adoption").first()
    if given is not None and given.given_at is not None:
        answer = getattr(given, "adoption", None)
        lines = [f"检察意见：{given.get_advice_display()}", *([f"监狱{answer}"] if answer else [])]
        found.entries.append(Told(day_of(given.given_at), lines))
    return found


def _decision(filing: Filing, ruling: Ruling | None) -> dict[Act, Elsewhere]:
    page = f"/rulings/new/?filing={filing.pk}"
    if ruling is None:
        return {Act.DECISION: Elsewhere(page)}
    url = ruling.get_absolute_url()
    served = [
        Told(one.served_on, [f"{one.get_recipient_display()} {one.name}".strip()], url)
        for one in ruling.services.all()
        if one.served_on
    ]
    due = [one.due_on for one in ruling.services.all() if one.served_on is None and one.due_on]
    waiting = [Told(min(due), [f"还有 {len(due)} 处未登记送达，最早应在这一天前"], url)] if due else []
    online = [Told(ruling.published_on, ["已上网公开"], url)] if ruling.published_on else []
    return {
        Act.DECISION: Elsewhere(url, clock=ruling.clock),  # the month in which the peer may object
        Act.SERVICE: Elsewhere(url, served + waiting),
        Act.ONLINE: Elsewhere(url, online),
    }
