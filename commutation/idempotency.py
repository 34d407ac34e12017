"""The same request twice has one effect and one answer: the key and the answer are rows beside the effect."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from procuratorate.lib.digest import sm3_of
from procuratorate.lib.errors import Conflict, Unacceptable
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import IdempotencyKey

DONE = 200


def answer_once(*, actor: Actor, key: str, request: Any, act: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Do `act` unless `key` was answered; a second caller with the same key waits for the first.

    Raises Unacceptable without a key, Conflict when a known key comes with another request.
    """
    if not 8 <= len(key) <= 80:
        raise Unacceptable("请在请求头 Idempotency-Key 里给出8至80个字符的键，重发时用同一个键。")
    asked = sm3_of(request)
    # Inserting waits for whoever is inserting the same key: afterwards the row is there, answered.
    IdempotencyKey.objects.bulk_create(
        [IdempotencyKey(organ_id=actor.organ_id or 0, key=key, request_hash=asked)], ignore_conflicts=True
    )
    row = IdempotencyKey.objects.select_for_update().get(organ_id=actor.organ_id or 0, key=key)
    if row.request_hash != asked:
        raise Conflict("这个 Idempotency-Key 已用于另一个请求。请换一个新键。", title="Idempotency-Key")
    if row.status != DONE:
        row.status, row.answer = DONE, act()
        row.save(update_fields=["status", "answer"])
    answer: dict[str, Any] = row.answer
    return answer
