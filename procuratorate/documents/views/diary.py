"""检察日志, the page of the day: what the acts of the day say already, a sentence of one's own, the signature."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from procuratorate.audit.services import record_read
from procuratorate.documents import services
from procuratorate.documents.forms import DayForm
from procuratorate.documents.permissions import may_keep
from procuratorate.documents.registers import Period
from procuratorate.documents.rendering.diary import pages_of
from procuratorate.documents.selectors import registers as selectors
from procuratorate.documents.selectors.registers import Book, Desk
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import for_roles
from procuratorate.organs.states import PROCURATORS

WEEK = timedelta(days=6)
SLUGS = ("prison_diary", "centre_diary")


@require_http_methods(["GET", "POST"])
@for_roles(PROCURATORS)
def today(request: HttpRequest) -> HttpResponse:
    """Today's line of one site (`?site=`) with the week behind it; posting signs it."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    on: date = request.on  # type: ignore[attr-defined]
    desks = selectors.desks(actor, on)
    here = next((one for one in desks if str(one.site.pk) == request.GET.get("site", "")), desks[0] if desks else None)
    book = _diary(here)
    if book is None:
        return render(request, "documents/diary.html", {"book": None})
    form = DayForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        demand(may_keep(actor, book.office), act="documents.write_entry")
        if form.is_valid() and _signed(request, book, form):
            return redirect(f"{request.path}?site={book.site.pk}")
    record_read(actor=actor, target=book.site, act="documents.read_register", detail={"register": book.register.code})
    context = {
        "book": book, "register": book.register, "form": form, "on": on,
        "sites": [("" if one is desks[0] else str(one.site.pk), one.site.short_name, None) for one in desks],
        "pages": pages_of(book, selectors.lines_of(book, actor, Period(on - WEEK, on))),
        "may_keep": may_keep(actor, book.office) is None,
    }  # fmt: skip
    return render(request, "documents/diary.html", context, status=422 if form.errors else 200)


def _diary(here: Desk | None) -> Book | None:
    return next((book for slug in SLUGS if here and (book := here.book(slug))), None)


def _signed(request: HttpRequest, book: Book, form: DayForm) -> bool:
    actor, at = request.actor, request.at  # type: ignore[attr-defined]
    try:
        services.sign_day(book=book, words=form.cleaned_data["words"], actor=actor, at=at)
    except Unacceptable as error:
        form.add_error("words", error.message)
        return False
    messages.success(request, "已写入今日日志并签名。")
    return True
