"""A day's roster as a file: the template, an upload, its findings row by row, the file back, the rows written."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from detention.forms.deliveries import DeliveryForm
from detention.forms.feeds import FeedForm
from detention.models import Delivery
from detention.permissions import may_tell
from detention.selectors.centres import centre_of
from detention.selectors.feeds import drawn_up, told_on
from detention.services import feeding
from detention.views.access import actor_of
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.lib.sheets import returned_name, write_table
from procuratorate.organs.gate import for_roles
from procuratorate.organs.states import CENTRE_STAFF

PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = (
    ("", "全部"),
    ("refused", "退回"),
    ("warned", "提醒"),
    ("new", "新收"),
    ("changed", "有变化"),
    ("same", "无变化"),
)
WORST = ("refused", "warned", "accepted")
for_staff = for_roles(CENTRE_STAFF)


@require_http_methods(["GET", "POST"])
@for_staff
def upload(request: HttpRequest) -> HttpResponse:
    """Choose a file and its day; earlier ones below."""
    actor, centre = actor_of(request), centre_of(actor_of(request))
    sent = request.method == "POST"
    form = DeliveryForm(request.POST, request.FILES) if sent else DeliveryForm(initial={"on": request.on})  # type: ignore[attr-defined]
    if sent and form.is_valid():
        file, on = form.cleaned_data["file"], form.cleaned_data["on"]
        if file.size > settings.UPLOAD_LIMIT:
            return render(request, "errors/413.html", {"reference": getattr(request, "reference", "")}, status=413)
        try:
            made = feeding.deliver(
                centre=centre,
                on=on,
                data=file.read(),
                filename=file.name,
                actor=actor,
                at=request.at,  # type: ignore[attr-defined]
            )
            return redirect("detention:delivery", made.pk)
        except Unacceptable as error:
            form.tell(error)
    rows = Delivery.objects.visible_to(actor).filter(centre=centre).defer("content", "findings", "numbers")
    earlier = rows.select_related("assignment__officer", "feed__dispatch")[:20]
    context = {"form": form, "earlier": earlier, "centre": centre}
    return render(request, "detention/upload.html", context, status=422 if form.errors else 200)


@require_GET
@for_staff
def template(request: HttpRequest) -> HttpResponse:
    """An empty roster, with lists to choose from and a sheet of explanations."""
    content = write_table(feeding.LAYOUT.columns, title="在押人员名册", notes=feeding.NOTES)
    return _file(content, "看守所每日名册模板.xlsx")


@require_GET
@for_staff
def delivery(request: HttpRequest, pk: int) -> HttpResponse:
    """Progress while it is checked or written; then the findings, the worst first, and what else the day asks for."""
    return _page(request, _found(request, pk), None)


@require_GET
@for_staff
def returned(request: HttpRequest, pk: int) -> HttpResponse:
    """The centre's own file with what came of every row."""
    found = _found(request, pk)
    if not found.findings or not found.content:
        raise Http404
    return _file(feeding.returned_file(found, actor_of(request)), returned_name(found.filename))


@require_POST
@for_staff
def commit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the good rows, then tell the day with what is typed here."""
    found, form = _found(request, pk), FeedForm(request.POST)
    if form.is_valid():
        told = {"typed": form.typed(), "words": form.words(), "why": form.cleaned_data["why"]}
        try:
            feeding.commit_delivery(delivery=found, told=told, actor=actor_of(request), at=request.at)  # type: ignore[attr-defined]
            return redirect("detention:delivery", pk)
        except Unacceptable as error:
            form.tell(error)
    return _page(request, found, form, status=422)


@require_POST
@for_staff
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    feeding.discard_delivery(delivery=_found(request, pk), actor=actor_of(request))
    return redirect("detention:upload")


def _found(request: HttpRequest, pk: int) -> Delivery:
    rows = Delivery.objects.visible_to(actor_of(request)).select_related("centre", "job", "assignment__officer", "feed")
    found: Delivery = get_object_or_404(rows, pk=pk)
    demand(may_tell(actor_of(request), found.centre), act="detention.deliver")
    return found


def _page(request: HttpRequest, found: Delivery, form: FeedForm | None, status: int = 200) -> HttpResponse:
    actor, wanted = actor_of(request), request.GET.get("show", "")
    findings = feeding.shown_findings(found, actor)
    rows = [one for one in findings if wanted in {"", one["level"], one["kind"]}]
    rows.sort(key=lambda one: (WORST.index(one["level"]), one["row"]))
    context: dict[str, Any] = {
        "delivery": found,
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "chips": [(value, word, _count(findings, value)) for value, word in SHOWN],
    }
    if found.state == "checked" and found.good:
        form = form or FeedForm()
        asked = [item for item in drawn_up(found.centre, found.on, actor) if item["typed"]]
        context |= {"form": form, "asked": [(item, form.of(item["code"])) for item in asked]}
        context["told"] = told_on(found.centre, found.on)
    part = request.htmx and not request.htmx.boosted  # type: ignore[attr-defined]
    name = "detention/delivery_body.html" if part else "detention/delivery.html"
    return render(request, name, context, status=status)


def _count(findings: list[dict[str, Any]], value: str) -> int:
    return sum(value in {"", one["level"], one["kind"]} for one in findings)


def _file(content: bytes, name: str) -> HttpResponse:
    disposition: Any = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": disposition})
