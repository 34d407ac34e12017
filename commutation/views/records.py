"""备案审查: sending a ruling up, its review there, the report on what was done. Its page is that of the ruling."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from commutation.forms.courts import RecordAnswerForm, WordsForm
from commutation.models import RecordFiling, Ruling
from commutation.permissions.courts import may_answer_record
from commutation.services.rulings import answer_record, report_record, send_record
from commutation.views.access import actor_of, for_readers
from commutation.views.reviewing import cleaned
from procuratorate.lib.errors import Unacceptable, demand


def record_of(request: HttpRequest, pk: int) -> RecordFiling:
    rows = RecordFiling.objects.filter(ruling__in=Ruling.objects.visible_to(actor_of(request)))
    rows = rows.select_related("ruling__filing__prison", "organ", "to", "clock", "review_clock", "follow_clock")
    found: RecordFiling = get_object_or_404(rows, pk=pk)
    return found


@for_readers
@require_POST
def send(request: HttpRequest, pk: int) -> HttpResponse:
    record = record_of(request, pk)
    send_record(record=record, words=_words(request), actor=actor_of(request), at=request.at)  # type: ignore[attr-defined]
    messages.success(request, f"已向{record.to or '备案单位'}报备。")
    return redirect(record.ruling)


@for_readers
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    record, actor = record_of(request, pk), actor_of(request)
    demand(may_answer_record(actor, record), act="commutation.answer_record", target=record.ruling)
    told = cleaned(RecordAnswerForm(request.POST), "没有登记。")
    answer_record(record=record, actor=actor, at=request.at, **told)  # type: ignore[attr-defined]
    messages.success(request, "备案审查结果已登记。")
    return redirect(record.ruling)


@for_readers
@require_POST
def report(request: HttpRequest, pk: int) -> HttpResponse:
    record = record_of(request, pk)
    report_record(record=record, words=_words(request), actor=actor_of(request), at=request.at)  # type: ignore[attr-defined]
    messages.success(request, "已报告执行情况。")
    return redirect(record.ruling)


def _words(request: HttpRequest) -> str:
    form = WordsForm(request.POST)
    if not form.is_valid():
        raise Unacceptable("内容过长，请写在五千字以内。", fields={"words": "过长"})
    words: str = form.cleaned_data["words"]
    return words
