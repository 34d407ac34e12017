"""Pages about public notices, put together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from commutation.models import Batch, Filing, NoticeObjection, PublicNotice
from commutation.permissions.notices import may_hear_objections
from commutation.selectors.notices import SHOWN, differences, lines_for, visible_lines, with_sentence
from commutation.states import Kind
from procuratorate.documents.engine.leaf import words_of
from procuratorate.lib.digest import sm3_of
from procuratorate.lib.law.dates import weekday
from procuratorate.organs.actors import Actor
from procuratorate.organs.states import PROCURATORS


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day of the sum."""

    day: date
    weekday: str
    counted: bool
    why: str
    source: str


@dataclass(frozen=True, slots=True)
class Change:
    """Somebody whose proposal is another now than what hung on the wall."""

    name: str
    filing: int
    changed: list[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class SheetOf:
    """The sheet itself: heads and lines; `hidden` people stand on it and are not the reader's to see."""

    asked: str
    heads: list[str]
    people: list[dict[str, Any]]
    rows: list[list[str]]
    hidden: int = 0


def draft_page(batch: Batch, actor: Actor) -> SheetOf:
    """As it would hang today: everybody who stands on the list."""
    filings = list(with_sentence(Filing.objects.visible_to(actor).filter(batch=batch).standing()))
    asked = "、".join(kind.label for kind in Kind if any(one.kind == kind for one in filings))
    return _sheet(asked, lines_for(filings))


def _sheet(asked: str, people: list[dict[str, Any]], hidden: int = 0) -> SheetOf:
    """Columns nobody fills are left out."""
    names = [
        name for name in SHOWN if name in ("ward", "name", "crime", "term") or any(one.get(name) for one in people)
    ]
    rows = [[str(one.get(name, "")) for name in names] for one in people]
    return SheetOf(asked, [SHOWN[name] for name in names], people, rows, hidden)


@dataclass(frozen=True, slots=True)
class NoticePage:
    sheet: SheetOf
    days: list[DayLine]
    changes: list[Change]
    objections: list[NoticeObjection] | None
    whole: bool
    article: str
    needed: int

    @property
    def people(self) -> list[dict[str, Any]]:
        return self.sheet.people


def notice_page(notice: PublicNotice, actor: Actor) -> NoticePage:
    """`objections` is None for whom they are hidden from."""
    lines = visible_lines(notice, actor)
    everybody = len(notice.content.get("people", []))
    hears = may_hear_objections(actor, notice) is None or actor.role in PROCURATORS
    return NoticePage(
        sheet=_sheet(notice.content.get("asked", ""), lines, everybody - len(lines)),
        days=[_day(step) for step in notice.sum.get("steps", [])],
        changes=_changes(lines, actor),
        objections=list(notice.objections.select_related("filing")) if hears else None,
        whole=sm3_of(notice.content) == notice.content_hash,
        article=notice.content.get("article", ""),
        needed=notice.content.get("days", 0),
    )


def _day(step: list[Any]) -> DayLine:
    iso, counted, why, source = step
    day = date.fromisoformat(iso)
    return DayLine(day, weekday(day), counted, why, source)


def _changes(lines: list[dict[str, Any]], actor: Actor) -> list[Change]:
    ids = [line["filing"] for line in lines]
    now = {
        line["filing"]: line for line in lines_for(with_sentence(Filing.objects.visible_to(actor).filter(pk__in=ids)))
    }
    found = [Change(line["name"], line["filing"], differences(line, now[line["filing"]])) for line in lines]
    return [one for one in found if one.changed]


def printed(sheet: SheetOf, notice: PublicNotice | None = None, article: str = "") -> dict[str, Any]:
    """What hangs on the wall. Before it is registered, its days are left to the hand."""
    days = "　　年　　月　　日"
    term = f"公示期自{days}至{days}，共　　个工作日。"
    if notice is not None:
        since, until = words_of(notice.posted_on), words_of(notice.until_on)
        term = f"公示期自{since}至{until}，共{notice.working_days or 0}个工作日（{article}）。"
    contact = (notice.contact if notice else "") or "可以书面或者口头方式向刑罚执行科提出"
    tail = [f"对公示内容有异议的，可在公示期内提出：{contact}；也可向派驻检察机关反映。"]
    if sheet.hidden:
        tail.append(f"另有{sheet.hidden}人不在您可以查看的范围，本页不得张贴。")
    if notice is not None:
        tail.append(f"公示地点：{notice.place}。内容校验：{notice.content_hash}。")
    lead = [f"经集体研究、审查和评审，拟对下列{len(sheet.rows)}名罪犯提请{sheet.asked}，现予公示。{term}"]
    return {"lead": lead, "heads": sheet.heads, "rows": sheet.rows, "tail": tail}
