"""A run: how far it is, what it found by rule, year and place; the hits; comparing; sending clues down."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from procuratorate.audit.services import record, record_list_read
from procuratorate.lib.errors import Unacceptable
from procuratorate.lib.sheets import Column, write_table
from procuratorate.organs.models import Organ
from procuratorate.screening.fields import FIELDS
from procuratorate.screening.forms import SendForm
from procuratorate.screening.models import Clue, Hit, Run, Tally
from procuratorate.screening.permissions import may_send, may_steer
from procuratorate.screening.selectors import compared, progress_of, records_of
from procuratorate.screening.services import running, sending
from procuratorate.screening.views.access import actor_of, for_readers, run_of, whole

PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STEPS = {"pause": running.pause_run, "resume": running.resume_run, "cancel": running.cancel_run}


@for_readers
@require_GET
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Progress, asked anew each second while it runs; counts within reach by rule, year and place."""
    run, actor = run_of(request, pk), actor_of(request)
    told: dict[str, Any] = {"run": run, "progress": progress_of(run, actor)}
    if getattr(request, "htmx", False):
        if run.is_open:
            return render(request, "screening/run_progress.html", told)
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    told |= _counts(run, actor) | {
        "may_steer": may_steer(actor, run) is None, "may_send": may_send(actor, run) is None,
        "others": Run.objects.visible_to(actor).filter(version__model=run.version.model).exclude(pk=pk)[:10],
        "sendings": run.sendings.visible_to(actor).select_related("organ", "by"),
    }  # fmt: skip
    return render(request, "screening/run.html", told)


def _counts(run: Run, actor: Any) -> dict[str, Any]:
    """Tallies by rule, by year, by place. Places stand in the order of the tree: nobody is ranked."""
    rows = Tally.objects.visible_to(actor).filter(run=run)
    organs = Organ.objects.in_bulk({row["site"] for row in rows.by("site")})
    field = FIELDS[run.version.model.field]
    rules = [(field.rule(row["rule"]), row) for row in rows.exclude(rule="").by("rule").order_by("rule")]
    return {
        "rules": [(rule.title if rule else row["rule"], row) for rule, row in rules],
        "years": list(rows.by("year").order_by("year")),
        "sites": sorted(((organs[row["site"]], row) for row in rows.by("site")), key=lambda pair: pair[0].path),
    }


@for_readers
@require_POST
def steer(request: HttpRequest, pk: int) -> HttpResponse:
    """暂停, 继续, 取消."""
    run = run_of(request, pk)
    step = STEPS.get(request.POST.get("act", ""))
    if step is None:
        raise Unacceptable("没有这一步。请从页面上的按钮办理。")
    step(run=run, actor=actor_of(request), at=request.at)  # type: ignore[attr-defined]
    messages.success(request, f"现在是“{run.get_state_display()}”。")
    return redirect(run)


@for_readers
@require_GET
def hits(request: HttpRequest, pk: int) -> HttpResponse:
    """The hits of a run within reach, each with its case as it may be read."""
    run, actor = run_of(request, pk), actor_of(request)
    rows = _chosen(request, run, actor)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    some = list(page.object_list)
    records = records_of([(hit.partition_id, hit.record) for hit in some], actor)
    clues = dict(Clue.objects.filter(record__in=[hit.record for hit in some]).values_list("record", "pk"))
    if some:
        record_list_read(actor=actor, kind="screening.hit", ids=[hit.pk for hit in some], act="screening.read_hits")
    field = FIELDS[run.version.model.field]
    titles = {code: rule.title for code in run.version.rules if (rule := field.rule(code))}
    told = {
        "run": run, "page": page, "form": SendForm(), "may_send": may_send(actor, run) is None,
        "lines": [
            (hit, records.get(hit.record), titles.get(hit.rule, hit.rule), clues.get(hit.record)) for hit in some
        ],
        "options": _options(run, actor, titles),
        "kept": [(key, request.GET[key]) for key in ("rule", "year", "site") if request.GET.get(key)],
    }  # fmt: skip
    return render(request, "screening/hits.html", told)


def _chosen(request: HttpRequest, run: Run, actor: Any) -> Any:
    """Those the address (or the form) asks for."""
    rows = Hit.objects.visible_to(actor).filter(run=run).select_related("site").order_by("year", "partition", "pk")
    given = request.POST if request.method == "POST" else request.GET
    if rule := given.get("rule"):
        rows = rows.filter(rule=rule) if rule in run.version.rules else rows.none()
    for name in ("year", "site"):
        if given.get(name):
            rows = rows.filter(**{name: whole(given[name]) or 0})
    return rows


def _options(run: Run, actor: Any, titles: dict[str, str]) -> dict[str, list[tuple[str, str, int | None]]]:
    """Chips by rule, year and place, with how many."""
    rows = Tally.objects.visible_to(actor).filter(run=run, breached__gt=0).exclude(rule="")
    organs = Organ.objects.in_bulk({row["site"] for row in rows.by("site")})
    words = {"rule": titles, "site": {pk: one.short_name for pk, one in organs.items()}, "year": {}}
    return {
        name: [("", "全部", None)]
        + [
            (str(row[name]), words[name].get(row[name], str(row[name])), row["hits"])
            for row in rows.by(name).order_by(name)
        ]
        for name in words
    }


@for_readers
@require_POST
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the ticked hits, or all that the filters chose, to the offices that answer for their places."""
    run, actor, form = run_of(request, pk), actor_of(request), SendForm(request.POST)
    if not form.is_valid():
        raise Unacceptable("核查期限须在 1—250 个工作日之间。")
    rows = _chosen(request, run, actor)
    if request.POST.get("all") != "1":
        rows = rows.filter(pk__in=[number for given in request.POST.getlist("hit")[:PAGE] if (number := whole(given))])
    told = sending.send_clues(
        run=run,
        hits=list(rows[: sending.MOST + 1]),
        days=form.cleaned_data["days"],
        actor=actor,
        at=request.at,  # type: ignore[attr-defined]
    )
    words = f"新下发线索 {told.clues} 条"
    words += f"；{told.joined} 项疑点并入已有线索" if told.joined else ""
    words += f"；{told.known} 项此前已下发" if told.known else ""
    words += f"；{told.snoozed} 项在暂不提示期内，未下发" if told.snoozed else ""
    messages.success(request, f"{words}。")
    return redirect(run)


@for_readers
@require_GET
def compare(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Two runs, rule by rule: hits of both, of one alone."""
    one, two, actor = run_of(request, pk), run_of(request, other), actor_of(request)
    field = FIELDS[one.version.model.field]
    rows = [
        (rule.title if (rule := field.rule(code)) else code, both, first, second)
        for code, both, first, second in compared(one, two, actor)
    ]
    return render(request, "screening/compare.html", {"one": one, "two": two, "rows": rows})


@for_readers
@require_GET
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """The counts of a run within reach as a table: model, period and units stand in its first columns."""
    run, actor = run_of(request, pk), actor_of(request)
    field, version = FIELDS[run.version.model.field], run.version
    rows = (
        Tally.objects.visible_to(actor)
        .filter(run=run)
        .exclude(rule="")
        .select_related("site")
        .order_by("site__path", "year", "rule")
    )
    titles = [("model", "模型"), ("scope", "范围"), ("site", "单位"), ("year", "年"), ("rule", "规则")]
    titles += [("breached", "疑点（件）"), ("undecided", "无法判断（件）")]
    record(actor=actor, act="screening.export_run", target=run)
    scope = (
        f"{version.since}—{version.until or '至今'}年，{'全部' if not run.is_sample else f'抽样千分之{run.permille}'}"
    )
    told = [
        {
            "model": str(version), "scope": scope, "site": row.site.name, "year": str(row.year),
            "rule": rule.title if (rule := field.rule(row.rule)) else row.rule, "breached": row.breached,
            "undecided": row.undecided,
        }
        for row in rows
    ]  # fmt: skip
    data = write_table([Column(key, title, width=18) for key, title in titles], told, title="筛查结果")
    response = HttpResponse(data, content_type=XLSX)
    response["Content-Disposition"] = f"attachment; filename=screening-{run.pk}.xlsx"
    return response
