"""Sending: refusals first, then what stands in the database."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from procuratorate.audit.models import Entry
from procuratorate.dispatch.models import Dispatch
from procuratorate.dispatch.services import send
from procuratorate.dispatch.states import Channel, Mode
from procuratorate.lib import clock
from procuratorate.lib.digest import sm3_of
from procuratorate.lib.errors import Conflict, Refused, Unacceptable
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from procuratorate.work.models import Outbox
from tests.cast import Cast
from tests.dispatch.factories import sent, year

pytestmark = pytest.mark.django_db


def test_nobody_sends_in_the_name_of_another_house(cast: Cast) -> None:
    with pytest.raises(Refused, match="以本单位的名义"):
        sent(cast.actor("tang"), cast.office, sender=cast.lanpu)


def test_the_database_refuses_a_forged_sender_too(cast: Cast) -> None:
    forged = Dispatch(
        sender=cast.office, recipient=cast.qingcen, year=2026, sequence=1, number="伪 1", key="x", legal_mode=Mode.COPY,
        basis="", kind="x", title="伪造", masked_title="伪造", content={}, content_hash="0" * 64,
    )  # fmt: skip
    with pytest.raises(DatabaseError, match="sent by its sender"), acting_as(cast.actor("tang")):
        forged.save()


def test_an_administrator_sends_nothing(cast: Cast) -> None:
    with pytest.raises(Refused):
        sent(cast.actor("admin"), cast.office)


def test_nothing_is_sent_to_oneself(cast: Cast) -> None:
    with pytest.raises(Refused, match="另选收件单位"):
        sent(cast.actor("tang"), cast.qingcen)


def test_an_unseen_character_is_refused_in_words(cast: Cast) -> None:
    with pytest.raises(Unacceptable, match="控制字符"):
        sent(cast.actor("tang"), cast.office, content={"name": "祁\0云山"})


def test_it_is_numbered_hashed_delivered_and_announced_in_one_transaction(cast: Cast) -> None:
    dispatch = sent(cast.actor("tang"), cast.office)
    assert dispatch.number == f"青岑监狱 {year()}-000001"
    assert dispatch.content_hash == sm3_of({"persons": ["祁云山", "龚䶮"], "batch": 4})
    assert dispatch.delivered_at is not None
    assert dispatch.delivered_at == dispatch.sent_at
    assert abs(dispatch.sent_at - clock.now()) < timedelta(seconds=5)
    with acting_as(BUILDER):
        assert Outbox.objects.get(key=f"arrived:{dispatch.pk}").topic == "dispatch.arrived"
        assert Entry.objects.filter(act="dispatch.send", target_id=str(dispatch.pk)).count() == 1


def test_a_sender_cannot_choose_the_time(cast: Cast) -> None:
    yesterday = clock.now() - timedelta(days=1)
    dispatch = sent(cast.actor("tang"), cast.office, at=yesterday)
    assert dispatch.sent_at > yesterday + timedelta(hours=23)


def test_the_same_key_sends_once(cast: Cast) -> None:
    first, again = (sent(cast.actor("tang"), cast.office, key="batch:7") for _ in range(2))
    assert again.pk == first.pk
    assert sent(cast.actor("tang"), cast.office).sequence == 2
    with acting_as(BUILDER):
        assert Dispatch.objects.count() == 2


def test_a_known_key_with_another_content_is_a_conflict_that_names_the_number(cast: Cast) -> None:
    first = sent(cast.actor("tang"), cast.office, key="batch:7")
    with pytest.raises(Conflict, match=first.number):
        sent(cast.actor("tang"), cast.office, key="batch:7", content={"batch": 5})


def test_the_two_sides_number_apart(cast: Cast) -> None:
    assert sent(cast.actor("tang"), cast.office).sequence == 1
    assert sent(cast.actor("chen"), cast.qingcen).sequence == 1
    assert sent(cast.actor("lan"), cast.office2).sequence == 1


def test_a_sending_that_fails_leaves_no_number_out(cast: Cast) -> None:
    tang = cast.actor("tang")
    with transaction.atomic():
        sent(tang, cast.office)
        transaction.set_rollback(True)
    assert sent(tang, cast.office).sequence == 1


def test_paper_is_not_delivered_by_being_recorded(cast: Cast) -> None:
    dispatch = sent(cast.actor("chen"), cast.qingcen, legal_mode=Mode.SERVICE, channel=Channel.PAPER)
    assert dispatch.delivered_at is None
    assert dispatch.received_at is None


def test_service_on_screen_still_waits_for_its_slip(cast: Cast) -> None:
    dispatch = sent(cast.actor("chen"), cast.qingcen, legal_mode=Mode.SERVICE)
    assert dispatch.delivered_at is not None
    assert dispatch.received_at is None


@pytest.mark.parametrize("mode", [mode for mode in Mode if mode != Mode.SERVICE])
def test_other_modes_on_screen_are_received_on_arrival(cast: Cast, mode: Mode) -> None:
    dispatch = sent(cast.actor("tang"), cast.office, legal_mode=mode)
    assert dispatch.received_at == dispatch.delivered_at


FROZEN: dict[str, Any] = {
    **dict.fromkeys(["title", "masked_title", "summary", "basis", "kind", "number", "key", "sent_for"], "换了"),
    **dict.fromkeys(["sent_at", "delivered_at", "sent_by", "in_reply_to", "sender", "recipient"]),
    **dict.fromkeys(["sequence", "year", "page_count", "copies", "id"], 9),
    **dict.fromkeys(["address", "sender_address"], "/x/"),
    "content": {}, "content_hash": "f" * 64, "legal_mode": "copy", "channel": "paper",
}  # fmt: skip
RECEIPT = {"opened_at", "opened_by", "acknowledged_at", "acknowledged_by", "acknowledged_for", "note"}


def test_the_list_of_frozen_columns_is_whole() -> None:
    assert {field.name for field in Dispatch._meta.fields} == FROZEN.keys() | RECEIPT


@pytest.mark.parametrize("who", ["tang", "chen", "nobody"])
def test_no_column_of_a_sent_dispatch_changes(cast: Cast, who: str) -> None:
    dispatch = sent(cast.actor("tang"), cast.office)
    actor = BUILDER if who == "nobody" else cast.actor(who)
    for name, value in FROZEN.items():
        with pytest.raises(DatabaseError, match="frozen"), acting_as(actor):
            Dispatch.objects.filter(pk=dispatch.pk).update(**{name: value})


def test_no_dispatch_is_removed(cast: Cast) -> None:
    dispatch = sent(cast.actor("tang"), cast.office)
    with pytest.raises(DatabaseError), acting_as(BUILDER):
        Dispatch.objects.filter(pk=dispatch.pk).delete()
    with acting_as(cast.actor("chen")) as at:
        assert Dispatch.objects.visible_to(cast.actor("chen")).filter(sent_at__lte=at).count() == 1


def test_times_of_a_demonstration_are_its_own(cast: Cast) -> None:
    at = clock.now() - timedelta(days=400)
    with acting_as(BUILDER):
        dispatch = send(
            actor=BUILDER, sender=cast.qingcen, recipient=cast.office, legal_mode=Mode.COPY, kind="x", title="旧件",
            masked_title="旧件", content={}, basis="规则第六百三十五条", key="old", at=at,
        )  # fmt: skip
    assert dispatch.sent_at == at
    assert dispatch.year == at.astimezone(clock.SHANGHAI).year
