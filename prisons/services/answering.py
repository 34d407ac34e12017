"""A request repeated gets the answer it got: the key, what was asked, and the answer stand in one row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction

from procuratorate.lib.digest import sm3_of
from procuratorate.lib.errors import Conflict
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import IdempotencyKey


@transaction.atomic
def answered_once(*, actor: Actor, key: str, body: Any, act: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """The answer of `act`, performed once for this organ's key. Raises Conflict when the key was used for another body.

    Whoever comes second waits at the unique key until the first has ended.
    """
    organ = actor.organ_id or 0
    asked = sm3_of(_without_floats(body))
    IdempotencyKey.objects.bulk_create(
        [IdempotencyKey(organ_id=organ, key=key, request_hash=asked)], ignore_conflicts=True
    )
    row = IdempotencyKey.objects.select_for_update().get(organ_id=organ, key=key)
    if row.request_hash != asked:
        raise Conflict("这个请求编号已用于另一内容的请求，请换一个编号。")
    if not row.status:
        row.answer, row.status = act(), 200
        row.save(update_fields=["answer", "status"])
    answer: dict[str, Any] = row.answer
    return answer


def _without_floats(value: Any) -> Any:
    """Numbers as they were written: a float has no canonical form."""
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, dict):
        return {key: _without_floats(one) for key, one in value.items()}
    return [_without_floats(one) for one in value] if isinstance(value, list) else value
