"""Levels of a batch: arranging sittings, rosters, what was said of each filing, signing, inviting the procurator."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from commutation.forms import ReasonForm
from commutation.forms.levels import RecordForm, SaidForm, SittingForm, roster_forms, seats_of
from commutation.models import Batch, Filing, Sitting
from commutation.permissions.levels import may_deliberate, may_write
from commutation.rendering.levels import levels_page, sitting_page
from commutation.routes import OF_BUREAU, OF_WARDS
from commutation.selectors.sittings import levels_open_to, organs_open_to
from commutation.services.closing import close_sitting
from commutation.services.deliberating import agree_rest, deliberate, take_back
from commutation.services.sit_ins import invite_procurator
from commutation.services.sittings import cancel_sitting, edit_sitting, hold_sitting, plan_sitting, seat_members
from commutation.states.levels import Level
from commutation.values import value_of
from commutation.views.access import actor_of, batch_of, filing_of, for_staff
from procuratorate.audit.services import record_read
from procuratorate.lib.errors import Unacceptable, demand

PAGE = 100


def sitting_of(request: HttpRequest, pk: int) -> Sitting:
    rows = Sitting.objects.visible_to(actor_of(request)).select_related(
        "batch__prison", "prison", "organ", "closed_by", "by"
    )
    sitting: Sitting = get_object_or_404(rows, pk=pk)
    return sitting


@for_staff
@require_http_methods(["GET", "POST"])
def levels(request: HttpRequest, pk: int) -> HttpResponse:
    """The levels of a batch, what was held at each, and arranging the next."""
    batch, actor = batch_of(request, pk), actor_of(request)
    form = SittingForm(
        request.POST if request.method == "POST" else None,
        organs=organs_open_to(actor, batch),
        levels=levels_open_to(actor),
    )
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data | {"level": Level(form.cleaned_data["level"])}
        try:
            sitting = plan_sitting(batch=batch, actor=actor, at=request.at, **told)  # type: ignore[attr-defined]
        except Unacceptable as error:
            form.tell(error)
        else:
            messages.success(request, "已安排。应到人员按上一次带出，请核对。")
            return redirect(sitting)
    page = levels_page(batch, actor)
    if not form.is_bound:
        level = request.GET.get("level") or next((line.stop.level for line in page.lines if line.waiting), Level.WARD)
        form.initial = {"held_on": request.on, "level": level, "organ": _meets(batch, level)}  # type: ignore[attr-defined]
    context = {"batch": batch, "page": page, "form": form}
    return render(request, "commutation/levels.html", context, status=422 if form.errors else 200)


def _meets(batch: Batch, level: str) -> int | None:
    """Who meets at a level; of the wards' own nobody knows which."""
    if level in OF_WARDS:
        return None
    return batch.prison.parent_id if level in OF_BUREAU else batch.prison_id


@for_staff
@require_GET
def sitting(request: HttpRequest, pk: int) -> HttpResponse:
    """One sitting: its record, roster and people. The committee's also shows what the procurator remarked."""
    found, actor = sitting_of(request, pk), actor_of(request)
    record_read(actor=actor, target=found)
    page = sitting_page(found, actor, request.on)  # type: ignore[attr-defined]
    shown = Paginator(page.lines, max(len(page.lines), 1) if request.GET.get("print") else PAGE)
    context = {
        "page": page,
        "sitting": found,
        "batch": found.batch,
        "lines": shown.get_page(request.GET.get("page")),
        "record_form": RecordForm(initial=_record_values(found)),
        "reason_form": ReasonForm(),
    }
    return render(request, "commutation/sitting.html", context)


def _record_values(found: Sitting) -> dict[str, Any]:
    names = ("version", "held_on", "began_at", "ended_at", "place", "papers_on", "words")
    return {name: getattr(found, name) for name in names} | {
        name: day.isoformat() for name in ("held_on", "papers_on") if (day := getattr(found, name))
    }


@for_staff
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Day, place and words of the record."""
    found, actor = sitting_of(request, pk), actor_of(request)
    demand(may_write(actor, found), act="commutation.edit_sitting", target=found)
    form = RecordForm(request.POST) if request.method == "POST" else RecordForm(initial=_record_values(found))
    if request.method == "POST" and form.is_valid():
        try:
            edit_sitting(sitting=found, actor=actor, at=request.at, **form.cleaned_data)  # type: ignore[attr-defined]
        except Unacceptable as error:
            form.tell(error)
        else:
            messages.success(request, "已保存。")
            return redirect(found)
    context = {"sitting": found, "batch": found.batch, "form": form}
    return render(request, "commutation/sitting_edit.html", context, status=422 if form.errors else 200)


@for_staff
@require_http_methods(["GET", "POST"])
def roster(request: HttpRequest, pk: int) -> HttpResponse:
    """Who should come, who came, why not."""
    found, actor = sitting_of(request, pk), actor_of(request)
    demand(may_write(actor, found), act="commutation.seat_members", target=found)
    lines = roster_forms(found.attendances.all(), request.POST or None)
    version, fault = found.version, ""
    if request.method == "POST":
        version = _version(request, found)
        if lines.is_valid():
            try:
                told = {"version": version, "seats": seats_of(lines), "at": request.at}  # type: ignore[attr-defined]
                seat_members(sitting=found, actor=actor, **told)
                messages.success(request, "到会名单已保存。")
                return redirect(found)
            except Unacceptable as error:
                fault = error.message
    context = {"sitting": found, "batch": found.batch, "lines": lines, "version": version, "fault": fault}
    status = 422 if fault or (request.method == "POST" and not lines.is_valid()) else 200
    return render(request, "commutation/sitting_roster.html", context, status=status)


def _version(request: HttpRequest, found: Sitting) -> int:
    told = request.POST.get("version", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 9 else found.version


@for_staff
@require_POST
def hold(request: HttpRequest, pk: int) -> HttpResponse:
    found = sitting_of(request, pk)
    hold_sitting(sitting=found, actor=actor_of(request), at=request.at)  # type: ignore[attr-defined]
    messages.success(request, "已开始记录。逐人登记变更、暂缓和不同意见，其余一并同意。")
    return redirect(found)


@for_staff
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    found = sitting_of(request, pk)
    reason = request.POST.get("reason", "")
    cancel_sitting(sitting=found, actor=actor_of(request), reason=reason, at=request.at)  # type: ignore[attr-defined]
    messages.success(request, "已登记未召开。")
    return redirect("commutation:levels", found.batch_id)


@for_staff
@require_POST
def agree(request: HttpRequest, pk: int) -> HttpResponse:
    found = sitting_of(request, pk)
    people = agree_rest(sitting=found, actor=actor_of(request), at=request.at)  # type: ignore[attr-defined]
    messages.success(request, f"其余 {people} 人登记为同意。")
    return redirect(found)


@for_staff
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    found = sitting_of(request, pk)
    close_sitting(sitting=found, actor=actor_of(request), at=request.at)  # type: ignore[attr-defined]
    messages.success(request, "记录已签署，不能再改；变更的幅度已随之改入提请，不予提请的已退出本批次。")
    return redirect(found)


@for_staff
@require_POST
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    found = sitting_of(request, pk)
    invited = invite_procurator(sitting=found, actor=actor_of(request), at=request.at)  # type: ignore[attr-defined]
    messages.success(request, f"邀请已送达{invited.office.name}，编号 {invited.dispatch.number}。")
    return redirect(found)


@for_staff
@require_http_methods(["GET", "POST"])
def said(request: HttpRequest, pk: int, filing_id: int) -> HttpResponse:
    """What this sitting said of one filing."""
    found, actor = sitting_of(request, pk), actor_of(request)
    filing = filing_of(request, filing_id, found.batch)
    demand(may_deliberate(actor, found, filing), act="commutation.deliberate", target=filing)
    roster_now = list(found.attendances.all())
    told: dict[str, Any] = {"filing": filing, "roster": roster_now, "form": found.form}
    if request.method == "GET":
        return _said_page(request, found, filing, SaidForm(initial=_said_values(found, filing), **told))
    form = SaidForm(request.POST, **told)
    if not form.is_valid():
        return _said_page(request, found, filing, form)
    try:
        deliberate(sitting=found, filing=filing, said=form.said(), actor=actor, at=request.at)  # type: ignore[attr-defined]
    except Unacceptable as error:
        form.tell(error)
        return _said_page(request, found, filing, form)
    messages.success(request, f"{filing.name}的评议已登记。")
    return redirect(found)


TYPED = {"rights_months": "rights", "probation_until": "until"}  # the field of the form


def _said_values(found: Sitting, filing: Filing) -> dict[str, Any]:
    """What was written before, if anything."""
    row = found.deliberations.filter(filing=filing).prefetch_related("voices").first()
    if row is None:
        return {}
    kept = {name: getattr(row, name) for name in ("outcome", "after", "article", "reason", "words")}
    kept |= {TYPED[name]: value_of(name, after) for name, (_, after) in row.changes.items()}
    for voice in row.voices.all():
        kept |= {f"stance_{voice.attendance_id}": voice.stance, f"words_{voice.attendance_id}": voice.words}
    return kept


def _said_page(request: HttpRequest, found: Sitting, filing: Filing, form: SaidForm) -> HttpResponse:
    context = {"sitting": found, "batch": found.batch, "filing": filing, "form": form}
    return render(request, "commutation/sitting_said.html", context, status=422 if form.errors else 200)


@for_staff
@require_POST
def unsaid(request: HttpRequest, pk: int, filing_id: int) -> HttpResponse:
    found = sitting_of(request, pk)
    filing: Filing = get_object_or_404(
        Filing.objects.visible_to(actor_of(request)).filter(batch=found.batch), pk=filing_id
    )
    take_back(sitting=found, filing=filing, actor=actor_of(request), at=request.at)  # type: ignore[attr-defined]
    messages.success(request, f"{filing.name}的评议已撤去。")
    return redirect(found)
