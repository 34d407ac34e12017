"""What the rules found in the centres within reach, and what a procurator makes of it."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from detention.forms import SettleForm
from detention.forms.noticing import NoticeFromForm
from detention.models import Finding
from detention.permissions import SETTLERS
from detention.selectors.findings import STATES, listed
from detention.services import settle_finding
from detention.services.noticing import draft_correction
from detention.services.referring import refer_finding
from detention.views.access import actor_of
from procuratorate.lib.errors import Unacceptable
from procuratorate.notices.states import Kind
from procuratorate.organs.gate import for_roles
from procuratorate.organs.states import PROCURATORS

PAGE = 50


@for_roles(PROCURATORS)
@require_GET
def finding_list(request: HttpRequest) -> HttpResponse:
    """Open ones unless `?state=` says otherwise."""
    rows = listed(actor_of(request), request.GET.get("state", ""))
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    states = [(code, word, None) for code, word in STATES.items()]
    context = {
        "page": page, "states": states, "settle_form": SettleForm() if actor_of(request).role in SETTLERS else None,
        "notice_form": NoticeFromForm() if request.GET.get("state") == "verified" else None,
    }  # fmt: skip
    return render(request, "detention/findings.html", context)


@for_roles(PROCURATORS)
@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """What a procurator makes of a finding."""
    actor = actor_of(request)
    finding = get_object_or_404(Finding.objects.visible_to(actor).select_related("detainee"), pk=pk)
    form = SettleForm(request.POST)
    if not form.is_valid():
        raise Unacceptable("请选择认定，并写明核查的情况和理由。", fields={"reason": "必填"})
    settle_finding(finding=finding, actor=actor, at=request.at, **form.cleaned_data)  # type: ignore[attr-defined]
    messages.success(request, "已记录核查认定。")
    return redirect(finding)


@for_roles(PROCURATORS)
@require_POST
def refer(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell the 院 that has to put it to its addressee."""
    actor = actor_of(request)
    rows = Finding.objects.visible_to(actor).select_related("detainee__person", "centre", "addressee", "proposer")
    finding = get_object_or_404(rows, pk=pk)
    sent = refer_finding(finding=finding, actor=actor, at=request.at)  # type: ignore[attr-defined]
    messages.success(request, f"已通报{sent.recipient.name}，回执可以打印。")
    return redirect(finding)


@for_roles(PROCURATORS)
@require_POST
def begin_notice(request: HttpRequest) -> HttpResponse:
    """Ticked findings, all verified, into the draft of one notice."""
    form = NoticeFromForm(request.POST)
    if not form.is_valid():
        raise Unacceptable("请选择文书。", fields={"kind": "请选择"})
    ticked = [int(one) for one in request.POST.getlist("finding")[:30] if one.isascii() and one.isdigit()]
    made = draft_correction(
        findings=ticked,
        kind=Kind(form.cleaned_data["kind"]),
        actor=actor_of(request),
        at=request.at,  # type: ignore[attr-defined]
    )
    messages.success(request, "已把勾选的疑点逐项带入初稿，请核改后送审。")
    return redirect("notices:edit", made.pk)
