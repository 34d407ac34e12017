"""Administrators: the tree of their own house."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from procuratorate.lib.errors import demand
from procuratorate.organs import selectors, services
from procuratorate.organs.forms import CompetenceForm, DayForm, NewOrganForm, OrganForm, PairingForm
from procuratorate.organs.gate import for_roles
from procuratorate.organs.models import Competence, Organ, Pairing
from procuratorate.organs.permissions import may_pair, may_set_competence
from procuratorate.organs.states import ADMINISTRATORS, SITES
from procuratorate.organs.views.conflicts import chosen
from procuratorate.organs.views.pages import FormPage, actor_of, form_page, organ_or_404


@for_roles(ADMINISTRATORS)
def tree(request: HttpRequest) -> HttpResponse:
    """One's own subtree."""
    nodes = selectors.tree(actor_of(request), request.on, closed="closed" in request.GET)  # type: ignore[attr-defined]
    return render(request, "organs/tree.html", {"nodes": nodes})


@for_roles(ADMINISTRATORS)
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One organ: facts, parts, pairings, posts, tokens."""
    organ, on = organ_or_404(request, pk), request.on  # type: ignore[attr-defined]
    shown = {
        "organ": organ,
        "parts": Organ.objects.filter(parent=organ).order_by("path"),
        "pairings": selectors.pairings_of(organ),
        "officers": selectors.officers(actor_of(request), on, organ=organ.pk),
        "tokens": selectors.tokens_of(organ),
        "may_pair": may_pair(actor_of(request), organ) is None,
        "is_site": organ.kind in SITES,
    }
    return render(request, "organs/organ.html", shown)


@for_roles(ADMINISTRATORS)
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """A new organ below this one."""
    parent = organ_or_404(request, pk)
    form = NewOrganForm(request.POST or None, initial={"since": request.on})  # type: ignore[attr-defined]
    page = FormPage("增加单位", f"/organs/{parent.pk}/", f"建在 {parent} 之下。", "增加", "单位已增加。")
    return form_page(
        request, page, form,
        lambda: services.add_organ(parent=parent, details=form.cleaned_data, actor=actor_of(request)),
    )  # fmt: skip


@for_roles(ADMINISTRATORS)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    organ = organ_or_404(request, pk)
    form = OrganForm(chosen(request.POST, OrganForm.editable) or None, row=organ)
    page = FormPage(f"修改 {organ}", f"/organs/{organ.pk}/", "种类、上级不能改；须变动的，撤销后另建。")
    return form_page(
        request, page, form,
        lambda: services.edit_organ(
            organ=organ, changes=form.changes(), then=form.cleaned_data["opened"], actor=actor_of(request)
        ),
    )  # fmt: skip


@for_roles(ADMINISTRATORS)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    organ = organ_or_404(request, pk)
    form = DayForm(request.POST or None, initial={"until": request.on})  # type: ignore[attr-defined]
    lead = "撤销不删除任何记录。须先截止岗位、派驻关系，撤销下属单位。"
    page = FormPage(f"撤销 {organ}", f"/organs/{organ.pk}/", lead, "撤销", "已撤销。")
    return form_page(
        request, page, form,
        lambda: services.close_organ(organ=organ, actor=actor_of(request), **form.cleaned_data),
    )  # fmt: skip


@for_roles(ADMINISTRATORS)
def add_pairing(request: HttpRequest, pk: int) -> HttpResponse:
    """Let this procuratorate or office supervise a site."""
    organ = organ_or_404(request, pk)
    form = PairingForm(request.POST or None, initial={"since": request.on})  # type: ignore[attr-defined]
    lead = "同一场所同一时间只有一个派驻机构。换机构的，先截止原关系。"
    page = FormPage(f"{organ} 增加派驻关系", f"/organs/{organ.pk}/", lead, "增加", "派驻关系已增加。")
    return form_page(
        request, page, form,
        lambda: services.pair(
            procuratorate=organ, site=form.cleaned_data["counterpart"], since=form.cleaned_data["since"],
            until=form.cleaned_data["until"], actor=actor_of(request), at=request.at,  # type: ignore[attr-defined]
        ),
    )  # fmt: skip


@for_roles(ADMINISTRATORS)
def end_pairing(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Pairing.objects.filter(procuratorate_id__in=actor_of(request).home)
    pairing: Pairing = get_object_or_404(rows.select_related("procuratorate", "counterpart"), pk=pk)
    form = DayForm(request.POST or None, initial={"until": request.on})  # type: ignore[attr-defined]
    page = FormPage(f"截止派驻关系：{pairing}", f"/organs/{pairing.procuratorate_id}/", "", "截止", "已填写截止日。")
    return form_page(
        request, page, form,
        lambda: services.end_pairing(pairing=pairing, actor=actor_of(request), **form.cleaned_data),
    )  # fmt: skip


@for_roles(ADMINISTRATORS)
def competence(request: HttpRequest, pk: int) -> HttpResponse:
    """Who acts for a site: the law's default and the province's overrides."""
    site = _site(request, pk)
    shown = {
        "site": site,
        "lines": selectors.competence_table(site, request.on),  # type: ignore[attr-defined]
        "overrides": selectors.overrides_of(site),
        "home": actor_of(request).home,
        "may_add": any(may_pair(actor_of(request), organ) is None for organ in _own_houses(request)),
    }
    return render(request, "organs/competence.html", shown)


@for_roles(ADMINISTRATORS)
def add_competence(request: HttpRequest, pk: int) -> HttpResponse:
    site, on = _site(request, pk), request.on  # type: ignore[attr-defined]
    own = Organ.objects.select_related("house").get(pk=actor_of(request).organ_id)
    demand(may_set_competence(actor_of(request), own, own), act="organs.set_competence", target=site)
    form = CompetenceForm(request.POST or None, actor=actor_of(request), initial={"since": on})
    lead = f"场所：{site}。只在省级院另有规定时填写；不填的，依法律的一般规定。"
    page = FormPage("增加职权规定", f"/organs/{site.pk}/competence/", lead, "增加", "职权规定已增加。")
    return form_page(
        request, page, form,
        lambda: services.set_competence(details={**form.cleaned_data, "site": site}, actor=actor_of(request)),
    )  # fmt: skip


@for_roles(ADMINISTRATORS)
def end_competence(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Competence.objects.filter(procuratorate_id__in=actor_of(request).home).select_related("site")
    row: Competence = get_object_or_404(rows, pk=pk)
    form = DayForm(request.POST or None, initial={"until": request.on})  # type: ignore[attr-defined]
    page = FormPage(f"截止职权规定：{row}", f"/organs/{row.site_id}/competence/", "", "截止", "已填写截止日。")
    return form_page(
        request, page, form,
        lambda: services.end_competence(competence=row, actor=actor_of(request), **form.cleaned_data),
    )  # fmt: skip


def _site(request: HttpRequest, pk: int) -> Organ:
    """A site of one's own house, or one that it supervises."""
    actor = actor_of(request)
    paired = Pairing.objects.on(request.on).filter(procuratorate_id__in=actor.home)  # type: ignore[attr-defined]
    rows = Organ.objects.filter(kind__in=SITES)
    near = rows.filter(pk__in=actor.home) | rows.filter(pk__in=paired.values("counterpart"))
    site: Organ = get_object_or_404(near.distinct(), pk=pk)
    return site


def _own_houses(request: HttpRequest) -> list[Organ]:
    return list(Organ.objects.filter(pk__in=actor_of(request).home, issues_papers=True)[:1])
