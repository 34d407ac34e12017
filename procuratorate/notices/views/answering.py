"""The addressee's pages: who answers for it, the answer point by point, an objection; letters are entered here too."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.notices import services
from procuratorate.notices.forms.answering import LetterForm, NumberForm, ObjectForm, PointAnswerForm
from procuratorate.notices.models import Notice
from procuratorate.notices.permissions import may_answer, may_work
from procuratorate.notices.querysets import READERS
from procuratorate.notices.rendering.pages import PointView, clock_of, points_of
from procuratorate.notices.services.objecting import last_day_to_object, upheld_of
from procuratorate.notices.states import POINT_MOVES, Kind
from procuratorate.notices.views.access import act, actor_of, for_answerers, for_parties, notice_of

charge = act(for_answerers, services.charge, "已指定责任人，双方可见。", "name", "unit")
Rows = list[tuple[PointView, PointAnswerForm]]
Head = LetterForm | NumberForm


def _is_ours(request: HttpRequest) -> bool:
    return actor_of(request).role in READERS


def _demand(request: HttpRequest, notice: Notice, name: str) -> None:
    gate = may_work if _is_ours(request) else may_answer
    demand(gate(actor_of(request), notice), act=f"notices.{name}", target=notice)


def _letter(request: HttpRequest) -> LetterForm | None:
    """How it came, where the office enters what came on paper."""
    if not _is_ours(request):
        return None
    return LetterForm(request.POST if request.method == "POST" else None)


@for_parties
@require_http_methods(["GET", "POST"])
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Points at the left, answers at the right; what is left empty is not answered now."""
    notice = notice_of(request, pk)
    _demand(request, notice, "answer")
    rows, letter = _rows(request, notice), _letter(request)
    head = letter or NumberForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and _valid(rows, head) and _answered(request, notice, rows, head):
        messages.success(request, "答复已登记。" if letter else "答复已送出，回执见往来记录。")
        return redirect(notice)
    told: dict[str, Any] = {"notice": notice, "rows": rows, "letter": letter, "charge": notice.charges.last()}
    told["number_form"] = None if letter else head
    told |= {"clock": clock_of(notice, request.on), "may_object": notice.kind != Kind.ORAL}  # type: ignore[attr-defined]
    bad = any(form.errors for _, form in rows) or bool(head.errors)
    return render(request, "notices/reply.html", told, status=422 if bad else 200)


def _rows(request: HttpRequest, notice: Notice) -> Rows:
    takes = POINT_MOVES["answer"].sources
    views = [one for one in points_of(notice, request.on) if one.point.state in takes]  # type: ignore[attr-defined]
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    return [(one, PointAnswerForm(data, files, prefix=f"p{one.point.position}")) for one in views]


def _valid(rows: Rows, head: Head) -> bool:
    return all([*(form.is_valid() for _, form in rows), head.is_valid()])


def _answered(request: HttpRequest, notice: Notice, rows: Rows, head: Head) -> bool:
    answers = [form.answer(view.point.position) for view, form in rows if form.is_given()]
    told: dict[str, Any] = {"notice": notice, "answers": answers, "actor": actor_of(request), "at": request.at}  # type: ignore[attr-defined]
    try:
        if isinstance(head, LetterForm):
            services.register_answer(letter=services.Letter(**head.cleaned_data), **told)
        else:
            services.answer_notice(number=head.cleaned_data["number"], **told)
    except Unacceptable as error:
        _blame(rows, head, error)
        return False
    return True


def _blame(rows: Rows, head: Head, error: Unacceptable) -> None:
    """Each objection at its field: `words_2` is the second point's; what has no field stands at the first."""
    forms = {f"{name}_{view.point.position}": (form, name) for view, form in rows for name in form.fields}
    for key, why in (error.fields or {"": error.message}).items():
        if key in forms:
            form, name = forms[key]
            form.add_error(name, why)
        elif key in head.fields:
            head.add_error(key, why)
        elif rows:
            rows[0][1].add_error(None, why)


@for_parties
@require_http_methods(["GET", "POST"])
def objection(request: HttpRequest, pk: int) -> HttpResponse:
    """书面异议 to some points; re-examined in seven days."""
    notice = notice_of(request, pk)
    _demand(request, notice, "object")
    takes, upheld = POINT_MOVES["object"].sources, upheld_of(notice)
    points = points_of(notice, request.on)  # type: ignore[attr-defined]
    views = [one for one in points if one.point.state in takes and one.point.position not in upheld]
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form, letter = ObjectForm(data, files, positions=[one.point.position for one in views]), _letter(request)
    good = data is not None and all([form.is_valid(), letter is None or letter.is_valid()])
    if good and _objected(request, notice, form, letter):
        messages.success(
            request,
            "异议已登记，将"
            + ("立即复核。" if notice.kind == Kind.SUGGESTION else "自收到之日起七日内复查并通知结果。"),
        )
        return redirect(notice)
    until = last_day_to_object(notice)
    told = {"notice": notice, "form": form, "letter": letter, "views": views, "until": until}
    bad = form.errors or (letter and letter.errors)
    return render(request, "notices/objection.html", told, status=422 if bad else 200)


def _objected(request: HttpRequest, notice: Notice, form: ObjectForm, letter: LetterForm | None) -> bool:
    told = form.cleaned_data
    given = {"notice": notice, "positions": told["points"], "words": told["words"], "files": told["proof"]}
    given |= {"actor": actor_of(request), "at": request.at}  # type: ignore[attr-defined]
    try:
        if letter is None:
            services.object_to(**given)
        else:
            services.register_objection(letter=services.Letter(**letter.cleaned_data), **given)
    except Unacceptable as error:
        form.tell(error)
        return False
    return True
