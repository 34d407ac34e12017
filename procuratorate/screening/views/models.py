"""Models: what they look for, their versions, who approved them; beginning a run."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Max, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.screening.fields import FIELDS
from procuratorate.screening.forms import ModelForm, ReasonForm, RunForm, TermsForm
from procuratorate.screening.judging import digests
from procuratorate.screening.models import Run, SupervisionModel
from procuratorate.screening.permissions import may_approve, may_draft, may_edit, may_retire, may_run
from procuratorate.screening.services import modelling, running
from procuratorate.screening.states import WHOLE, VersionState
from procuratorate.screening.views.access import actor_of, field_asked, for_readers, model_of, sites_of, version_of


@for_readers
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Models of one's own house and those below, and the latest runs."""
    actor = actor_of(request)
    live = Max("versions__number", filter=Q(versions__state=VersionState.APPROVED))
    models = SupervisionModel.objects.visible_to(actor).select_related("organ", "by")
    models = models.annotate(last=Max("versions__number"), live=live).order_by("organ__path", "-pk")
    runs = Run.objects.visible_to(actor).select_related("version__model", "by", "organ")[:10]
    told = {"models": models, "runs": runs, "may_draft": may_draft(actor) is None, "field": field_asked()}
    return render(request, "screening/models.html", told)


@for_readers
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Draft a model with its first version."""
    actor, field = actor_of(request), field_asked()
    demand(may_draft(actor), act="screening.draft_model")
    form = ModelForm(request.POST or None, field=field, organs=sites_of(actor))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            made = modelling.draft_model(
                code=field.code, title=told["title"], aim=told["aim"], terms=form.terms(), actor=actor, at=request.at,  # type: ignore[attr-defined]
            )  # fmt: skip
        except Unacceptable as error:
            form.tell(error)
        else:
            return redirect(made)
    return render(request, "screening/terms.html", {"form": form, "field": field}, status=422 if form.errors else 200)


@for_readers
@require_http_methods(["GET", "POST"])
def model(request: HttpRequest, pk: int) -> HttpResponse:
    """To its latest version; a POST begins the next."""
    found = model_of(request, pk)
    if request.method == "POST":
        return redirect(modelling.new_version(model=found, actor=actor_of(request), at=request.at))  # type: ignore[attr-defined]
    return redirect(found.versions.latest("number"))


@for_readers
@require_GET
def version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One version: what it asks, who approved it, whether a rule changed since; its runs."""
    found, actor = version_of(request, pk, number), actor_of(request)
    field = FIELDS[found.model.field]
    today = digests(field, found.rules)
    rules = [
        (
            rule,
            field.rule_page(rule.code) if field.rule_page else "",
            found.digests.get(rule.code) not in (None, today[rule.code]),
        )
        for code in found.rules
        if (rule := field.rule(code))
    ]
    told = {
        "one": found, "rules": rules, "kinds": [kind.label for kind in field.kinds if kind.code in found.kinds],
        "sites": [site for site in sites_of(actor) if site.pk in found.sites],
        "versions": found.model.versions.select_related("by", "approved_by").order_by("-number"),
        "runs": Run.objects.visible_to(actor).filter(version__model=pk).select_related("version__model", "by")[:20],
        "may_edit": may_edit(actor, found) is None, "may_approve": may_approve(actor, found) is None,
        "may_run": may_run(actor, found, sample=True) is None,
        "may_run_whole": may_run(actor, found, sample=False) is None,
        "may_retire": may_retire(actor, found) is None, "may_draft": may_draft(actor) is None,
        "form": RunForm(initial={"permille": WHOLE if found.approved_at else 10}), "reason": ReasonForm(),
    }  # fmt: skip
    return render(request, "screening/version.html", told)


@for_readers
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Change a draft."""
    found, actor = version_of(request, pk, number), actor_of(request)
    demand(may_edit(actor, found), act="screening.edit_version", target=found)
    names = ("rules", "kinds", "since", "until", "sites", "slack", "note")
    initial = {name: getattr(found, name) for name in names}
    field = FIELDS[found.model.field]
    form = TermsForm(request.POST or None, field=field, organs=sites_of(actor), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            modelling.edit_version(version=found, terms=form.terms(), actor=actor, at=request.at)  # type: ignore[attr-defined]
        except Unacceptable as error:
            form.tell(error)
        else:
            return redirect(found)
    return render(
        request,
        "screening/terms.html",
        {"form": form, "one": found, "field": field},
        status=422 if form.errors else 200,
    )


@for_readers
@require_POST
def act(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """送审, 批准, 退回, 停用."""
    found = version_of(request, pk, number)
    given = {"version": found, "actor": actor_of(request), "at": request.at}  # type: ignore[attr-defined]
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    match request.POST.get("act"):
        case "submit":
            modelling.submit_version(**given)
        case "approve":
            modelling.approve_version(**given)
        case "send_back":
            modelling.send_back_version(reason=reason, **given)
        case "retire":
            modelling.retire_version(reason=reason, **given)
        case _:
            raise Unacceptable("没有这一步。请从页面上的按钮办理。")
    found.refresh_from_db()
    messages.success(request, f"现在是“{found.get_state_display()}”。")
    return redirect(found)


@for_readers
@require_POST
def run(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Begin a run."""
    found, form = version_of(request, pk, number), RunForm(request.POST)
    if not form.is_valid():
        raise Unacceptable("请选筛查的范围。")
    made = running.start_run(
        version=found,
        permille=form.cleaned_data["permille"],
        actor=actor_of(request),
        at=request.at,  # type: ignore[attr-defined]
    )
    return redirect(made)
