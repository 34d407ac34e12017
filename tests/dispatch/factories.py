"""Dispatches for tests, sent by the service as the senders themselves would."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any

from procuratorate.dispatch.models import Dispatch
from procuratorate.dispatch.services import send
from procuratorate.dispatch.states import Mode
from procuratorate.lib import clock
from procuratorate.lib.digest import sm3_of
from procuratorate.organs.actors import BUILDER, Actor
from procuratorate.organs.models import Organ
from procuratorate.organs.reach import acting_as
from tests.cast import Cast

_keys = count(1)


def sent(actor: Actor, recipient: Organ, **changes: Any) -> Dispatch:
    """A consultation of two persons, sent through the door as `actor`."""
    given: dict[str, Any] = {
        "legal_mode": Mode.CONSULTATION,
        "kind": "consultation",
        "title": "第四批减刑征求意见，祁云山等 2 人",
        "masked_title": "第四批减刑征求意见，2 人",
        "content": {"persons": ["祁云山", "龚䶮"], "batch": 4},
        "basis": "会签办法第六条",
        "key": f"consultation:{next(_keys)}",
        **changes,
    }
    with acting_as(actor) as at:
        return send(actor=actor, recipient=recipient, at=given.pop("at", at), **given)


def year() -> int:
    """The year of the database's clock."""
    return clock.today().year


def many(cast: Cast, total: int) -> None:
    """Raise the number of dispatches from 青岑监狱 to its resident office to `total`, a year of history at once."""
    with acting_as(BUILDER) as at:
        known = Dispatch.objects.filter(sender=cast.qingcen, key__startswith="many:").count()
        rows = [
            Dispatch(
                sender=cast.qingcen, recipient=cast.office, year=2025, sequence=n, number=f"青岑监狱 2025-{n:06d}",
                key=f"many:{n}", legal_mode=list(Mode)[n % 7], basis="会签办法第六条", kind="history",
                title=f"旧件 {n}", masked_title=f"旧件 {n}", content={"n": n}, content_hash=sm3_of({"n": n}),
                sent_at=at - timedelta(minutes=total - n), delivered_at=at - timedelta(minutes=total - n),
            )
            for n in range(known + 1, total + 1)
        ]  # fmt: skip
        Dispatch.objects.bulk_create(rows, batch_size=1000)
