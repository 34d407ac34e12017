"""Dispatches for tests, sent by the service as the senders themselves would."""

from __future__ import annotations

from itertools import count
from typing import Any

from procuratorate.dispatch.models import Dispatch
from procuratorate.dispatch.services import send
from procuratorate.dispatch.states import Mode
from procuratorate.lib import clock
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ
from procuratorate.organs.reach import acting_as

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
    return clock.today().year
