"""补登: filings sent before the system began, read from a sheet, with what came of every row."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from commutation.checks import as_json
from commutation.forms import UploadForm
from commutation.in_flight import LAYOUT_IN_FLIGHT
from commutation.permissions.managing import MANAGERS
from commutation.services.in_flight import Taken, register_in_flight
from commutation.states import RowStatus
from commutation.views.access import actor_of
from procuratorate.lib.errors import Unacceptable
from procuratorate.lib.sheets import write_table
from procuratorate.organs.gate import for_roles

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NOTES = (
    "一行一人，同一批次写同一个收到日和办案平台编号。",
    "副本收到日照建议书副本上的收文章填，期限从这一天起算，次日为第1日。",
    "一批中有一行被退回，整批不登记，改好再传；已登记的不会重复。",
)
for_managers = for_roles(MANAGERS)


@for_managers
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    form = UploadForm(request.POST or None, request.FILES or None)
    told: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        try:
            told |= _registered(request, form)
        except Unacceptable as error:
            form.add_error("file", error.message)
    return render(request, "commutation/in_flight.html", told, status=422 if form.errors else 200)


def _registered(request: HttpRequest, form: UploadForm) -> dict[str, Any]:
    sheet = form.cleaned_data["file"]
    taken = register_in_flight(
        data=sheet.read(),
        filename=sheet.name,
        actor=actor_of(request),
        at=request.at,  # type: ignore[attr-defined]
    )
    if taken.sendings:
        people = sum(one.people for one in taken.sendings)
        messages.success(request, f"已补登 {len(taken.sendings)} 批 {people} 人，期限从收到日起算，已告知监狱。")
    return {"taken": taken, "rows": _told(taken), "counts": _counts(taken)}


def _told(taken: Taken) -> list[dict[str, Any]]:
    """Rows as the page of an upload shows them, refused first."""
    order = (RowStatus.REFUSED, RowStatus.WARNED, RowStatus.ACCEPTED, RowStatus.KNOWN)
    rows = sorted(taken.rows, key=lambda row: (order.index(row.status), row.number))
    return [
        {
            "number": row.number,
            "status": row.status.value,
            "ward_name": str(row.value("ward") or row.given("ward")),
            "inmate_name": str(row.value("name") or row.given("name")),
            "problems": [as_json(problem) for problem in row.problems],
            "values": {"kind": row.given("kind"), "months": row.given("months")},
        }
        for row in rows
    ]


def _counts(taken: Taken) -> list[tuple[str, int]]:
    return [(status.label, taken.count(status)) for status in RowStatus]


@for_managers
@require_GET
def template(request: HttpRequest) -> HttpResponse:
    """The empty sheet."""
    data = write_table(LAYOUT_IN_FLIGHT.columns, [], title="补登已报送", notes=NOTES)
    name = {"Content-Disposition": 'attachment; filename="in-flight.xlsx"'}
    return HttpResponse(data, content_type=SHEET, headers=name)
