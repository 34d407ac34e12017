"""公示: the sheet to print, posting, photographs, objections and their answers, ending."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from commutation.clocks.notices import needed
from commutation.forms import ReasonForm
from commutation.forms.notices import AnswerForm, NoticeForm, ObjectionForm, PhotoForm
from commutation.models import Batch, Filing, NoticeObjection, PublicNotice
from commutation.papers import NOTICE
from commutation.permissions import READERS, STAFF
from commutation.permissions.notices import may_handle, may_hear_objections, may_post
from commutation.rendering.notices import SheetOf, draft_page, notice_page, printed
from commutation.selectors.notices import SCOPES, to_post
from commutation.services import notices as services
from commutation.states.levels import NoticeState, Objector
from commutation.views.access import actor_of, batch_of, for_staff
from procuratorate.audit.services import record_list_read, record_read
from procuratorate.documents.engine.leaf import words_of
from procuratorate.documents.rendering import sheet_page
from procuratorate.lib import files
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.lib.media import EXTENSIONS
from procuratorate.organs.gate import for_roles
from procuratorate.organs.states import Kind

for_both = for_roles(STAFF, READERS)
LINES = 100  # people of a notice on a page; the printed sheet has them all
TYPES = {extension: kind for kind, extension in EXTENSIONS.items()}


def notice_of(request: HttpRequest, pk: int) -> PublicNotice:
    rows = PublicNotice.objects.visible_to(actor_of(request)).select_related("batch__prison", "by")
    notice: PublicNotice = get_object_or_404(rows, pk=pk)
    return notice


@for_staff
@require_GET
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """公示表 as it would hang: what the law puts on the wall, nothing that tells who somebody is elsewhere."""
    batch, actor = batch_of(request, pk), actor_of(request)
    page = draft_page(batch, actor)
    ids = [line["filing"] for line in page.people]
    record_list_read(actor=actor, kind="commutation.filing", ids=ids, act="commutation.print_notice")
    return _sheet(batch, page, printed(page))


def _sheet(batch: Batch, page: SheetOf, facts: dict[str, Any], day: str = "") -> HttpResponse:
    if not page.rows:
        raise Unacceptable("名单上还没有可以公示的人。请导入或勾选名单后再打印公示表。")
    title = f"{batch.title}拟提请{page.asked}公示"
    return HttpResponse(sheet_page(NOTICE, batch.prison.name, facts, title=title, day=day))


@for_staff
@require_http_methods(["GET", "POST"])
def notices(request: HttpRequest, pk: int) -> HttpResponse:
    """The notices of a batch, and registering one as posted."""
    batch, actor = batch_of(request, pk), actor_of(request)
    sent = request.method == "POST"
    if sent:
        demand(may_post(actor, batch), act="commutation.post_notice", target=batch)
    form = NoticeForm(request.POST if sent else None, initial={"posted_on": request.on.isoformat()})  # type: ignore[attr-defined]
    if sent and form.is_valid():
        try:
            made = services.post_notice(batch=batch, actor=actor, at=request.at, **form.cleaned_data)  # type: ignore[attr-defined]
        except Unacceptable as error:
            form.tell(error)
        else:
            messages.success(request, f"已登记公示，{made.working_days} 个工作日，到 {made.until_on} 止。")
            return redirect(made)
    context = {
        "batch": batch,
        "form": form,
        "notices": PublicNotice.objects.visible_to(actor).filter(batch=batch).select_related("by"),
        "waiting": _waiting(batch, request),
        "may_post": may_post(actor, batch) is None,
    }
    return render(request, "commutation/notices.html", context, status=422 if form.errors else 200)


def _waiting(batch: Batch, request: HttpRequest) -> list[dict[str, Any]]:
    """How many each kind of notice would bear today, and how long it must hang."""
    on = request.on  # type: ignore[attr-defined]
    found = {code: to_post(batch, actor_of(request), code) for code in SCOPES}
    in_centre = batch.prison.kind == Kind.CENTRE
    return [
        {
            "label": SCOPES[code][0],
            "people": len(people),
            "needed": needed({one.kind for one in people}, on, in_centre=in_centre),
        }
        for code, people in found.items()
        if people
    ]


@for_both
@require_GET
def public_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """One notice: what hung, its sum, photographs, objections; beside it what has changed since."""
    return _page(request, notice_of(request, pk))


def _page(request: HttpRequest, found: PublicNotice, form: Any = None, status: int = 200) -> HttpResponse:
    actor = actor_of(request)
    record_read(actor=actor, target=found)
    on = request.on  # type: ignore[attr-defined]
    handles = may_handle(actor, found) is None
    page = notice_page(found, actor)
    context = {
        "batch": found.batch,
        "notice": found,
        "page": page,
        "rows": Paginator(page.sheet.rows, LINES).get_page(request.GET.get("page")),
        "may_handle": handles,
        "may_hear": may_hear_objections(actor, found) is None,
        "may_end": handles and found.state == NoticeState.POSTED and found.until_on < on,
        "photo_form": form if isinstance(form, PhotoForm) else PhotoForm(initial={"taken_on": on.isoformat()}),
        "objection_form": form if isinstance(form, ObjectionForm) else _objection_form(found, request),
        "answer_form": AnswerForm(),
        "reason_form": ReasonForm(),
    }
    return render(request, "commutation/public_notice.html", context, status=status)


def _objection_form(found: PublicNotice, request: HttpRequest, data: Any = None) -> ObjectionForm:
    ids = [line["filing"] for line in found.content.get("people", [])]
    filings = Filing.objects.visible_to(actor_of(request)).filter(pk__in=ids)
    return ObjectionForm(data, filings=filings, initial={"received_on": request.on.isoformat()})  # type: ignore[attr-defined]


@for_both
@require_GET
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet as it hung, to print: the snapshot, word for word."""
    found = notice_of(request, pk)
    page = notice_page(found, actor_of(request))
    ids = [line["filing"] for line in page.people]
    record_list_read(actor=actor_of(request), kind="commutation.filing", ids=ids, act="commutation.print_notice")
    return _sheet(found.batch, page.sheet, printed(page.sheet, found, page.article), words_of(found.posted_on))


@for_staff
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    found = services.end_notice(notice=notice_of(request, pk), actor=actor_of(request), at=request.at)  # type: ignore[attr-defined]
    messages.success(request, f"已登记期满，{found.working_days} 个工作日。")
    return redirect(found)


@for_staff
@require_POST
def void(request: HttpRequest, pk: int) -> HttpResponse:
    found, reason = notice_of(request, pk), request.POST.get("reason", "")
    services.void_notice(notice=found, actor=actor_of(request), reason=reason, at=request.at)  # type: ignore[attr-defined]
    messages.success(request, "已作废，名单上的人可以重新公示。")
    return redirect("commutation:notices", found.batch_id)


@for_staff
@require_POST
def photo(request: HttpRequest, pk: int) -> HttpResponse:
    """A photograph comes in."""
    found, actor = notice_of(request, pk), actor_of(request)
    demand(may_handle(actor, found), act="commutation.add_photo", target=found)
    form = PhotoForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, found, form, 422)
    file = form.cleaned_data["photo"]
    if file.size > settings.UPLOAD_LIMIT:
        return render(request, "errors/413.html", {"reference": getattr(request, "reference", "")}, status=413)
    told = {"data": file.read(), "filename": file.name, "taken_on": form.cleaned_data["taken_on"]}
    try:
        services.add_photo(notice=found, actor=actor, at=request.at, **told)  # type: ignore[attr-defined]
    except Unacceptable as error:
        form.tell(error)
        return _page(request, found, form, 422)
    messages.success(request, "照片已保存。")
    return redirect(found)


@for_both
@require_GET
def photo_file(request: HttpRequest, pk: int, stored: str) -> HttpResponse:
    """The photograph itself."""
    found = services.photo_of(notice_of(request, pk), stored)
    if found is None or not files.path_of(stored).exists():  # still on its way, in another packet
        raise Http404
    response = HttpResponse(files.fetch(stored), content_type=TYPES[found["type"]])
    shown = content_disposition_header(as_attachment=False, filename=found["filename"]) or "inline"
    response["Content-Disposition"] = shown
    return response


@for_staff
@require_POST
def objection(request: HttpRequest, pk: int) -> HttpResponse:
    found, actor = notice_of(request, pk), actor_of(request)
    demand(may_hear_objections(actor, found), act="commutation.object", target=found)
    form = _objection_form(found, request, request.POST)
    if not form.is_valid():
        return _page(request, found, form, 422)
    told = form.cleaned_data | {"kind": Objector(form.cleaned_data["kind"])}
    try:
        services.record_objection(notice=found, actor=actor, at=request.at, **told)  # type: ignore[attr-defined]
    except Unacceptable as error:
        form.tell(error)
        return _page(request, found, form, 422)
    messages.success(request, "异议已登记，请复核并答复。")
    return redirect(found)


@for_staff
@require_POST
def answer(request: HttpRequest, pk: int, objection_id: int) -> HttpResponse:
    found, actor = notice_of(request, pk), actor_of(request)
    demand(may_hear_objections(actor, found), act="commutation.answer_objection", target=found)
    one: NoticeObjection = get_object_or_404(
        NoticeObjection.objects.select_related("notice__batch"), pk=objection_id, notice=found
    )
    form = AnswerForm(request.POST)
    if not form.is_valid():
        raise Unacceptable("没有答复：请写明复核与答复，并选择异议是否成立。", fields={"answer": "必填"})
    told = {"answer": form.cleaned_data["answer"], "upheld": form.cleaned_data["upheld"] == "yes"}
    services.answer_objection(objection=one, actor=actor, at=request.at, **told)  # type: ignore[attr-defined]
    messages.success(request, "已答复。")
    return redirect(found)
