"""本省参数: the list with what each has been, adding a dated value, ending one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from commutation.forms.local_rules import LocalRuleForm, UntilForm
from commutation.models import LocalRule
from commutation.parameters import PARAMETERS
from commutation.permissions.local_rules import bureaus_of, may_set
from commutation.services.local_rules import add_local_rule, end_local_rule
from commutation.views.access import actor_of
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.organs.gate import for_roles
from procuratorate.organs.states import ADMINISTRATORS


@for_roles(ADMINISTRATORS)
@require_http_methods(["GET", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """Every value with its days and instrument; below it a new one, for whoever may."""
    actor, bureaus = actor_of(request), bureaus_of(actor_of(request))
    if request.method == "POST":
        demand(may_set(actor), act="commutation.add_local_rule")
    form = LocalRuleForm(request.POST or None, bureaus=bureaus, initial={"since": request.on})  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        try:
            add_local_rule(actor=actor, **form.cleaned_data)
        except Unacceptable as error:
            _blame(form, error)
        else:
            messages.success(request, "已登记。只在有关页面旁注，不作为违法认定。")
            return redirect("commutation:local_rules")
    rows = LocalRule.objects.select_related("province").order_by("province__path", "code", "-since")
    told: dict[str, Any] = {"rows": [(row, PARAMETERS.get(row.code)) for row in rows], "form": form}
    told |= {"own": set(bureaus.values_list("pk", flat=True))}
    told |= {"may": may_set(actor) is None, "until_form": UntilForm(initial={"until": request.on})}  # type: ignore[attr-defined]
    return render(request, "commutation/local_rules.html", told, status=422 if form.errors else 200)


def _blame(form: Any, error: Unacceptable) -> None:
    for name, why in error.fields.items():
        form.add_error(name, why)


@for_roles(ADMINISTRATORS)
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    rule: LocalRule = get_object_or_404(LocalRule.objects.select_related("province"), pk=pk)
    demand(may_set(actor_of(request), rule.province), act="commutation.end_local_rule", target=rule)
    form = UntilForm(request.POST)
    if not form.is_valid():
        raise Unacceptable("请填写截止日，例如 2026-12-31。", fields={"until": "请填写"})
    end_local_rule(rule=rule, until=form.cleaned_data["until"], actor=actor_of(request))
    messages.success(request, "已填写截止日。")
    return redirect("commutation:local_rules")
