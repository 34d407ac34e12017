"""Keeping what was typed, so that a lock or a lost connection costs nothing; forgetting it when it was taken."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from django.db.models import Q

from procuratorate.lib.errors import Unacceptable
from procuratorate.organs.actors import Actor
from procuratorate.organs.models.drafts import Draft

LARGEST = 64 * 1024  # bytes of one page's forms
KEPT = timedelta(days=14)


def keep_draft(*, actor: Actor, page: str, forms: str, at: datetime) -> None:
    """Keep `forms` (a JSON object: form → field → values) as the actor's own for `page`, an address of this site.

    An empty object forgets the draft; drafts nobody came back to are forgotten after 14 days.
    """
    officer = actor.officer_id or 0
    mine = Draft.objects.filter(officer_id=officer)
    mine.filter(saved_at__lt=at - KEPT).delete()
    typed = _read(page, forms)
    if not typed:
        mine.filter(page=page).delete()
        return
    Draft.objects.bulk_create(
        [Draft(officer_id=officer, page=page, forms=typed, saved_at=at)],
        update_conflicts=True,
        unique_fields=["officer", "page"],
        update_fields=["forms", "saved_at"],
    )


def forget_taken(*, actor: Actor, address: str) -> None:
    """Forget what `actor` had typed into the form the server has just taken at `address` (path, with its query).

    Forms are known by their action; an empty one, or a bare query, sends to its own page. Other forms stay kept.
    """
    path, mark, query = address.partition("?")
    own, named = {"", mark + query}, {address, path}
    mine = Draft.objects.filter(officer_id=actor.officer_id or 0).select_for_update()
    for draft in mine.filter(Q(page=path) | Q(forms__has_any_keys=[*named])):
        taken = named | (own if draft.page == path else set())
        draft.forms = {action: typed for action, typed in draft.forms.items() if action not in taken}
        draft.save(update_fields=["forms"]) if draft.forms else draft.delete()


def _read(page: str, forms: str) -> dict[str, object]:
    if not page.startswith("/") or len(page) > 200:
        raise Unacceptable("草稿没有保存：页面地址不对。")
    if len(forms.encode()) > LARGEST or "\\u0000" in forms:
        raise Unacceptable("草稿没有保存：内容过长，或者有看不见的控制字符。请分次提交。")
    try:
        typed = json.loads(forms)
    except ValueError as error:
        raise Unacceptable("草稿没有保存：内容读不出。") from error
    if not isinstance(typed, dict):
        raise Unacceptable("草稿没有保存：内容读不出。")
    return typed
