"""Rungs of the ladder, requests to take back or make milder, typing errors put right."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.notices import services
from procuratorate.notices.forms.drafting import PointForm
from procuratorate.notices.forms.leading import EasingForm
from procuratorate.notices.models import Easing, Rung
from procuratorate.notices.permissions import may_issue, may_lead, may_work
from procuratorate.notices.states import Easing as Wish
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

draft_rung = act(for_procurators, services.draft_rung, "已拟出，待领导签发。", "why", "kind", "recipient")


def _rung(request: HttpRequest, pk: int) -> Rung:
    rung: Rung = hanging(request, Rung, pk)
    return rung


@for_procurators
@require_POST
def edit_rung(request: HttpRequest, pk: int) -> HttpResponse:
    rung = _rung(request, pk)
    services.edit_rung(rung=rung, actor=actor_of(request), at=request.at, **said(request, "words", "seen"))  # type: ignore[attr-defined]
    messages.success(request, "已保存。")
    return redirect(rung.notice)


@for_leaders
@require_POST
def send_rung(request: HttpRequest, pk: int) -> HttpResponse:
    rung = _rung(request, pk)
    services.send_rung(rung=rung, actor=actor_of(request), at=request.at, **said(request, "number", "seen"))  # type: ignore[attr-defined]
    messages.success(request, f"{rung}已签发。")
    return redirect(rung.notice)


@for_leaders
@require_POST
def drop_rung(request: HttpRequest, pk: int) -> HttpResponse:
    rung = _rung(request, pk)
    services.drop_rung(rung=rung, actor=actor_of(request), at=request.at, **said(request, "reason"))  # type: ignore[attr-defined]
    messages.success(request, "已登记不发的理由。")
    return redirect(rung.notice)


@for_procurators
@require_POST
def ease(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down that somebody asked to take it back, or to make it milder."""
    notice, actor = notice_of(request, pk), actor_of(request)
    demand(may_work(actor, notice) and may_lead(actor, notice), act="notices.ask_easing", target=notice)
    form = EasingForm(request.POST, positions=[one.position for one in notice.points.all()])
    if not form.is_valid():
        raise Unacceptable(
            "没有登记：请写明谁在何时请求、理由。", fields={k: str(v[0]) for k, v in form.errors.items()}
        )
    told = form.cleaned_data
    services.ask_easing(
        notice=notice, wish=Wish(told["wish"]), positions=told["points"], asked_by=told["asked_by"],
        asked_on=told["asked_on"], reason=told["reason"], actor=actor_of(request), at=request.at,  # type: ignore[attr-defined]
    )  # fmt: skip
    messages.success(request, "已登记，待检察长决定；无论同意与否都留存。")
    return redirect(notice)


@for_leaders
@require_POST
def decide_easing(request: HttpRequest, pk: int) -> HttpResponse:
    easing: Easing = hanging(request, Easing, pk)
    granted = request.POST.get("granted", "")
    if granted not in {"yes", "no"}:
        raise Unacceptable("请选择同意或者不同意。", fields={"granted": "请选择"})
    told = said(request, "words", "number")
    services.decide_easing(easing=easing, granted=granted == "yes", actor=actor_of(request), at=request.at, **told)  # type: ignore[attr-defined]
    messages.success(request, "已登记决定。")
    return redirect(easing.notice)


@for_leaders
@require_http_methods(["GET", "POST"])
def mend(request: HttpRequest, pk: int, position: int) -> HttpResponse:
    """更正 of a typing error: both versions stay."""
    point = point_of(request, pk, position)
    demand(may_issue(actor_of(request), point.notice), act="notices.mend", target=point.notice)
    now = {"facts": point.now.facts, "article": point.now.article, "demand": point.now.demand}
    form = PointForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        try:
            why = request.POST.get("why", "")[:200]
            services.mend_point(point=point, words=form.words(), why=why, actor=actor_of(request), at=request.at)  # type: ignore[attr-defined]
        except Unacceptable as error:
            form.add_error(None, "；".join([error.message, *error.fields.values()]))
        else:
            messages.success(request, "已更正并重新印发，原文书和更正都留存。")
            return redirect("notices:notice", pk)
    told = {"notice": point.notice, "point": point, "form": form}
    return render(request, "notices/mend.html", told, status=422 if form.errors else 200)
