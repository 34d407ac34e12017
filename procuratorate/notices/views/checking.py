"""The office's acts on what came back: the 回证, each answer checked, re-examination proposed, striking off."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from procuratorate.dispatch.forms import ServiceForm
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.notices import services
from procuratorate.notices.forms.answering import CheckForm, FilesField
from procuratorate.notices.forms.leading import DecideForm
from procuratorate.notices.models import Notice, Objection
from procuratorate.notices.permissions import may_judge, may_work
from procuratorate.notices.services.checking import USUAL
from procuratorate.notices.states import Finding, ObjectionState
from procuratorate.notices.views.access import (
    act,
    actor_of,
    for_leaders,
    for_procurators,
    hanging,
    notice_of,
    point_of,
    said,
)


class ScannedServiceForm(ServiceForm):
    """The facts of the slip and its scan."""

    scan = FilesField(label="回证扫描件", help_text="PDF、JPG、PNG")


@for_procurators
@require_http_methods(["GET", "POST"])
def service(request: HttpRequest, pk: int) -> HttpResponse:
    """登记回证: the date on it starts the period; 拒收 serves nothing, 留置 does."""
    notice = notice_of(request, pk)
    demand(may_work(actor_of(request), notice), act="notices.record_service", target=notice)
    served = notice.dispatch.served if notice.dispatch else None
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = ScannedServiceForm(
        data, files, instance=None, initial={"served_by": actor_of(request).name}, correcting=bool(served)
    )
    if data is not None and form.is_valid() and _recorded(request, notice, form):
        messages.success(request, "回证已登记，期限自收到日的次日起算。")
        return redirect(notice)
    told = {"notice": notice, "form": form, "correcting": served}
    return render(request, "notices/service.html", told, status=422 if form.errors else 200)


def _recorded(request: HttpRequest, notice: Notice, form: ServiceForm) -> bool:
    slip = {name: value for name, value in form.cleaned_data.items() if name != "scan"}
    try:
        services.record_service(
            notice=notice, slip=slip, scans=form.cleaned_data["scan"], actor=actor_of(request), at=request.at  # type: ignore[attr-defined]
        )  # fmt: skip
    except Unacceptable as error:
        for name, words in (error.fields or {"__all__": error.message}).items():
            form.add_error(name if name in form.fields else None, words)
        return False
    return True


@for_procurators
@require_POST
def check(request: HttpRequest, pk: int, position: int) -> HttpResponse:
    """已纠正 or 退回补充."""
    point, form = point_of(request, pk, position), CheckForm(request.POST)
    demand(may_judge(actor_of(request), point.notice), act="notices.check", target=point.notice)
    if not form.is_valid():
        raise Unacceptable(
            "没有登记：请选择核实结论并写明情况。", fields={k: str(v[0]) for k, v in form.errors.items()}
        )
    told = form.cleaned_data
    services.check_point(
        point=point, finding=Finding(told["finding"]), words=told["words"], on_spot=told["on_spot"],
        days=told["days"] or USUAL, actor=actor_of(request), at=request.at,  # type: ignore[attr-defined]
    )  # fmt: skip
    messages.success(request, f"第{position}项已登记核实情况，双方可见。")
    return redirect("notices:notice", pk)


def _decision(request: HttpRequest) -> tuple[ObjectionState, str, str]:
    form = DecideForm(request.POST)
    if not form.is_valid():
        raise Unacceptable(
            "请选择维持或者撤销，并写明情况和理由。", fields={k: str(v[0]) for k, v in form.errors.items()}
        )
    told = form.cleaned_data
    return ObjectionState(told["outcome"]), told["words"], told["number"]


@for_procurators
@require_POST
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """拟复查意见."""
    objection: Objection = hanging(request, Objection, pk)
    demand(may_judge(actor_of(request), objection.notice), act="notices.propose_decision", target=objection.notice)
    outcome, words, _ = _decision(request)
    services.propose_decision(
        objection=objection, outcome=outcome, words=words, actor=actor_of(request), at=request.at  # type: ignore[attr-defined]
    )  # fmt: skip
    messages.success(request, "已送检察长决定。")
    return redirect(objection.notice)


@for_leaders
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """复查决定, served."""
    objection: Objection = hanging(request, Objection, pk)
    outcome, words, number = _decision(request)
    services.decide_objection(
        objection=objection, outcome=outcome, words=words, number=number, actor=actor_of(request), at=request.at  # type: ignore[attr-defined]
    )  # fmt: skip
    messages.success(request, "复查决定已发出；纸质送达的请登记回证。")
    return redirect(objection.notice)


@for_leaders
@require_POST
def return_decision(request: HttpRequest, pk: int) -> HttpResponse:
    objection: Objection = hanging(request, Objection, pk)
    services.return_decision(objection=objection, actor=actor_of(request), at=request.at, **said(request, "words"))  # type: ignore[attr-defined]
    messages.success(request, "已退回承办检察官。")
    return redirect(objection.notice)


propose_closing = act(for_procurators, services.propose_closing, "已提出销号，请第二人复核。", "words")
refuse_closing = act(for_procurators, services.refuse_closing, "已退回继续核实。", "words")
close = act(for_procurators, services.close_notice, "已销号，登记表照此登记。", "words")
