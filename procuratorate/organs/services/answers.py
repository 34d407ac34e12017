"""A request repeated gets the answer it got: the key, what was asked, and the answer stand in one row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction

from procuratorate.lib.digest import sm3_of
from procuratorate.lib.errors import Conflict, Unacceptable
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import IdempotencyKey

SHORTEST, LONGEST = 8, 80
DONE = 200


@transaction.atomic
def answer_once(*, actor: Actor, key: str, request: Any, act: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """The answer of `act`, performed once for this organ's key; whoever comes second waits for the first.

    Raises Unacceptable without a proper key, Conflict when a known key comes with another request.
    """
    if not SHORTEST <= len(key) <= LONGEST:
        raise Unacceptable("请在请求头 Idempotency-Key 里给出8至80个字符的键，重发时用同一个键。")
    organ, asked = actor.organ_id or 0, sm3_of(_without_floats(request))
    # Inserting waits for whoever is inserting the same key: afterwards the row is there, answered.
    fresh = IdempotencyKey(organ_id=organ, key=key, request_hash=asked)
    IdempotencyKey.objects.bulk_create([fresh], ignore_conflicts=True)
    row = IdempotencyKey.objects.select_for_update().get(organ_id=organ, key=key)
    if row.request_hash != asked:
        raise Conflict("这个 Idempotency-Key 已用于另一个请求。请换一个新键。", title="Idempotency-Key")
    if row.status != DONE:
        row.status, row.answer = DONE, act()
        row.save(update_fields=["status", "answer"])
    answer: dict[str, Any] = row.answer
    return answer


def _without_floats(value: Any) -> Any:
    """Numbers as they were written: a float has no canonical form."""
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, dict):
        return {key: _without_floats(one) for key, one in value.items()}
    return [_without_floats(one) for one in value] if isinstance(value, list) else value
