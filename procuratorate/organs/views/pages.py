"""What the pages of this app share: a form, its act, and where one goes afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from procuratorate.lib.errors import Conflict, Unacceptable
from procuratorate.organs.actors import Actor
from procuratorate.organs.edits import sign_opened, stored_words
from procuratorate.organs.forms.common import Opened
from procuratorate.organs.models import Officer, Organ
from procuratorate.organs.views.conflicts import conflict_page

Result = TypeVar("Result")


@dataclass(frozen=True)
class FormPage:
    """One form on one page: what is done, what one should know first, the word on the button, the way back."""

    title: str
    back: str
    lead: str = ""
    button: str = "保存"
    done: str = "已保存。"


def form_page(request: HttpRequest, page: FormPage, form: Form, act: Callable[[], Any]) -> HttpResponse:
    """Show the form; if it was sent and is good, do the act and go back with a word."""
    try:
        done = request.method == "POST" and form.is_valid() and attempt(form, act) is not None
    except Conflict as error:
        return _differing(request, form, error)
    if not done:
        return show_form(request, page, form)
    messages.success(request, page.done)
    return redirect(page.back)


def _differing(request: HttpRequest, form: Form, error: Conflict) -> HttpResponse:
    """Somebody else saved meanwhile: both versions side by side, and the choice comes back to this page."""
    if not isinstance(form, Opened):
        raise error
    form.row.refresh_from_db()
    stored = stored_words(form.row, form.editable)
    kept = [(name, stored[name], str(form.data.get(name, ""))) for name in form.editable]
    more = {"opened": sign_opened(stored)}
    return conflict_page(request, error, kept=kept, by="", at=None, more=more)


def show_form(request: HttpRequest, page: FormPage, form: Form) -> HttpResponse:
    """The form as it is; 422 when it was refused."""
    return render(request, "organs/form.html", {"page": page, "form": form}, status=422 if form.errors else 200)


def attempt(form: Form, act: Callable[[], Result]) -> Result | bool | None:
    """Do an act; what it finds unacceptable stands beside the fields. None when refused, True if it returned none."""
    try:
        with transaction.atomic():
            result = act()
    except Unacceptable as error:
        for name, words in (error.fields or {"": error.message}).items():
            if words:
                form.add_error(name if name in form.fields else None, words)
        return None
    return True if result is None else result


def slip(request: HttpRequest, *, title: str, rows: list[tuple[str, str]], secret: str, back: str) -> HttpResponse:
    """A secret shown once, to be printed and handed over. The answer to the POST itself: not to be fetched again."""
    told = {"title": title, "rows": rows, "secret": secret, "back": back}
    return render(request, "organs/slip.html", told)


def actor_of(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def organ_or_404(request: HttpRequest, pk: int) -> Organ:
    """An organ of the administrator's house; others do not exist."""
    rows = Organ.objects.filter(pk__in=actor_of(request).home)
    organ: Organ = get_object_or_404(rows.select_related("parent", "house", "acts_for"), pk=pk)
    return organ


def officer_or_404(request: HttpRequest, pk: int) -> Officer:
    """An officer who holds or held a post in the administrator's house; others do not exist."""
    officer: Officer = get_object_or_404(Officer.objects.of_home(actor_of(request)), pk=pk)
    return officer
