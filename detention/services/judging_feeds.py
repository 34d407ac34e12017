"""What was told of each day held against what was agreed: missing, late, changed afterwards, somebody left out.

The hour and the items are agreed between two sides, not law: such a finding may warn, it never accuses. A person
verifies it or lets it go (decision of a procurator); the addressee is the centre.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from detention.catalogue import BASIS
from detention.models import DailyFeed, Finding, SharedList
from detention.selectors.feeds import DAYS, Day, register
from detention.selectors.proposers import Proposers
from detention.states import FindingState, ListState, Verdict
from procuratorate.lib.clock import day_of
from procuratorate.organs.models import Organ

SHOWN = 20  # numbers named in one finding
TITLES = {
    "feed-missing": "每日七项未见发送", "feed-late": "每日七项迟于约定时间", "feed-item": "每日七项有项目未填报",
    "feed-corrected": "每日七项事后更正", "feed-absent": "每日名册未列在所人员",
}  # fmt: skip


@dataclass(frozen=True)
class FoundInFeed:
    """One thing found in what was told of a day."""

    rule: str
    on: date
    detail: str
    text: str

    @property
    def key(self) -> str:
        return ":".join(filter(None, [self.rule, str(self.on), self.detail]))


def judge_feeds(*, at: datetime, only: int | None = None) -> int:
    """The last fortnight of each centre with an agreed list; returns how many findings changed. Safe to run twice."""
    lists = SharedList.objects.filter(state=ListState.IN_FORCE).select_related("centre")
    if only is not None:
        lists = lists.filter(centre=only)
    proposers = Proposers(day_of(at))
    return sum(_judge_centre(one, at, proposers) for one in lists)


def _judge_centre(agreed: SharedList, at: datetime, proposers: Proposers) -> int:
    since = day_of(at) - timedelta(days=DAYS - 1)
    wanted = {one.key: one for one in _found(agreed, at, since)}
    rows = {row.key: row for row in Finding.objects.filter(centre=agreed.centre, detainee=None, on__gte=since)}
    return _write(agreed.centre, wanted, rows, proposers, day_of(at))


def _found(agreed: SharedList, at: datetime, since: date) -> Iterator[FoundInFeed]:
    feeds: dict[date, list[DailyFeed]] = {}
    for feed in DailyFeed.objects.filter(centre=agreed.centre, on__gte=since).order_by("pk"):
        feeds.setdefault(feed.on, []).append(feed)
    for day in register(agreed.centre, agreed, at):
        yield from _of_day(day, agreed)
        yield from _of_told(feeds.get(day.on, []))


def _of_day(day: Day, agreed: SharedList) -> Iterator[FoundInFeed]:
    hour = f"约定次日{agreed.hour}时以前"
    if day.state == "missing":
        yield FoundInFeed("feed-missing", day.on, "", f"{day.on}的七项信息，{hour}没有发送。")
    if day.state == "late":
        yield FoundInFeed("feed-late", day.on, "", f"{day.on}的七项信息，{hour}没有发送，以后才发送。")


def _of_told(told: list[DailyFeed]) -> Iterator[FoundInFeed]:
    """What the last telling lacks, and what each correction changed."""
    if not told:
        return
    last = told[-1]
    for item in last.items:
        if lacking := item.get("missing"):
            said = f"{last.on}的七项信息，“{item['title']}”没有填报{'、'.join(lacking)}。"
            yield FoundInFeed("feed-item", last.on, item["code"], said)
    if last.absent:
        named = "、".join(last.absent[:SHOWN]) + ("等" if len(last.absent) > SHOWN else "")
        said = f"{last.on}的名册没有列出在所的 {len(last.absent)} 人：{named}。"
        yield FoundInFeed("feed-absent", last.on, "", said)
    for before, after in pairwise(told):
        for code, title in _changed(before.items, after.items):
            said = f"{after.on}的七项信息，“{title}”发送以后更正，理由：{after.why}。"
            yield FoundInFeed("feed-corrected", after.on, f"{after.pk}:{code}", said)


def _changed(before: Iterable[dict[str, Any]], after: Iterable[dict[str, Any]]) -> list[tuple[str, str]]:
    """The items that say something else than before: code and title. One left open is found as missing."""
    said = {item["code"]: _said(item) for item in before}
    whole = [item for item in after if not item.get("missing")]
    return [(item["code"], item["title"]) for item in whole if said.get(item["code"]) != _said(item)]


def _said(item: dict[str, Any]) -> tuple[Any, ...]:
    return item["figures"], item["lines"], item.get("words", "")


def _write(
    centre: Organ, wanted: dict[str, FoundInFeed], rows: dict[str, Finding], proposers: Proposers, on: date
) -> int:
    new = [one for key, one in wanted.items() if key not in rows]
    proposer, basis = proposers.of(centre, centre) if new else (None, "")
    Finding.objects.bulk_create(
        Finding(
            centre=centre, on=one.on, rule=one.rule, key=one.key, title=TITLES[one.rule], verdict=Verdict.WARNED,
            text=one.text, article=BASIS, addressee=centre, proposer=proposer, proposer_basis=basis[:200], found_on=on,
        )
        for one in new
    )  # fmt: skip
    back = [row.pk for key, row in rows.items() if key in wanted and row.state == FindingState.OUTDATED]
    gone = [row.pk for key, row in rows.items() if key not in wanted and row.state == FindingState.SUSPECTED]
    told = [
        (row, wanted[key].text)
        for key, row in rows.items()
        if key in wanted and row.state == FindingState.SUSPECTED and row.text != wanted[key].text
    ]
    for row, text in told:
        Finding.objects.filter(pk=row.pk).update(text=text)
    Finding.objects.filter(pk__in=back).update(state=FindingState.SUSPECTED)
    Finding.objects.filter(pk__in=gone).update(state=FindingState.OUTDATED)
    return len(new) + len(back) + len(gone) + len(told)
