"""What happened to a case, in order, as the procuratorate knows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from commutation.models import Adjustment, ConsultationOpinion, Filing, PublicNotice, Question, Sending
from commutation.selectors.voices import LevelView
from commutation.states import FilingState, Step
from procuratorate.lib.clock import SHANGHAI


@dataclass(frozen=True, slots=True)
class Event:
    """`css`: key, soon, unsure. A day without an hour stands at its midnight (`is_day`)."""

    at: datetime
    what: str
    css: str = ""
    is_day: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """What the events are taken from."""

    filing: Filing
    sendings: list[Sending]
    levels: list[LevelView]
    notice: PublicNotice | None
    questions: list[Question]
    opinion: ConsultationOpinion | None
    adjustments: list[tuple[str, str, Adjustment]]


def events_of(story: Story) -> list[Event]:
    """The latest first."""
    filing = story.filing
    found = [
        Event(filing.nominated_at, "监狱提名"),
        *_of_sendings(story.sendings),
        *_of_levels(story.levels),
        *_of_notice(story.notice),
        *_of_questions(story.questions),
        *_of_opinion(story.opinion),
        *(Event(row.at, f"监狱调整：{before} → {after}", "soon") for before, after, row in story.adjustments),
    ]
    if filing.state == FilingState.DROPPED and filing.dropped_at:
        step = Step(filing.drop_step).label if filing.drop_step else ""
        found.append(Event(filing.dropped_at, f"监狱办理退出（{step}）：{filing.drop_reason}", "key"))
    return sorted(found, key=lambda event: event.at, reverse=True)


def _of_sendings(sendings: Iterable[Sending]) -> Iterator[Event]:
    for sending in sendings:
        sent = sending.dispatch
        yield Event(sent.sent_at, f"{sending.get_stage_display()}发出并到达，{sent.number}", "key")
        if sent.opened_at:
            yield Event(sent.opened_at, f"{sent.opened_by} 首次打开")
        if sent.acknowledged_at:
            yield Event(sent.acknowledged_at, f"{sent.acknowledged_by} 登记")


def _of_levels(levels: Iterable[LevelView]) -> Iterator[Event]:
    for level in levels:
        said = level.deliberation
        if said is not None:
            extent = f" {said.after} 个月" if said.after else ""
            extent += "".join(f"，{label}改为 {new}" for label, _, new in said.changed if label != "减刑")
            count = f"，{level.count.fraction}" if level.count else ""
            css = "soon" if level.state == "changed" else ""
            yield _day(said.sitting.held_on, f"{level.name}{said.get_outcome_display()}{extent}{count}", css)


def _of_notice(notice: PublicNotice | None) -> Iterator[Event]:
    if notice is not None:
        days = f"，{notice.working_days} 个工作日" if notice.working_days else ""
        yield _day(notice.posted_on, f"公示，至 {notice.until_on:%m-%d}{days}", "")


def _of_questions(questions: Iterable[Question]) -> Iterator[Event]:
    for one in questions:
        yield Event(one.asked_at, f"提问：{one.wanted or one.words[:30]}，{one.get_state_display()}", "unsure")
        if one.chased_at:
            yield Event(one.chased_at, f"催办，第 {one.chased} 次", "unsure")
        if one.replied_at:
            yield Event(one.replied_at, "监狱答复")


def _of_opinion(opinion: ConsultationOpinion | None) -> Iterator[Event]:
    if opinion is None or opinion.given_at is None:
        return
    yield Event(opinion.given_at, f"征求意见阶段意见：{opinion.get_advice_display()}", "key")
    if (answer := getattr(opinion, "adoption", None)) is not None:
        yield Event(answer.at, f"监狱{answer}{'：' + answer.reason if answer.reason else ''}", "key")


def _day(on: date, what: str, css: str) -> Event:
    return Event(datetime.combine(on, time(), SHANGHAI), what, css, is_day=True)
