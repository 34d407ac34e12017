"""Steps of the tests about levels: planning, opening, saying, signing, all through the pages."""

from __future__ import annotations

from typing import Any

from django.test import Client

from commutation.models import Batch, Filing, Sitting
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.models import Organ
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in

ORDER = ["ward", "ward_heads", "section", "committee", "wardens"]


def plan(client: Client, batch: Batch, level: str, organ: Organ, day: str = "2026-11-16") -> Any:
    return client.post(f"/batches/{batch.pk}/levels/", {"level": level, "organ": organ.pk, "held_on": day})


def held(cast: Cast, batch: Batch, level: str, organ: Organ, present: int = 0, absent: int = 0) -> Sitting:
    """A sitting whose record is open, with so many members present (the first presides) and absent."""
    client = sign_in(cast.shen)
    answer = plan(client, batch, level, organ)
    assert answer.status_code == 302, answer.content.decode()
    with acting_as(BUILDER):
        sitting = Sitting.objects.order_by("-pk")[0]
    seats = [(f"委员{n}", True, "member" if n else "chair") for n in range(present)]
    seats += [(f"缺席{n}", False, "member") for n in range(absent)]
    if seats:
        assert roster(client, sitting, seats, absence="出差").status_code == 302
    assert client.post(f"/batches/sittings/{sitting.pk}/hold/").status_code == 302
    with acting_as(BUILDER):
        return Sitting.objects.get(pk=sitting.pk)


def roster(client: Client, sitting: Sitting, seats: list[tuple[str, bool, str]], absence: str = "") -> Any:
    data: dict[str, Any] = {"version": sitting.version, "seat-TOTAL_FORMS": len(seats), "seat-INITIAL_FORMS": 0}
    for n, (name, present, duty) in enumerate(seats):
        data |= {f"seat-{n}-name": name, f"seat-{n}-duty": duty, f"seat-{n}-absence": "" if present else absence}
        if present:
            data[f"seat-{n}-present"] = "on"
    return client.post(f"/batches/sittings/{sitting.pk}/roster/", data)


def said(client: Client, sitting: Sitting, filing: Filing, outcome: str = "agreed", **data: Any) -> Any:
    return client.post(f"/batches/sittings/{sitting.pk}/people/{filing.pk}/", {"outcome": outcome, **data})


def agree(client: Client, sitting: Sitting) -> Any:
    return client.post(f"/batches/sittings/{sitting.pk}/agree/")


def page(client: Client, sitting: Sitting) -> str:
    return client.get(f"/batches/sittings/{sitting.pk}/").content.decode()


def signed_up_to(cast: Cast, batch: Batch, last: str, ward: Organ) -> Sitting:
    """All levels of one ward agreed and signed up to `last`; returns the last sitting."""
    client = sign_in(cast.shen)
    for level in ORDER[: ORDER.index(last) + 1]:
        organ = ward if level in ("ward", "ward_heads") else cast.qingcen
        present = {"section": 0, "committee": 9}.get(level, 2)
        sitting = held(cast, batch, level, organ, present=present)
        assert agree(client, sitting).status_code == 302
        answer = client.post(f"/batches/sittings/{sitting.pk}/close/")
        assert answer.status_code == 302, answer.content.decode()
    return sitting
