"""The chief's desk, and every act on a paper's way. A changed paper is 409 with the difference."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from commutation.forms import ReasonForm
from commutation.forms.opinions import AgreeForm, CommentForm, SignForm
from commutation.models import Batch, Opinion
from commutation.permissions.opinions import LEADERS, WAITED_FOR, may_sign_alone
from commutation.rendering.opinions import brief_of, rows_of
from commutation.selectors.deciders import standing
from commutation.selectors.opinions import Row, rows_to_agree, waiting_for
from commutation.services import opinions as services
from commutation.views.access import actor_of, batch_of, for_readers, whole
from commutation.views.opinions import acts_of, opinion_of
from procuratorate.audit.services import record_read
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.notices.rendering.pages import clock_of
from procuratorate.notices.selectors.lists import to_sign as notices_to_sign
from procuratorate.organs.gate import for_roles

for_waited = for_roles(WAITED_FOR)


@for_waited
@require_GET
def to_sign(request: HttpRequest) -> HttpResponse:
    """待签发 (待审核 for a head): the list by days left, and one brief; `?paper=` picks it, J and K turn.

    Notices to sign stand below and lead to their own page: one place for whatever waits for a signature.
    """
    actor, on = actor_of(request), request.on  # type: ignore[attr-defined]
    waiting = list(waiting_for(actor, on))
    ids = [paper.pk for paper in waiting]
    asked = whole(request.GET.get("paper"))
    here = ids.index(asked) if asked in ids else 0
    notices = [(one, clock_of(one, on, plain=True)) for one in notices_to_sign(actor, on)]
    told: dict[str, Any] = {"rows": rows_of(waiting, on), "notices": notices, "is_leader": actor.role in LEADERS}
    told["waiting"] = len(waiting) + len(notices)
    if waiting:
        opinion = waiting[here]
        record_read(actor=actor, target=opinion)
        told |= {
            "opinion": opinion,
            "brief": brief_of(opinion, on),
            "may": acts_of(opinion, actor, request),
            "before": ids[here - 1] if here else None,
            "after": ids[here + 1] if here + 1 < len(ids) else None,
            "sign_form": SignForm(initial={"number": opinion.number}),
            "comment_form": CommentForm(),
            "reason_form": ReasonForm(),
        }
    return render(request, "commutation/to_sign.html", told)


def _act(verb: Callable[..., Any], done: str, *, numbered: bool = False) -> Any:
    """A page that does one act on a paper and says so; whoever signs goes on to the next paper."""

    @for_readers
    @require_POST
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        opinion, actor = opinion_of(request, pk), actor_of(request)
        told: dict[str, Any] = {"seen": request.POST.get("seen", ""), "comment": request.POST.get("comment", "")[:500]}
        if numbered:
            told["number"] = request.POST.get("number", "")
        verb(opinion=opinion, actor=actor, at=request.at, **told)  # type: ignore[attr-defined]
        messages.success(request, done)
        return redirect("commutation:to_sign" if request.POST.get("next") == "to_sign" else opinion)

    return view


submit = _act(services.submit_opinion, "已送部门负责人审核。")
endorse = _act(services.endorse_opinion, "已审核同意，送检察长签发。")
send_back = _act(services.return_opinion, "已退回拟稿人修改。")
refer = _act(services.refer_opinion, "已提交检委会；会后请登记决定。")
resolve = _act(services.resolve_opinion, "检委会决定已登记，请照决定签发或者退回。")
issue = _act(services.issue_opinion, "已签发，文书已按程序发出；纸质送达的请登记回证。", numbered=True)
sign = _act(services.sign_opinion, "已签署并发出。", numbered=True)


@for_readers
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    opinion = opinion_of(request, pk)
    reason = request.POST.get("reason", "")[:500]
    services.drop_opinion(opinion=opinion, actor=actor_of(request), reason=reason, at=request.at)  # type: ignore[attr-defined]
    messages.success(request, "已放弃，文书留存备查。")
    return redirect("commutation:opinions")


@for_readers
@require_POST
def extend(request: HttpRequest, pk: int) -> HttpResponse:
    """Ten days more for the cases of a paper, without leaving it."""
    opinion = opinion_of(request, pk)
    reason = request.POST.get("reason", "")[:300]
    clocks = services.extend_reviews(opinion=opinion, actor=actor_of(request), reason=reason, at=request.at)  # type: ignore[attr-defined]
    messages.success(request, f"已批准延长，审查到 {max(clock.due_on for clock in clocks)} 止。")
    return redirect("commutation:to_sign" if request.POST.get("next") == "to_sign" else opinion)


@for_readers
@require_http_methods(["GET", "POST"])
def agree(request: HttpRequest, pk: int) -> HttpResponse:
    """同意: tick the rows one opened, one number, one signature."""
    batch, actor = batch_of(request, pk), actor_of(request)
    demand(may_sign_alone(actor), act="commutation.agree", target=batch)
    rows = rows_to_agree(batch, actor, request.on)  # type: ignore[attr-defined]
    form = AgreeForm(request.POST or None, organs=standing(request.on), initial={"addressee": _court(rows)})  # type: ignore[attr-defined]
    ticked = {number for given in request.POST.getlist("id") if (number := whole(given))}
    if request.method == "POST" and form.is_valid():
        try:
            return _agreed(request, batch, form, ticked)
        except Unacceptable as error:
            form.add_error(None, error.message)
            if "number" in error.fields:
                form.add_error("number", error.fields["number"])
    told = {"batch": batch, "rows": rows, "form": form, "ticked": ticked}
    told |= {"free": sum(row.can for row in rows), "closed": sum(not row.opened for row in rows)}
    return render(request, "commutation/agree.html", told, status=422 if form.errors else 200)


def _agreed(request: HttpRequest, batch: Batch, form: AgreeForm, ticked: set[int]) -> HttpResponse:
    shown = (given.partition(":") for given in request.POST.getlist("seen"))
    hashes = {number: facts for pk, _, facts in shown if (number := whole(pk))}
    opinion: Opinion = services.agree(
        batch=batch,
        seen={pk: hashes.get(pk, "") for pk in ticked},
        addressee=form.cleaned_data["addressee"],
        number=form.cleaned_data["number"],
        actor=actor_of(request),
        at=request.at,  # type: ignore[attr-defined]
    )
    messages.success(request, f"已签署，{opinion.number}，{len(ticked)}人；监狱已收到副本，送达法院的请登记回证。")
    return redirect(opinion)


def _court(rows: list[Row]) -> int | None:
    """The court of all of them, if it is one."""
    found = {row.court.pk for row in rows if row.court}
    return found.pop() if len(found) == 1 else None
