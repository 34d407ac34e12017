"""Pages of registers: those of a site, one with its lines, a line to fill, freezing, printing, a spreadsheet."""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from procuratorate.audit.services import record_read
from procuratorate.documents import services
from procuratorate.documents.engine.leaf import NOT_ISSUED
from procuratorate.documents.forms import LineForm, PeriodForm, StrikeForm
from procuratorate.documents.permissions import may_freeze, may_keep
from procuratorate.documents.registers import Period
from procuratorate.documents.rendering import sheet_page
from procuratorate.documents.rendering.mending import mendings
from procuratorate.documents.rendering.registers import shown, workbook
from procuratorate.documents.selectors import registers as selectors
from procuratorate.documents.selectors.registers import Book, Row
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import for_roles
from procuratorate.organs.states import PROCURATORS

for_office = for_roles(PROCURATORS)
NEW = "new"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@for_office
def index(request: HttpRequest) -> HttpResponse:
    """The registers of one site (`?site=`), with what was frozen last."""
    actor, on = _actor(request), request.on  # type: ignore[attr-defined]
    desks = selectors.desks(actor, on)
    asked = request.GET.get("site", "")
    here = next((one for one in desks if str(one.site.pk) == asked), desks[0] if desks else None)
    made = selectors.latest_made(here, actor) if here else {}
    context = {
        "here": here,
        "sites": [("" if one is desks[0] else str(one.site.pk), one.site.short_name, None) for one in desks],
        "lines": [(one, made.get(one.code)) for one in here.registers] if here else [],
    }
    return render(request, "documents/registers.html", context)


@require_safe
@for_office
def show(request: HttpRequest, site: int, slug: str) -> HttpResponse:
    """The lines of some days (`?since=`, `?until=`; this month), what was frozen of them, what came since."""
    return _page(request, _book(request, site, slug), PeriodForm(request.GET, on=_today(request)))


def _page(request: HttpRequest, book: Book, form: PeriodForm, wrong: str = "") -> HttpResponse:
    actor, period, heads = _actor(request), form.period(), book.register.heads
    rows = _lines(request, book, period)
    frozen = selectors.frozen_of(book, actor, period)
    fresh = selectors.news(rows, frozen, heads) if frozen else []
    _note(request, book, "documents.read_register")
    context = {
        "book": book, "register": book.register, "form": form, "period": period, "frozen": frozen, "fresh": fresh,
        "lines": shown(rows, book.register, fresh), "struck": selectors.struck_of(book, actor, period),
        "mended": mendings(selectors.former_of(book, actor, period)),
        "made": selectors.made_of(book, actor)[:20], "may_keep": may_keep(actor, book.office) is None,
        "may_freeze": may_freeze(actor, book.office) is None, "is_over": period.until <= _today(request),
        "wrong": wrong,
    }  # fmt: skip
    return render(request, "documents/register.html", context, status=422 if wrong or form.errors else 200)


@require_http_methods(["GET", "POST"])
@for_office
def line(request: HttpRequest, site: int, slug: str, key: str) -> HttpResponse:
    """A line to fill: `new`, one of an officer's own, or one the product filled (`?on=` its day)."""
    book, row = _line(request, site, slug, key)
    demand(may_keep(_actor(request), book.office), act="documents.write_entry")
    form = LineForm(request.POST or None, register=book.register, row=row, on=_today(request))
    if request.method == "POST" and form.is_valid() and _written(request, book, row, form):
        return redirect(_month(request, book, row.day if row and not row.is_own else form.told().on))
    told = {"book": book, "register": book.register, "row": row, "form": form, "key": key, "strike": StrikeForm()}
    return render(request, "documents/register_line.html", told, status=422 if form.errors else 200)


def _written(request: HttpRequest, book: Book, row: Row | None, form: LineForm) -> bool:
    version, at = form.cleaned_data["version"], request.at  # type: ignore[attr-defined]
    try:
        services.write_line(book=book, row=row, told=form.told(), version=version, actor=_actor(request), at=at)
    except Unacceptable as error:
        for name, why in (error.fields or {"": error.message}).items():
            form.add_error(name if name in form.fields else None, why)
        return False
    messages.success(request, "已登记。")
    return True


@require_POST
@for_office
def strike(request: HttpRequest, site: int, slug: str, key: str) -> HttpResponse:
    """Leave a line out, with the reason."""
    book, row = _line(request, site, slug, key)
    if row is None:
        raise Http404
    why, at = request.POST.get("reason", ""), request.at  # type: ignore[attr-defined]
    services.strike_line(book=book, row=row, why=why, actor=_actor(request), at=at)
    messages.success(request, "已划去，行留存在本页下方。")
    return redirect(_month(request, book, row.day))


@require_POST
@for_office
def freeze(request: HttpRequest, site: int, slug: str) -> HttpResponse:
    """Freeze a period, or one card (`key`); leads to the paper."""
    book, why = _book(request, site, slug), request.POST.get("reason", "")
    form, at = PeriodForm(request.POST, on=_today(request)), request.at  # type: ignore[attr-defined]
    try:
        if not book.register.is_card:
            return redirect(services.freeze(book=book, period=_said(form), why=why, actor=_actor(request), at=at))
        row = _line(request, site, slug, request.POST.get("key", ""))[1]
        if row is None:
            raise Http404
        return redirect(services.freeze_card(book=book, row=row, why=why, actor=_actor(request), at=at))
    except Unacceptable as error:
        return _page(request, book, form, error.message)


@require_POST
@for_office
def extend(request: HttpRequest, site: int, slug: str) -> HttpResponse:
    """续报 of a frozen period; leads to the paper."""
    book, at = _book(request, site, slug), request.at  # type: ignore[attr-defined]
    period = _said(PeriodForm(request.POST, on=_today(request)))
    return redirect(services.continue_register(book=book, period=period, actor=_actor(request), at=at))


@require_safe
@for_office
def sheet(request: HttpRequest, site: int, slug: str) -> HttpResponse:
    """The sheet as it would be frozen now, marked as not issued: to read and to print. `?key=`: one card."""
    book, period = _book(request, site, slug), PeriodForm(request.GET, on=_today(request)).period()
    rows = _lines(request, book, period)
    if book.register.is_card:
        rows = [row for row in rows if row.key == request.GET.get("key")][:1]
    facts = services.facts_of(book=book, rows=rows, period=f"{period}", actor=_actor(request), on=_today(request))
    _note(request, book, "documents.print")
    organ = (book.office.house or book.office).name
    return HttpResponse(sheet_page(book.register.code, organ, facts, watermark=NOT_ISSUED))


@require_safe
@for_office
def export(request: HttpRequest, site: int, slug: str) -> HttpResponse:
    """The lines on the page as xlsx."""
    book, period = _book(request, site, slug), PeriodForm(request.GET, on=_today(request)).period()
    rows = _lines(request, book, period)
    _note(request, book, "documents.export_register", lines=len(rows))
    lead = f"{book.register.name}，{book.site.name}，{period}。{book.register.note}"
    name = quote(f"{book.register.name} {period}.xlsx")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    return HttpResponse(workbook(book.register, rows, lead), content_type=XLSX, headers=headers)


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def _today(request: HttpRequest) -> date:
    on: date = request.on  # type: ignore[attr-defined]
    return on


def _note(request: HttpRequest, book: Book, act: str, **detail: int) -> None:
    record_read(actor=_actor(request), target=book.site, act=act, detail={"register": book.register.code, **detail})


def _book(request: HttpRequest, site: int, slug: str) -> Book:
    at = selectors.desk(_actor(request), site, _today(request))
    book = at.book(slug) if at else None
    if book is None:
        raise Http404
    return book


def _lines(request: HttpRequest, book: Book, period: Period) -> list[Row]:
    """Nothing is registered before its day."""
    until = min(period.until, _today(request))
    return selectors.lines_of(book, _actor(request), Period(period.since, until))


def _line(request: HttpRequest, site: int, slug: str, key: str) -> tuple[Book, Row | None]:
    book = _book(request, site, slug)
    row = None if key == NEW else selectors.line(book, _actor(request), key, _day(request))
    if row is None and key != NEW:
        raise Http404
    return book, row


def _day(request: HttpRequest) -> date:
    """The day of a line the product filled: `?on=`."""
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return _today(request)


def _said(form: PeriodForm) -> Period:
    if not form.is_valid():
        raise Unacceptable("；".join(str(why) for words in form.errors.values() for why in words))
    return form.period()


def _month(request: HttpRequest, book: Book, day: date) -> str:
    """The page of the register at the month of a line."""
    last = (day.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return f"{book.address}?since={day.replace(day=1)}&until={min(_today(request), last)}"
