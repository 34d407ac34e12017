"""A site passes from one resident office to another: running clocks and unregistered arrivals follow, proofs stay."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from commutation.models import Filing
from procuratorate.audit.models import Entry
from procuratorate.deadlines.models import Deadline
from procuratorate.dispatch.models import Dispatch
from procuratorate.dispatch.services import acknowledge
from procuratorate.lib.clock import now
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.models import Organ, Pairing
from procuratorate.organs.reach import acting_as
from procuratorate.organs.tasks import tidy
from tests.cast import sign_in
from tests.matrix.world import World, build_world

pytestmark = pytest.mark.django_db
TODAY = date.today()
DAY = timedelta(days=1)
CONSULTATION = "commutation.consultation"


@pytest.fixture
def world(db: None) -> World:
    """A list of 青岑监狱 lies, unregistered, at chen's office; what else the world sends there is left aside."""
    found = build_world()
    with acting_as(BUILDER):
        chen, others = found.cast.actor("chen"), Deadline.objects.exclude(kind=CONSULTATION)
        others.filter(organ=found.cast.office).update(state="met", ended_at=now(), ended_on=TODAY)
    with acting_as(chen) as at:
        for dispatch in Dispatch.objects.exclude(kind=CONSULTATION).filter(recipient=found.cast.office):
            acknowledge(dispatch=dispatch, actor=chen, at=at)
    return found


def passes(world: World, since: date = TODAY) -> None:
    """The province's administrator lets 望川市's office supervise 青岑监狱 from a day on."""
    cast, root = world.cast, sign_in(world.cast.root)
    with acting_as(BUILDER):
        former = Pairing.objects.get(counterpart=cast.qingcen)
    ended = root.post(f"/pairings/{former.pk}/end/", {"until": since - DAY, "reason": "调整派驻"})
    begun = root.post(f"/organs/{cast.office2.pk}/pairings/add/", {"counterpart": cast.qingcen.pk, "since": since})
    assert (ended.status_code, begun.status_code) == (302, 302)


def keeper() -> Organ:
    with acting_as(BUILDER):
        return Deadline.objects.select_related("organ").get(kind=CONSULTATION).organ


def passed_on() -> list[Dispatch]:
    with acting_as(BUILDER):
        return list(Dispatch.objects.filter(kind="dispatch.passed_on"))


def test_before_its_first_day_nothing_follows(world: World) -> None:
    passes(world, TODAY + DAY)
    tidy()
    assert keeper() == world.cast.office
    assert passed_on() == []


def test_running_clocks_follow_and_ended_ones_stay(world: World) -> None:
    with acting_as(BUILDER):
        ended = Deadline.objects.get(kind=CONSULTATION)
        ended.pk, ended.state, ended.ended_at, ended.ended_on = None, "met", ended.at, TODAY
        ended.save(force_insert=True)
        running = Deadline.objects.get(kind=CONSULTATION, state="open")
    passes(world)
    with acting_as(BUILDER):
        assert Deadline.objects.get(pk=running.pk).organ == world.cast.office2
        assert Deadline.objects.get(pk=ended.pk).organ == world.cast.office
        moved = Entry.objects.get(act="deadlines.take_over")
        assert (moved.organ_id, moved.detail["from"]) == (world.cast.office2.pk, world.cast.office.pk)
        told = Entry.objects.get(act="organs.take_over").detail["moved"]
        assert told == {"未完时限": 1, "未登记来件": 1, "联席会议": 1}
    address = f"/deadlines/{running.pk}/"
    assert [sign_in(world.cast.officers[who]).get(address).status_code for who in ("yin", "chen")] == [200, 404]


def test_what_lay_unregistered_is_sent_on_and_the_original_keeps_its_proof(world: World) -> None:
    with acting_as(BUILDER):
        original = Dispatch.objects.get(kind=CONSULTATION)
        page = Filing.objects.get(state="consulted").get_absolute_url()
    passes(world)
    tidy()
    [sent] = passed_on()
    assert (sent.sender, sent.recipient, sent.sent_by_id) == (world.cast.office, world.cast.office2, None)
    assert sent.content["sm3"] == original.content_hash
    assert original.number in sent.summary
    with acting_as(BUILDER):
        kept = Dispatch.objects.get(pk=original.pk)
    assert (kept.recipient_id, kept.delivered_at) == (original.recipient_id, original.delivered_at)
    assert sent.masked_title in sign_in(world.cast.yin).get("/inbox/").content.decode()
    assert sign_in(world.cast.yin).get(f"/inbox/{sent.pk}/", follow=True).status_code == 200
    assert [sign_in(world.cast.officers[who]).get(page).status_code for who in ("yin", "chen")] == [200, 404]


def test_what_was_registered_is_not_sent_again(world: World) -> None:
    with acting_as(BUILDER):
        original = Dispatch.objects.get(kind=CONSULTATION)
    sign_in(world.cast.chen).post(f"/inbox/{original.pk}/acknowledge/")
    passes(world)
    assert passed_on() == []
    assert keeper() == world.cast.office2
