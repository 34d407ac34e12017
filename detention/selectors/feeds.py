"""What the records say of a day, item by item; and of each day whether it was told, late, or corrected."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from detention.catalogue import ITEMS
from detention.law import Phase
from detention.models import DailyFeed, Detainee, SharedList, Stage, StageAct
from detention.selectors.wall import cells
from detention.states import Left, ListState
from procuratorate.lib.clock import SHANGHAI, day_of
from procuratorate.lib.errors import Unacceptable
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ, Pairing
from procuratorate.organs.states import Kind

DAYS = 14


@dataclass(frozen=True)
class Day:
    """One day of the register: `state` is sent, late, missing, open; `corrections` those sent afterwards."""

    on: date
    state: str
    word: str
    feed: DailyFeed | None
    corrections: int


def centres_of(actor: Actor) -> list[Organ]:
    """The centres within reach."""
    return list(Organ.objects.filter(pk__in=actor.organs, kind=Kind.CENTRE, until=None).order_by("path"))


def office_of(centre: Organ, on: date) -> Organ:
    """The office paired with the centre that day; without one nothing can be told."""
    pairing = Pairing.objects.on(on).filter(counterpart=centre).select_related("procuratorate").first()
    if pairing is None:
        raise Unacceptable("今天没有派驻检察机关与本所对应，发不出去。请检察院管理员登记派驻关系。")
    office: Organ = pairing.procuratorate
    return office


def in_force(centre: Organ, rows: Any = SharedList.objects) -> SharedList | None:
    """The version both signed; `rows` to read it locked."""
    found: SharedList | None = rows.filter(centre=centre, state=ListState.IN_FORCE).first()
    return found


def lists_of(centre: Organ) -> list[SharedList]:
    rows = SharedList.objects.filter(centre=centre).select_related("centre_signer", "office_signer", "office")
    return list(rows.order_by("-version")[:10])


def told_on(centre: Organ, on: date) -> list[DailyFeed]:
    """What was told of a day, the first telling first."""
    rows = DailyFeed.objects.filter(centre=centre, on=on).select_related("dispatch", "by", "shared_list")
    return list(rows.order_by("pk"))


def demand_told(centre: Organ, on: date, why: str) -> None:
    """A day told already is corrected with a reason, never told twice."""
    if not why.strip() and DailyFeed.objects.filter(centre=centre, on=on).exists():
        raise Unacceptable("这一天已经发送过。更正的，请写明理由。", fields={"why": "更正的必填"})


def absent_from(centre: Organ, on: date, listed: set[str]) -> list[str]:
    """The numbers of those who were there that day by the records, and of whom the roster told nothing."""
    there = Detainee.objects.filter(centre=centre, entered_on__lte=on).exclude(left_on__lt=on)
    return sorted(set(there.values_list("number", flat=True)) - listed)


def register(centre: Organ, agreed: SharedList | None, at: datetime) -> list[Day]:
    """The last fortnight, newest first. Days before the list was in force owe nothing."""
    today = day_of(at)
    first = day_of(_since(agreed)) if agreed else today + timedelta(days=1)
    feeds: dict[date, list[DailyFeed]] = {}
    rows = DailyFeed.objects.filter(centre=centre, on__gte=today - timedelta(days=DAYS)).select_related("dispatch")
    for feed in rows.order_by("pk"):
        feeds.setdefault(feed.on, []).append(feed)
    days = [today - timedelta(days=back) for back in range(DAYS)]
    return [_day(day, feeds.get(day, []), agreed, at) for day in days if day >= first or day in feeds]


def _since(agreed: SharedList) -> datetime:
    return max(filter(None, [agreed.centre_signed_at, agreed.office_signed_at]))


def _day(day: date, told: list[DailyFeed], agreed: SharedList | None, at: datetime) -> Day:
    until = datetime.combine(day + timedelta(days=1), time(agreed.hour if agreed else 23), SHANGHAI)
    if told:
        late = told[0].at > until
        return Day(day, "late" if late else "sent", "迟于约定时间" if late else "已发送", told[-1], len(told) - 1)
    missing = at > until
    return Day(day, "missing" if missing else "open", "未见发送" if missing else "待发送", None, 0)


def drawn_up(centre: Organ, on: date, actor: Actor) -> list[dict[str, Any]]:
    """The seven items of a day out of the records; what no record holds is left to be typed."""
    known = {
        "people": _people(centre, on), "apart": _apart(actor, centre, on), "delivery": _delivery(centre, on),
    }  # fmt: skip
    return [
        {"code": item.code, "title": item.title, "figures": figures, "lines": lines, "typed": list(item.typed)}
        for item in ITEMS
        for figures, lines in [known.get(item.code, ([], []))]
    ]


Told = tuple[list[list[Any]], list[str]]


def _people(centre: Organ, on: date) -> Told:
    """Who came, who left, what changed: by number, name and phase."""
    stays = Detainee.objects.filter(centre=centre).select_related("person", "stage__handler")
    came, left = list(stays.filter(entered_on=on)), list(stays.filter(left_on=on))
    moved = list(
        Stage.objects.filter(detainee__centre=centre, since=on)
        .exclude(detainee__entered_on=on)
        .select_related("detainee__person", "handler")
    )
    acts = list(
        StageAct.objects.filter(stage__detainee__centre=centre, on=on).select_related("stage__detainee__person")
    )
    figures = [["在所", stays.present().count()], ["收押", len(came)], ["出所", len(left)], ["环节变更", len(moved)]]
    figures += [[word, count] for word, count in Counter(act.get_did_display() for act in acts).items()]
    lines = [f"收押 {one.number} {one.person.name}，{one.offence}" for one in came]
    lines += [f"出所 {one.number} {one.person.name}，{one.get_left_how_display()}" for one in left]
    lines += [
        f"环节 {one.detainee.number} {one.detainee.person.name}，{one.get_phase_display()}，{one.handler.short_name}"
        for one in moved
    ]
    lines += [
        f"{act.get_did_display()} {one.number} {one.person.name}，{act.get_code_display()}"
        for act in acts
        for one in [act.stage.detainee]
    ]
    return figures, lines


def _apart(actor: Actor, centre: Organ, on: date) -> Told:
    mixed = [cell for cell in cells(actor, on) if cell.mixed and cell.people[0].centre_id == centre.pk]
    lines = [f"{cell.name}监室 {len(cell.people)} 人：{'、'.join(cell.mixed)}同室" for cell in mixed]
    return [["待核监室", len(mixed)]], lines


def _delivery(centre: Organ, on: date) -> Told:
    present = Detainee.objects.filter(centre=centre).present()
    gone = Detainee.objects.filter(centre=centre, left_on=on, left_how=Left.DELIVERED).count()
    waiting = present.filter(stage__phase=Phase.DELIVERY).count()
    serving = present.filter(stage__phase=Phase.SERVING).count()
    return [["交付执行", gone], ["待交付", waiting], ["留所服刑", serving]], []
