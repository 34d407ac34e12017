"""Beginning a notice, writing it beside its paper, giving it up; going on in writing after an oral correction."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.notices import services
from procuratorate.notices.forms.drafting import BeginForm, NoticeForm, PointForm, point_forms, words_of
from procuratorate.notices.models import Notice
from procuratorate.notices.permissions import may_draft, may_work
from procuratorate.notices.rendering.leaves import leaf_of
from procuratorate.notices.selectors.organs import addressees
from procuratorate.notices.services.following import follow_notice
from procuratorate.notices.services.printing import preview_of
from procuratorate.notices.states import WRITING, Kind, Matter
from procuratorate.notices.views.access import act, actor_of, for_procurators, notice_of


@for_procurators
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Which paper, to whom."""
    actor = actor_of(request)
    demand(may_draft(actor), act="notices.draft")
    form = BeginForm(request.POST or None, organs=addressees(actor))
    if request.method == "POST" and form.is_valid():
        try:
            notice = _begun(request, form)
        except Unacceptable as error:
            form.tell(error)
        else:
            return redirect("notices:edit", notice.pk)
    return render(request, "notices/new.html", {"form": form}, status=422 if form.errors else 200)


def _begun(request: HttpRequest, form: BeginForm) -> Notice:
    told = form.cleaned_data
    return services.draft_notice(
        kind=Kind(told["kind"]), matter=Matter(told["matter"]), addressee=told["addressee"], title=told["title"],
        others=told["others"], points=(), actor=actor_of(request), at=request.at,  # type: ignore[attr-defined]
    )  # fmt: skip


@for_procurators
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Words and points at the left, the paper at the right."""
    notice = notice_of(request, pk)
    demand(may_work(actor_of(request), notice), act="notices.edit", target=notice)
    data = request.POST if request.method == "POST" else None
    form, points = NoticeForm(data, notice=notice, initial=words_of(notice)), point_forms(data, notice)
    if data is not None and _valid(form, points):
        try:
            _save(request, notice, form, points)
        except Unacceptable as error:
            form.tell(error)
        else:
            messages.success(request, "草稿已保存。")
            return redirect(notice if request.POST.get("then") == "show" else request.path)
    told: dict[str, Any] = {"notice": notice, "form": form, "points": points, "editable": notice.state in WRITING}
    told |= {"leaf": leaf_of(notice, preview_of(notice)), "seen": request.POST.get("seen") or notice.content_hash}
    return render(request, "notices/edit.html", told, status=422 if form.errors else 200)


def _valid(form: NoticeForm, points: list[PointForm]) -> bool:
    return all([form.is_valid(), *(one.is_valid() for one in points)])


def _save(request: HttpRequest, notice: Notice, form: NoticeForm, points: list[PointForm]) -> None:
    services.edit_notice(
        notice=notice, words=form.words(), points=[one.words() for one in points], seen=request.POST.get("seen", ""),
        actor=actor_of(request), at=request.at,  # type: ignore[attr-defined]
    )  # fmt: skip


@for_procurators
@require_POST
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper with what is typed now. Nothing is saved."""
    notice = notice_of(request, pk)
    demand(may_work(actor_of(request), notice), act="notices.edit", target=notice)
    points = [one for one in point_forms(request.POST, notice) if one.is_valid()]
    typed = {name: request.POST.get(name, "")[:2000] for name in ("opening", "closing")}
    lines = preview_of(notice, points=[one.words() for one in points], **typed)
    return render(request, "notices/paper.html", {"leaf": leaf_of(notice, lines)})


@for_procurators
@require_POST
def follow(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin another paper with the points still open: in writing after an oral correction, or a milder one."""
    notice, kind = notice_of(request, pk), request.POST.get("kind", "")
    demand(may_work(actor_of(request), notice), act="notices.draft", target=notice)
    if kind not in Kind.values:
        raise Unacceptable("请选择文书。", fields={"kind": "请选择"})
    made = follow_notice(
        notice=notice, kind=Kind(kind), actor=actor_of(request), at=request.at  # type: ignore[attr-defined]
    )  # fmt: skip
    messages.success(request, "已把各项带入初稿，请核改后送审。")
    return redirect("notices:edit", made.pk)


drop = act(for_procurators, services.drop_notice, "已放弃，文书留存备查。", "reason")
