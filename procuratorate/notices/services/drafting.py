"""Beginning a notice, its words, giving it up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from procuratorate.audit.services import record
from procuratorate.dispatch.states import Channel
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.lib.moves import move
from procuratorate.notices.clocks import MATTERS
from procuratorate.notices.models import Notice, Point
from procuratorate.notices.permissions import may_draft, may_work
from procuratorate.notices.selectors.organs import ADDRESSEES, ON_SCREEN, house_of, office_of
from procuratorate.notices.services import composing
from procuratorate.notices.services.content import demand_same, locked, required, seal, take_step
from procuratorate.notices.states import NOTICE_MOVES, Kind, Matter, Step
from procuratorate.organs.actors import Actor
from procuratorate.organs.competence import Act, competent
from procuratorate.organs.gate import signer
from procuratorate.organs.models import Organ

MOST_POINTS, LONGEST_TITLE, LONGEST = 30, 120, 4_000
MOST_OTHERS = 10
JOINT = frozenset({Kind.CORRECTION, Kind.SUGGESTION})
MOST_URGENT = 59  # days: shorter than the two months of the text


@dataclass(frozen=True)
class PointWords:
    """What one point says."""

    facts: str
    article: str = ""
    demand: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.facts + self.article + self.demand).strip()


@dataclass(frozen=True)
class NoticeWords:
    """What a drafter may write besides the points."""

    title: str
    opening: str
    closing: str
    on_paper: bool = False
    urgent_days: int | None = None
    spoken_on: date | None = None
    spoken_to: str = ""


@transaction.atomic
def draft_notice(
    *,
    kind: Kind,
    addressee: Organ,
    title: str,
    points: Sequence[PointWords],
    actor: Actor,
    at: datetime,
    matter: Matter = Matter.GENERAL,
    opening: str = "",
    origin: str = "",
    origin_url: str = "",
    persons: Iterable[int] = (),
    follows: Notice | None = None,
    others: Iterable[Organ] = (),
) -> Notice:
    """Begin a notice in the name of the drafter's 院; its last paragraph is composed of the article and the period.

    `persons` are the people in custody it names, `others` further units the same paper goes to. Raises Unacceptable
    for an addressee or a matter that does not fit, and where the law names another 院 (超期羁押).
    """
    demand(may_draft(actor), act="notices.draft")
    house = house_of(actor)
    _demand_fitting(kind, matter, addressee, house, day_of(at))
    further = _further(kind, addressee, others)
    notice = Notice(
        kind=kind, matter=matter, organ=house, office=office_of(actor), addressee=addressee,
        channel=Channel.SCREEN if addressee.kind in ON_SCREEN else Channel.PAPER, title=title.strip()[:LONGEST_TITLE],
        opening=opening or composing.opening(matter, addressee), closing=composing.closing(kind, matter),
        origin=origin[:120], origin_url=origin_url, persons=sorted(set(persons)), follows=follows,
        others=further, drafter_id=signer(actor), created_at=at, spoken_on=day_of(at) if kind == Kind.ORAL else None,
    )  # fmt: skip
    notice.save(force_insert=True)
    _put_points(notice, points)
    return _written(notice, Step.DRAFTED, "notices.draft", actor, at)


def _demand_fitting(kind: Kind, matter: Matter, addressee: Organ, house: Organ, on: date) -> None:
    if addressee.kind not in ADDRESSEES:
        why = f"{addressee.name}不能作为被监督单位，请重新选择。"
        raise Unacceptable(why, fields={"addressee": why})
    if matter not in MATTERS[kind]:
        fitting = "、".join(one.label for one in MATTERS[kind])
        why = f"{kind.label}的事由可以是：{fitting}。{matter.label}请换用其他文书。"
        raise Unacceptable(why, fields={"matter": why})
    found = competent(Act.OVER_DETENTION, addressee, addressee, on) if matter == Matter.OVER_DETENTION else None
    if found is not None and found.organ.pk != house.pk:
        why = f"纠正超期羁押由{found.organ.name}提出（{found.basis}）。请向该院报告、通报，不以本院名义发出。"
        raise Unacceptable(why, fields={"addressee": why})


def _further(kind: Kind, addressee: Organ, others: Iterable[Organ]) -> list[int]:
    """Ids of the further units. A violation notice tells one unit of its own violation."""
    found = {one.pk for one in others} - {addressee.pk}
    if found and kind not in JOINT:
        why = f"{kind.label}只发一个单位。发给几个单位的，用检察建议书或者纠正意见书。"
        raise Unacceptable(why, fields={"others": why})
    if len(found) > MOST_OTHERS:
        why = f"一份文书最多再发{MOST_OTHERS}个单位。"
        raise Unacceptable(why, fields={"others": why})
    return sorted(found)


def _put_points(notice: Notice, points: Sequence[PointWords]) -> None:
    kept = [one for one in points if not one.is_empty][:MOST_POINTS]
    Point.objects.bulk_create(
        Point(
            notice=notice, position=place, facts=one.facts.strip(), article=one.article.strip()[:300],
            demand=one.demand.strip(),
        )
        for place, one in enumerate(kept, 1)
    )  # fmt: skip


def _written(notice: Notice, step: Step, act: str, actor: Actor, at: datetime) -> Notice:
    seal(notice)
    take_step(notice=notice, step=step, actor=actor, at=at, whole=True)
    record(actor=actor, act=act, target=notice, detail={"sm3": notice.content_hash, "kind": notice.kind})
    return notice


@transaction.atomic
def edit_notice(
    *, notice: Notice, words: NoticeWords, points: Sequence[PointWords], seen: str, actor: Actor, at: datetime
) -> Notice:
    """Save the words. `seen` is the hash of what the editor showed: changed meanwhile, it is 409.

    The last paragraph follows the days a suggestion sets for urgency unless its words were rewritten by hand.
    """
    demand(may_work(actor, notice), act="notices.edit", target=notice)
    stored = locked(notice)
    demand_same(stored, seen)
    _demand_words(stored, words, points, day_of(at))
    told = _told(stored, words)
    move(stored, "edit", NOTICE_MOVES, version=stored.version + 1, **told)
    stored.points.all().delete()
    _put_points(stored, points)
    return _written(stored, Step.EDITED, "notices.edit", actor, at)


def _told(stored: Notice, words: NoticeWords) -> dict[str, object]:
    """The columns to write."""
    must_paper = stored.addressee.kind not in ON_SCREEN
    last = words.closing.strip()
    if last == composing.closing(stored.kind, stored.matter, stored.urgent_days):
        last = composing.closing(stored.kind, stored.matter, words.urgent_days)
    return {
        "title": words.title.strip(), "opening": words.opening.strip(), "closing": last,
        "channel": Channel.PAPER if must_paper or words.on_paper else Channel.SCREEN,
        "urgent_days": words.urgent_days, "spoken_on": words.spoken_on, "spoken_to": words.spoken_to.strip()[:60],
    }  # fmt: skip


def _demand_words(stored: Notice, words: NoticeWords, points: Sequence[PointWords], on: date) -> None:
    required(title=words.title, closing=words.closing)
    kept = [one for one in points if not one.is_empty]
    wrong: dict[str, str] = {}
    if len(words.title) > LONGEST_TITLE:
        wrong["title"] = f"事由摘要不超过{LONGEST_TITLE}字。"
    if not kept or any(not one.facts.strip() for one in kept):
        wrong["points"] = "每一项都要写明发现的情况，至少一项。"
    if len(kept) > MOST_POINTS:
        wrong["points"] = f"一份文书不超过{MOST_POINTS}项，请分开提出。"
    if any(len(one.facts + one.demand) > LONGEST for one in kept):
        wrong["points"] = f"每一项不超过{LONGEST}字。"
    if words.urgent_days is not None and (stored.kind != Kind.SUGGESTION or not 1 <= words.urgent_days <= MOST_URGENT):
        wrong["urgent_days"] = f"只有检察建议在情况紧急时可以另定期限，1至{MOST_URGENT}日。"
    if stored.is_oral and (words.spoken_on is None or words.spoken_on > on):
        wrong["spoken_on"] = "请填写口头提出的日期，不能晚于今天。"
    if wrong:
        raise Unacceptable("没有保存：有几栏要改。", fields=wrong)


@transaction.atomic
def drop_notice(*, notice: Notice, actor: Actor, reason: str, at: datetime) -> None:
    """Give a draft up, saying why. It stays on record."""
    demand(may_work(actor, notice), act="notices.drop", target=notice)
    required(reason=reason)
    stored = locked(notice)
    move(stored, "drop", NOTICE_MOVES)
    take_step(notice=stored, step=Step.DROPPED, actor=actor, at=at, words=reason)
    record(actor=actor, act="notices.drop", target=stored, reason=reason)
