"""受理、分案、流程监控: the case manager's pages, and the office's answers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from commutation.forms.managing import AcceptForm, AllotForm, FlowForm, ReplyForm
from commutation.models import Filing, FlowNotice, Sending
from commutation.permissions.managing import FLOW_READERS, MANAGERS, may_answer, may_close, may_manage
from commutation.rendering.clocks import face_of
from commutation.selectors.acceptances import checklist, flow_notices, parcels, with_counts
from commutation.selectors.allotments import charged, rota
from commutation.services import managing as services
from commutation.services.managing import Checked
from commutation.states import FilingState
from commutation.views.access import actor_of, filing_of, whole
from procuratorate.audit.services import record_list_read
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.organs.gate import for_roles
from procuratorate.organs.models import Organ
from procuratorate.organs.states import Kind as OrganKind

PAGE = 50
LINES = 100  # people of one sending on a page
for_managers = for_roles(MANAGERS)
for_flow = for_roles(FLOW_READERS)
OFFICES = [OrganKind.RESIDENT_OFFICE, OrganKind.DEPARTMENT]


@for_managers
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Sendings to the offices of the 院: those to accept first."""
    page = Paginator(parcels(actor_of(request)), PAGE).get_page(request.GET.get("page"))
    rows = [(one, face_of(one.sending.clock, request.on, plain=True)) for one in with_counts(page.object_list)]  # type: ignore[attr-defined]
    return render(request, "commutation/acceptances.html", {"page": page, "rows": rows})


def _sending(request: HttpRequest, pk: int) -> Sending:
    sending: Sending = get_object_or_404(parcels(actor_of(request)), pk=pk)
    return sending


@for_managers
@require_http_methods(["GET", "POST"])
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """One sending: its papers checked, its number; below, who is in charge of whom."""
    sending, actor = _sending(request, pk), actor_of(request)
    form = AcceptForm(request.POST or None)
    checked, acceptance = _checked(request, sending), getattr(sending, "acceptance", None)  # as stored, not as tried
    if request.method == "POST" and form.is_valid():
        number = form.cleaned_data["unified_no"]
        try:
            services.accept_sending(
                sending=sending,
                unified_no=number,
                papers=checked,
                actor=actor,
                at=request.at,  # type: ignore[attr-defined]
            )
        except Unacceptable as error:
            form.add_error("unified_no" if "unified_no" in error.fields else None, error.message)
        else:
            messages.success(request, f"已受理，{number}。")
            return redirect("commutation:accept", sending.pk)
    told = {"sending": sending, "form": form, "checked": checked, "acceptance": acceptance}
    return render(
        request, "commutation/accept.html", told | _list(request, sending), status=422 if form.errors else 200
    )


def _checked(request: HttpRequest, sending: Sending) -> list[Checked]:
    """What was ticked and said, item by item."""
    return [
        Checked(item, request.POST.get(f"ok_{number}") == "1", request.POST.get(f"words_{number}", "")[:200])
        for number, item in enumerate(checklist(sending))
    ]


def _list(request: HttpRequest, sending: Sending) -> dict[str, Any]:
    """The filings of the sending that the actor sees, with who is in charge."""
    actor = actor_of(request)
    rows = Filing.objects.visible_to(actor).filter(sent_lines__sending=sending).exclude(state=FilingState.DROPPED)
    rows = rows.select_related("ward").order_by("sent_lines__position")
    page: Page[Filing] = Paginator(rows, LINES).get_page(request.GET.get("page"))
    officers = rota(sending.recipient, request.on)  # type: ignore[attr-defined]
    known = charged(page.object_list)
    if page.object_list:
        record_list_read(actor=actor, kind="commutation.filing", ids=[one.pk for one in page.object_list])
    return {
        "page": page,
        "filings": [(filing, known.get(filing.pk)) for filing in page.object_list],
        "officers": officers,
        "unallotted": rows.filter(allotments=None).count(),
        "allot_form": AllotForm(officers=officers),
    }


@for_managers
@require_POST
def rotate(request: HttpRequest, pk: int) -> HttpResponse:
    sending = _sending(request, pk)
    done = services.allot_in_rotation(sending=sending, actor=actor_of(request), at=request.at)  # type: ignore[attr-defined]
    said = "，".join(f"{name} {count} 件" for name, count in done.counts.items())
    messages.success(request, f"已轮案：{said}。" if said else "没有待分案的件。")
    if done.nobody:
        names = "、".join(filing.name for filing in done.nobody[:10])
        messages.warning(request, f"{names} 的承办检察官均须回避，没有分案，请报检察长另行指定。")
    return redirect("commutation:accept", sending.pk)


@for_managers
@require_POST
def allot(request: HttpRequest, pk: int, filing_id: int) -> HttpResponse:
    """指定分案 of one filing of a sending."""
    sending, filing = _sending(request, pk), filing_of(request, filing_id)
    if not sending.lines.filter(filing=filing).exists():
        raise Http404
    form = AllotForm(request.POST, officers=rota(sending.recipient, request.on))  # type: ignore[attr-defined]
    if not form.is_valid():
        raise Unacceptable("请选择承办检察官，并写明指定的理由。", fields={"officer": "必填", "reason": "必填"})
    services.allot(
        filing=filing,
        office=sending.recipient,
        actor=actor_of(request),
        at=request.at,  # type: ignore[attr-defined]
        **form.cleaned_data,
    )
    messages.success(request, f"{filing.name}已指定{form.cleaned_data['officer'].name}承办。")
    return redirect("commutation:accept", sending.pk)


@for_flow
@require_http_methods(["GET", "POST"])
def flow(request: HttpRequest) -> HttpResponse:
    """流程监控通知书 and their answers; the form for those who give them."""
    actor = actor_of(request)
    offices = Organ.objects.filter(pk__in=actor.desks, kind__in=OFFICES, until=None).order_by("path")
    filing = _about(request)
    form = FlowForm(request.POST or None, offices=offices)
    if request.method == "POST":
        demand(may_manage(actor), act="commutation.give_flow_notice")
        if form.is_valid():
            services.give_flow_notice(filing=filing, actor=actor, at=request.at, **form.cleaned_data)  # type: ignore[attr-defined]
            messages.success(request, "已发出，收到次日为第1日，十日内回复。")
            return redirect("commutation:flow_notices")
    page = Paginator(flow_notices(actor), PAGE).get_page(request.GET.get("page"))
    told = {"page": page, "rows": [_row(one, request) for one in page.object_list], "form": form, "filing": filing}
    told |= {"may_give": may_manage(actor) is None, "reply_form": ReplyForm()}
    return render(request, "commutation/flow_notices.html", told, status=422 if form.errors else 200)


def _about(request: HttpRequest) -> Filing | None:
    asked = whole(request.GET.get("filing"))
    return filing_of(request, asked) if asked is not None else None


def _row(notice: FlowNotice, request: HttpRequest) -> dict[str, Any]:
    actor = actor_of(request)
    return {
        "notice": notice,
        "clock": face_of(notice.clock, request.on),  # type: ignore[attr-defined]
        "may_answer": notice.state == "sent" and may_answer(actor, notice) is None,
        "may_close": notice.state != "closed" and may_close(actor, notice) is None,
    }


def _notice(request: HttpRequest, pk: int) -> FlowNotice:
    notice: FlowNotice = get_object_or_404(flow_notices(actor_of(request)), pk=pk)
    return notice


@for_flow
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    notice, reply = _notice(request, pk), request.POST.get("reply", "")
    services.answer_flow_notice(notice=notice, reply=reply, actor=actor_of(request), at=request.at)  # type: ignore[attr-defined]
    messages.success(request, "已回复，期限办结。")
    return redirect("commutation:flow_notices")


@for_flow
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    services.close_flow_notice(notice=_notice(request, pk), actor=actor_of(request), at=request.at)  # type: ignore[attr-defined]
    messages.success(request, "已办结。")
    return redirect("commutation:flow_notices")
