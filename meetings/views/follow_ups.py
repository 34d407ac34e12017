"""What was agreed, by who owes it: reported, closed or sent back."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from meetings.permissions import may_close, may_report
from meetings.selectors.pages import TABS, agreed_rows, in_tab
from meetings.services import close_item, report_item, send_back_item
from meetings.states import FollowUp
from meetings.views.access import actor_of, agreed_of, for_readers, said
from procuratorate.lib.errors import Unacceptable

PAGE = 50


@for_readers
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """A tab for each state; what is late is a tab of its own."""
    actor, on = actor_of(request), request.on  # type: ignore[attr-defined]
    rows, asked = agreed_rows(actor), request.GET.get("tab", "")
    tab = asked if asked in TABS else "open"
    page = Paginator(in_tab(rows, tab, on).order_by("due_on", "pk"), PAGE).get_page(request.GET.get("page"))
    lines = [
        {
            "one": one,
            "late": one.is_late(on),
            "may_report": one.state == FollowUp.RUNNING and may_report(actor, one) is None,
            "may_close": one.state == FollowUp.REPORTED and may_close(actor, one) is None,
        }
        for one in page
    ]
    tabs = [("" if code == "open" else code, label, in_tab(rows, code, on).count()) for code, label in TABS.items()]
    return render(request, "meetings/follow_ups.html", {"page": page, "lines": lines, "tabs": tabs})


@for_readers
@require_POST
def act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Report, send back or close one."""
    actor, at = actor_of(request), request.at  # type: ignore[attr-defined]
    agreed, words = agreed_of(request, agreed_rows(actor), pk), said(request, "words")
    try:
        if act == "report":
            report_item(agreed=agreed, report=words, actor=actor, at=at)
        elif act == "back":
            send_back_item(agreed=agreed, words=words, actor=actor, at=at)
        elif act == "close":
            close_item(agreed=agreed, words=words, actor=actor, at=at)
        else:
            raise Http404
    except Unacceptable as error:
        messages.error(request, error.message)
    else:
        messages.success(request, "已登记，并已告知对方。")
    return redirect("meetings:follow_ups")
