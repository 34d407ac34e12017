"""The register's pages: those who serve outside walls, and property judgments not performed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from procuratorate.audit.services import record_list_read, record_read
from procuratorate.community import services
from procuratorate.community.forms import AnswerForm, AskForm, EventForm, SubjectForm
from procuratorate.community.models import Event, Inquiry, Subject
from procuratorate.community.permissions import READERS, may_ask_court, may_enter, may_note_answer, may_record
from procuratorate.community.selectors import TABS, counts, listed, owed, owing, row_of
from procuratorate.community.states import Act, Kind
from procuratorate.custody.models import Custody
from procuratorate.deadlines.rendering.faces import face
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import for_roles
from procuratorate.organs.models import Organ

PAGE = 50
for_procurators = for_roles(READERS)


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def _office(actor: Actor) -> Organ:
    return Organ.objects.get(pk=actor.organ_id or 0)


@for_procurators
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """`?kind=` and `?tab=` filter; what stands out is reckoned for the day."""
    actor, on = _actor(request), request.on  # type: ignore[attr-defined]
    kind, tab = request.GET.get("kind", ""), request.GET.get("tab", "")
    page = Paginator(listed(actor, kind, tab, request.GET.get("q", "")[:60]), PAGE).get_page(request.GET.get("page"))
    if ids := [one.pk for one in page]:
        record_list_read(actor=actor, kind="community.subject", ids=ids, act="read_masked_list")
    found = counts(actor)
    context = {
        "page": page,
        "rows": [(row_of(one, on), face(one.clock, on) if one.clock else None) for one in page],
        "kinds": [("", "全部", sum(found.values())), *((one.value, one.label, found[one.value]) for one in Kind)],
        "tabs": [(code, word, None) for code, word in TABS.items()],
        "kept": [(name, request.GET.get(name, "")) for name in ("kind", "tab")],
        "may_enter": may_enter(actor) is None,
    }
    return render(request, "community/index.html", context)


@for_procurators
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Put somebody on the register."""
    actor = _actor(request)
    demand(may_enter(actor), act="community.enter")
    form = SubjectForm(request.POST if request.method == "POST" else None, initial={"kind": request.GET.get("kind")})
    if request.method == "POST" and form.is_valid():
        try:
            made = services.enter(office=_office(actor), told=form.cleaned_data, actor=actor, at=request.at)  # type: ignore[attr-defined]
        except Unacceptable as error:
            form.tell(error)
        else:
            messages.success(request, "已登记。")
            return redirect(made)
    status = 422 if request.method == "POST" else 200
    return render(request, "community/new.html", {"form": form}, status=status)


def _subject(request: HttpRequest, pk: int) -> Subject:
    rows = Subject.objects.visible_to(_actor(request)).select_related("office", "clock")
    found: Subject = get_object_or_404(rows, pk=pk)
    return found


@for_procurators
@require_GET
def subject_page(request: HttpRequest, pk: int) -> HttpResponse:
    subject = _subject(request, pk)
    record_read(actor=_actor(request), target=subject)
    return _page(request, subject, None)


@for_procurators
@require_POST
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down one act."""
    subject, actor = _subject(request, pk), _actor(request)
    form = EventForm(request.POST)
    form.fields["act"].choices = Act.choices  # type: ignore[attr-defined]
    if form.is_valid():
        told = form.cleaned_data
        act = Act(told["act"])
        try:
            services.record(
                subject=subject,
                version=told["version"],
                act=act,
                told=told,
                actor=actor,
                at=request.at,  # type: ignore[attr-defined]
            )
        except Unacceptable as error:
            form.tell(error)
        else:
            messages.success(request, f"已登记：{act.label}。")
            return redirect(subject)
    elif refusal := may_record(actor, subject, Act.CHECKED):
        demand(refusal, act="community.record", target=subject)
    return _page(request, subject, form)


def _page(request: HttpRequest, subject: Any, form: EventForm | None) -> HttpResponse:
    actor, on = _actor(request), request.on  # type: ignore[attr-defined]
    subject.told = list(Event.objects.filter(subject=subject).select_related("by").order_by("on", "pk"))
    open_to = [(one.value, one.label) for one in Act if may_record(actor, subject, one) is None]
    status = 422 if form is not None else 200
    if form is None and open_to:
        form = EventForm(initial={"version": subject.version, "on": on})
        form.fields["act"].choices = open_to  # type: ignore[attr-defined]
    context = {
        "subject": subject,
        "row": row_of(subject, on),
        "clock": face(subject.clock, on) if subject.clock else None,
        "form": form if open_to else None,
    }
    return render(request, "community/subject.html", context, status=status)


@for_procurators
@require_GET
def property_list(request: HttpRequest) -> HttpResponse:
    """Property judgments not performed, of people held within reach; letters to the courts."""
    actor, on = _actor(request), request.on  # type: ignore[attr-defined]
    page = Paginator(owing(actor), PAGE).get_page(request.GET.get("page"))
    if ids := [one.person_id for one in page]:
        record_list_read(actor=actor, kind="custody.person", ids=ids, act="read_masked_list")
    letters = Inquiry.objects.visible_to(actor).filter(answered_on=None).select_related("person", "clock")[:PAGE]
    context = {
        "page": page,
        "rows": owed(list(page), actor),
        "letters": [(one, face(one.clock, on) if one.clock else None) for one in letters],
        "may_ask": may_ask_court(actor) is None,
    }
    return render(request, "community/property.html", context)


@for_procurators
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Register a letter to the executing court about the person of a stay."""
    actor = _actor(request)
    stay: Any = get_object_or_404(Custody.objects.visible_to(actor).select_related("person", "organ"), pk=pk)
    demand(may_ask_court(actor), act="community.ask_court", target=stay.person)
    form = AskForm(request.POST if request.method == "POST" else None, initial={"received_on": request.on})  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        try:
            services.ask_court(
                person=stay.person,
                office=_office(actor),
                told=form.cleaned_data,
                actor=actor,
                at=request.at,  # type: ignore[attr-defined]
            )
        except Unacceptable as error:
            form.tell(error)
        else:
            messages.success(request, "已登记函询，法院出具证明的期限已起算。")
            return redirect("community:property")
    status = 422 if request.method == "POST" else 200
    context = {
        "form": form,
        "title": "函询执行法院",
        "who": f"{stay.person.name}，{stay.organ.short_name} {stay.number}",
    }
    return render(request, "community/letter.html", context, status=status)


@for_procurators
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what the court certified."""
    actor = _actor(request)
    rows = Inquiry.objects.visible_to(actor).select_related("person", "office", "clock")
    inquiry = get_object_or_404(rows, pk=pk)
    demand(may_note_answer(actor, inquiry), act="community.note_answer", target=inquiry)
    form = AnswerForm(request.POST if request.method == "POST" else None, initial={"on": request.on})  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        try:
            services.note_answer(inquiry=inquiry, told=form.cleaned_data, actor=actor, at=request.at)  # type: ignore[attr-defined]
        except Unacceptable as error:
            form.tell(error)
        else:
            messages.success(request, "已登记证明；履行情况由档案所在单位更正。")
            return redirect("community:property")
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "title": "登记执行法院证明", "who": f"{inquiry.letter}，{inquiry.court}：{inquiry.items}"}
    return render(request, "community/letter.html", context, status=status)
