"""The agenda that fills itself: from what both sides know already, never from what one of them still examines.

Dispatches between the two, their clocks and their agreed items are known to both by their nature. Findings, clues,
duty-crime leads, complaints are not asked at all: what a person verified reaches the agenda as the paper that told it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q

from commutation.models import Ruling
from commutation.states.courts import RulingOutcome
from meetings.models import AgreedItem, Meeting, Series
from meetings.states import FollowUp, Source
from procuratorate.deadlines.models import Deadline
from procuratorate.dispatch.models import Dispatch
from procuratorate.organs.actors import Actor

TOLD = {  # kinds of dispatches that may be spoken of, and what they are
    "commutation.consultation": "征求意见", "commutation.filing_copy": "建议书副本", "commutation.adoption": "采纳情况",
    "commutation.advice": "征求意见阶段意见", "commutation.opinion": "检察文书", "commutation.sit_in": "列席邀请",
}  # fmt: skip
PAPERS = ("commutation.advice", "commutation.opinion", "notices.")
CLOCKS = Q(kind__startswith="commutation.") | Q(kind__startswith="notices.") | Q(kind__startswith="meetings.")
MOST = 8  # papers named under an item


@dataclass(frozen=True)
class Draft:
    """An item as it would stand on the agenda."""

    source: Source
    title: str
    background: str = ""
    refs: list[dict[str, str]] = field(default_factory=list)


def gather(series: Series, actor: Actor, on: date) -> list[Draft]:
    """The standing items with what is known on a day, since the meeting before."""
    since = last_held(series, on)
    return [
        _last_time(series, on),
        _report(series, actor, since),
        _trends(series, since),
        _measures(series, on),
        Draft(Source.REFORM, "罪犯教育改造情况"),
    ]


def last_held(series: Series, on: date) -> date | None:
    """The day of the last meeting before."""
    held = Meeting.objects.filter(series=series, held_on__lt=on).held().order_by("-held_on").first()
    return held.held_on if held else None


def _last_time(series: Series, on: date) -> Draft:
    rows = list(AgreedItem.objects.filter(item__meeting__series=series).issued().select_related("item", "organ"))
    closed = sum(one.state == FollowUp.CLOSED for one in rows)
    late = [one for one in rows if one.is_late(on)]
    said = f"共议定{len(rows)}项，已销号{closed}项，未办结{len(rows) - closed}项，其中逾期{len(late)}项。"
    left = [one for one in rows if one.state != FollowUp.CLOSED]
    lines = [
        f"{place}.{one.words.rstrip('。')}（{one.unit}，{one.due_on or '即日'}）" for place, one in enumerate(left, 1)
    ]
    if not rows:
        return Draft(Source.LAST, "上次议定事项落实情况", "此前没有议定事项。")
    return Draft(Source.LAST, "上次议定事项落实情况", "\n".join([said, *lines]))


def _report(series: Series, actor: Actor, since: date | None) -> Draft:
    """Counts of what crossed between the two, and of rulings both know."""
    kinds = Counter(_between(series, since).values_list("kind", flat=True))
    said = [f"{label}{kinds[kind]}件" for kind, label in TOLD.items() if kinds[kind]]
    lines = [f"{_since(since)}双方往来：{'，'.join(said)}。"] if said else []
    ruled = Counter(_rulings(series, actor, since).values_list("outcome", flat=True))
    if ruled:
        told = "，".join(f"{RulingOutcome(outcome).label}{count}件" for outcome, count in ruled.most_common())
        lines.append(f"收到裁定、决定{ruled.total()}件：{told}。")
    return Draft(Source.REPORT, "刑罚执行、狱政管理情况通报", "\n".join(lines))


def _rulings(series: Series, actor: Actor, since: date | None) -> Any:
    rows = Ruling.objects.visible_to(actor).filter(filing__prison=series.site).exclude(state="void")
    return rows.filter(ruled_on__gte=since) if since else rows


def _trends(series: Series, since: date | None) -> Draft:
    """The opinions the site was given, by number: what they say of more than one case is for the meeting to see."""
    sent = [
        one
        for one in _between(series, since).filter(recipient=series.site).defer("content").order_by("-pk")
        if one.kind.startswith(PAPERS)
    ]
    refs = [{"label": one.masked_title[:60], "address": f"/dispatches/{one.pk}/receipt/"} for one in sent[:MOST]]
    said = f"{_since(since)}检察机关发出意见、纠正文书{len(sent)}件，反映较集中的问题由双方会上研究。" if sent else ""
    return Draft(Source.TREND, "监管活动和执法监督中的倾向性问题", said, refs)


def _measures(series: Series, on: date) -> Draft:
    """Clocks between the two that ran out."""
    between = Q(organ=series.office, counterpart=series.site) | Q(organ=series.site, counterpart=series.office)
    late = Deadline.objects.filter(between, CLOCKS).overdue(on).count()
    said = f"双方之间的办理时限有{late}项已经届满未办结，请双方逐项说明。" if late else ""
    return Draft(Source.MEASURE, "保证公正执法和文明管理的措施", said)


def _between(series: Series, since: date | None) -> Any:
    """Dispatches of the kinds that may be spoken of."""
    ours = (series.office_id, series.office.house_id)
    between = Q(sender__in=ours, recipient=series.site) | Q(sender=series.site, recipient__in=ours)
    rows = Dispatch.objects.filter(between, Q(kind__in=TOLD) | Q(kind__startswith="notices."))
    return rows.filter(sent_at__date__gte=since) if since else rows


def _since(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日以来，" if day else "目前，"
