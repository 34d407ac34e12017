"""The procurator's acts on a case: reviewed, a note, a finding settled."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from commutation.forms.reviews import NoteForm, SettleForm
from commutation.models import Filing, Finding
from commutation.permissions.reviews import may_handle
from commutation.services.reading import finish_reading, take_note
from commutation.services.settling import ACT, settle_finding
from commutation.views.access import actor_of, back_to, filing_of, for_procurators, whole
from procuratorate.lib.errors import Unacceptable, demand


def cleaned(form: Any, otherwise: str) -> dict[str, Any]:
    """The form's values, or what is wrong with it as one refusal."""
    if form.is_valid():
        return dict(form.cleaned_data)
    fields = {name: "；".join(errors) for name, errors in form.errors.items()}
    told = "；".join(f"{form.fields[name].label}：{why}" for name, why in fields.items() if name in form.fields)
    raise Unacceptable(f"{otherwise}{told}", fields=fields)


@for_procurators
@require_POST
def reviewed(request: HttpRequest, pk: int) -> HttpResponse:
    """审阅完毕, this one; then on to the next."""
    filing = filing_of(request, pk)
    finish_reading(filings=[filing], actor=actor_of(request), at=request.at)  # type: ignore[attr-defined]
    messages.success(request, f"{filing.name}，审阅完毕。")
    following = whole(request.POST.get("next"))
    return redirect("commutation:case", following) if following else redirect(filing)


@for_procurators
@require_POST
def reviewed_many(request: HttpRequest) -> HttpResponse:
    """审阅完毕 for ticked rows: all of them were opened, or none is marked."""
    rows = chosen(request)
    done = finish_reading(filings=rows, actor=actor_of(request), at=request.at)  # type: ignore[attr-defined]
    messages.success(request, f"已办审阅完毕 {done} 件。")
    return redirect(back_to(request, "/cases/"))


def chosen(request: HttpRequest) -> list[Filing]:
    """The filings ticked, as far as they are in sight; one out of sight is one too many."""
    ids = {number for one in request.POST.getlist("ids") if (number := whole(one)) is not None}
    rows = Filing.objects.visible_to(actor_of(request)).filter(pk__in=ids).select_related("batch", "prison")
    found = list(rows.order_by("pk"))
    if len(found) != len(ids):
        raise Unacceptable("所选案件里有已经不在您的名单上的，没有办。请刷新后重新选择。")
    return found


@for_procurators
@require_POST
def note(request: HttpRequest, pk: int) -> HttpResponse:
    filing = filing_of(request, pk)
    actor, on = actor_of(request), request.on  # type: ignore[attr-defined]
    demand(may_handle(actor, filing.prison_id, on), act="commutation.take_note", target=filing)
    words = cleaned(NoteForm(request.POST), "没有记下。")["words"]
    take_note(filing=filing, words=words, actor=actor_of(request), at=request.at)  # type: ignore[attr-defined]
    return redirect(f"{filing.get_absolute_url()}#notes")


@for_procurators
@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """疑点 → 核查中 → 查证属实, 排除, 无法判断; or taken up again."""
    rows = Finding.objects.visible_to(actor_of(request)).select_related("filing")
    finding = get_object_or_404(rows, pk=pk)
    on = request.on  # type: ignore[attr-defined]
    demand(may_handle(actor_of(request), finding.filing.prison_id, on), act=ACT, target=finding)
    told = cleaned(SettleForm(request.POST), "没有认定。")
    settle_finding(finding=finding, actor=actor_of(request), at=request.at, **told)  # type: ignore[attr-defined]
    messages.success(request, f"{finding.title}：{finding.get_state_display()}。")
    return redirect(f"{finding.filing.get_absolute_url()}#law")
