"""What 青岑监狱 does changes nothing for those who have no business with it (reliability.md, T2).

Every page that needs no id, searches, exports and prints are asked as strangers with and without a full life of
青岑监狱: people, a list as a file, a refused one, a sending, a recusal, long jobs. Answers agree to the last byte.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile, is_zipfile

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse

from commutation.models import Batch
from commutation.services.sending import send_consultation
from procuratorate.dispatch.services import send_digests
from procuratorate.organs.actors import BUILDER, service_actor
from procuratorate.organs.models import Officer
from procuratorate.organs.reach import acting_as
from procuratorate.work.services import drain, open_jobs, run_job
from tests.cast import Cast, sign_in
from tests.commutation.factories import MOMENT, batch_of, inmates, row, sheet
from tests.matrix.routes import routes
from tests.matrix.test_hidden import ONCE
from tests.matrix.test_matrix import body_of

pytestmark = [pytest.mark.django_db, pytest.mark.matrix]

CANARY = "金丝雀"
STRANGERS = ("yin", "lan", "chang")
ASKED = ("", f"?q={CANARY}")
MINUTES = re.compile(rb"\d\d:\d\d(?!\d)")


@pytest.fixture(autouse=True)
def monday(set_clock: Callable[[datetime | None], None], settings: Any, tmp_path: Path) -> None:
    set_clock(MOMENT)
    settings.MEDIA_ROOT = tmp_path


def addresses() -> Iterator[str]:
    """Every route without parameters: lists, boards, desks, searches, exports, prints, the API's lists.

    Not one's own account, which makes a new key for each asking, nor the stream and the ways in and out.
    """
    for route in routes():
        if not route.parameters and not route.pattern.startswith(("me/", "stream", "logout", "lock", "login")):
            yield reverse(route.name)


def undone(asked: Callable[[], Any]) -> Any:
    """What was answered, as if nobody had asked."""
    with transaction.atomic():
        answer = asked()
        transaction.set_rollback(True)
    return answer


def live(cast: Cast) -> Batch:
    """A full life: one list sent for consultation, one refused in a file, a recusal, a roster that is no roster."""
    people = inmates(cast.ward1, 3, names=[f"{CANARY}{one}" for one in "甲乙丙"])
    clerk, batch = sign_in(cast.tang), batch_of(cast)
    files = {"名单.xlsx": [row(one) for one in people[:2]], f"{CANARY}.xlsx": [row(people[2], months="七十年")]}
    for named, rows in files.items():
        sent = clerk.post(f"/batches/{batch.pk}/import/", {"file": SimpleUploadedFile(named, sheet(rows))})
        work()
        clerk.post(f"{sent['Location']}commit/")
    clerk.post("/inmates/import/", {"file": SimpleUploadedFile(f"{CANARY}花名册.xlsx", sheet([]))})
    work()
    with acting_as(BUILDER):
        head = cast.actor("shen")
    with acting_as(head) as at:
        assert send_consultation(batch=batch, actor=head, at=at).people == 2
    sign_in(cast.chen).post(f"/persons/{people[0].person_id}/recuse/", {"ground": "relation", "statement": CANARY})
    return batch


def work() -> None:
    for job in open_jobs():
        run_job(job_id=job)
    drain()


def told(cast: Cast, who: str) -> dict[str, tuple[int, bytes]]:
    """What a stranger is answered everywhere, without what is new in every answer."""
    client = sign_in(cast.officers[who], raise_request_exception=False)
    found = {}
    for address in sorted(addresses()):
        for query in ASKED:
            answer = client.get(address + query)
            found[address + query] = (answer.status_code, plain(body_of(answer)))
    return found


def differs(one: tuple[int, bytes], other: tuple[int, bytes]) -> str:
    """Where two answers part."""
    at = next((place for place, (a, b) in enumerate(zip(one[1], other[1], strict=False)) if a != b), 0)
    parts = (body[max(0, at - 60) : at + 60].decode(errors="replace") for _, body in (one, other))
    return " | ".join((f"{one[0]} {other[0]}", *parts))


def plain(body: bytes) -> bytes:
    """Workbooks sheet by sheet, without the moment they were made."""
    if is_zipfile(BytesIO(body)):
        parts = ZipFile(BytesIO(body))
        return b"".join(parts.read(name) for name in sorted(parts.namelist()) if "docProps" not in name)
    return MINUTES.sub(b"", ONCE.sub(b"", body))


@pytest.mark.parametrize("who", STRANGERS)
def test_a_stranger_is_answered_the_same_with_and_without(cast: Cast, who: str) -> None:
    inmates(cast.lanpu_ward, 2)  # the neighbour has people and a list of his own
    batch_of(cast, "lan")
    without, with_it = undone(lambda: told(cast, who)), undone(lambda: live(cast) and told(cast, who))
    differing = {one: differs(without[one], with_it[one]) for one in without if without[one] != with_it[one]}
    assert differing == {}
    assert not [address for address, (_, body) in with_it.items() if f"{CANARY}甲".encode() in body]
    assert len(without) > 40


def test_who_has_business_with_it_is_answered_otherwise(cast: Cast) -> None:
    """The measure measures: the same comparison sees what chen learns."""
    without = told(cast, "chen")
    live(cast)
    with_it = told(cast, "chen")
    assert {"/inmates/", "/search/?q=" + CANARY} & {
        address for address in without if without[address] != with_it[address]
    }


def test_letters_reach_no_stranger_and_name_nobody(cast: Cast) -> None:
    for news in ("now", "digest"):
        with acting_as(BUILDER):
            for one in cast.officers.values():
                Officer.objects.filter(pk=one.pk).update(news=news, email=f"{one.number}@mail.invalid", digest_hour=6)
        if news == "now":
            live(cast)
        with acting_as(service_actor("digests")) as at:
            send_digests(at=at)
        drain()
    numbers = {one.to[0].partition("@")[0] for one in mail.outbox}
    assert cast.chen.number in numbers
    assert not numbers & {cast.officers[who].number for who in (*STRANGERS, "root", "lu", "admin")}
    assert CANARY not in "".join(one.subject + one.body for one in mail.outbox)
