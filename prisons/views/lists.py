"""The list of inmates: on screen a page at a time, on paper and as a workbook exactly what is seen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from prisons.filters import InmateFilter
from prisons.models import Departure
from prisons.permissions import may_import
from prisons.selectors import InmateRow, inmate_rows
from prisons.views.common import actor_of, day_of, for_readers
from procuratorate.audit.services import record_list_read
from procuratorate.custody.models import SealedQuery
from procuratorate.lib.errors import Unacceptable
from procuratorate.lib.paging import page_of_ids
from procuratorate.lib.sheets import Column, write_table

PAGE, MOST = 50, 5000  # rows on a page; rows in a file or on paper
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COLUMNS = (
    Column("number", "罪犯编号", width=14),
    Column("name", "姓名"),
    Column("prison", "监狱"),
    Column("ward", "监区"),
    Column("sex", "性别", width=6),
    Column("offence", "罪名", width=20),
    Column("categories", "类别"),
    Column("term", "原判刑期", width=14),
    Column("starts_on", "刑期起"),
    Column("ends_now", "现刑期止"),
    Column("days_left", "余刑（日）"),
    Column("state", "状态", width=6),
    Column("completeness", "完整度"),
    Column("missing", "缺项", width=30),
)


@require_GET
@for_readers
def inmates(request: HttpRequest) -> HttpResponse:
    """A page of the list; filters, order and search stay in the address. An htmx request gets the table alone."""
    found = _filter(request)
    page = page_of_ids(found.ids, PAGE, request.GET.get("page"))
    context = {
        "filter": found,
        "page": page,
        "rows": inmate_rows(list(page.object_list), day_of(request)),
        "may_import": may_import(actor_of(request)) is None,
        "awaited": Departure.objects.awaited_by(actor_of(request)).count(),
        "sealed": SealedQuery.objects.awaiting(actor_of(request)).count(),
        "several": found.filters["prison"].queryset.count() > 1,
        "query": request.GET.urlencode(),
    }
    part = request.htmx and not request.htmx.boosted  # type: ignore[attr-defined]
    return render(request, "prisons/inmate_table.html" if part else "prisons/inmates.html", context)


@require_GET
@for_readers
def printed(request: HttpRequest) -> HttpResponse:
    """All rows the filters leave, for A4 landscape."""
    return render(request, "prisons/inmates_print.html", {"rows": _all(request, "prisons.print_list")})


@require_GET
@for_readers
def exported(request: HttpRequest) -> HttpResponse:
    """All rows the filters leave, as a workbook with the columns of the screen."""
    content = write_table(COLUMNS, _as_cells(_all(request, "prisons.export_list")), title="罪犯名单")
    name = content_disposition_header(as_attachment=True, filename=f"罪犯名单 {day_of(request)}.xlsx")
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": str(name)})


def _filter(request: HttpRequest) -> InmateFilter:
    return InmateFilter(request.GET, actor=actor_of(request), on=day_of(request))


def _all(request: HttpRequest, act: str) -> list[InmateRow]:
    ids = list(_filter(request).ids[: MOST + 1])
    if len(ids) > MOST:
        raise Unacceptable(f"符合条件的超过{MOST}人，请先按监区、刑种等筛选，再打印或导出。")
    record_list_read(actor=actor_of(request), kind="prisons.inmate", ids=ids, act=act)
    return inmate_rows(ids, day_of(request))


def _as_cells(rows: Iterable[InmateRow]) -> Iterable[dict[str, Any]]:
    for row in rows:
        yield {**asdict(row), "completeness": f"{row.completeness}%", "missing": "、".join(row.missing)}
