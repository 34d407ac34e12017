"""A centre's day crosses the gateway: the items as told, the wall with its clocks, and the findings made there."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from detention.models import DailyFeed, Detainee, Finding
from detention.services import feeding
from detention.services.sharing import propose_list, sign_list
from procuratorate.dispatch.models import Dispatch
from procuratorate.dispatch.packets.registry import PROVIDERS
from procuratorate.dispatch.selectors import waiting_for_packet
from procuratorate.dispatch.services import make_packets, take_packet
from procuratorate.lib import clock, files
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.models import Organ
from procuratorate.organs.reach import acting_as
from procuratorate.organs.states import Kind, Role
from procuratorate.work.services import drain
from tests.cast import officer, organ, sign_in
from tests.detention.rosters import row
from tests.dispatch.conftest import sites  # noqa: F401  a fixture of this module too
from tests.dispatch.sites import Site

pytestmark = pytest.mark.servers  # two sites and one story: in order, by one process
Sites = tuple[Site, Site]


def acting(site: Site, who: str, act: Any, **told: Any) -> Any:
    with site.here() as cast:
        with acting_as(BUILDER):
            actor = cast.actor(who)
        with acting_as(actor) as at:
            return act(actor=actor, at=at, **told)


@pytest.fixture(scope="module")
def centre(sites: Sites) -> Sites:  # noqa: F811
    """A centre on the prisons' network, beyond it its office; both know the police, and its list is agreed."""
    ours, theirs = sites
    theirs.beyond.add("D01")
    for site in sites:
        with site.here() as cast, acting_as(BUILDER):
            organ("G0101", "澄阳区公安分局", Kind.POLICE, short_name="澄阳分局")
            cast.officers["geng"] = officer("J1011", "耿若川", cast.office3, Role.PROCURATOR)
            cast.officers["shi"] = officer("K1002", "时敬亭", cast.centre, Role.CENTRE_HEAD)
    theirs.trusts("D01", ours.certify("D01"))
    with ours.here() as cast:
        house = cast.centre
    shared = acting(ours, "shi", propose_list, centre=house, hour=10)
    acting(ours, "geng", sign_list, shared=shared)
    return sites


def told(site: Site, *rows: dict[str, Any], why: str = "") -> None:
    """The day told over the interface."""
    with site.here() as cast:
        house = cast.centre
    today = {"centre": house, "on": clock.today(), "items": rows, "last": True}
    acting(site, "chang", feeding.take_rows, **today, told={"typed": {}, "words": {}, "why": why})


def packed(site: Site) -> bytes:
    def act(**who: Any) -> bytes:
        return files.fetch(make_packets(dispatches=waiting_for_packet(who["actor"]), **who)[0].stored)

    return bytes(acting(site, "chang", act))


def taken(site: Site, data: bytes) -> list[tuple[str, str]]:
    packet = acting(site, "geng", take_packet, data=data)
    with site.here(), acting_as(BUILDER):
        return list(packet.lines.values_list("outcome", "reason"))


def test_a_day_is_read_beyond_the_gateway_with_the_wall_it_made(centre: Sites) -> None:
    ours, theirs = centre
    assert "detention.seven" in PROVIDERS
    start = date(2026, 8, 1).isoformat()  # its two months are over: a finding is made where it arrives
    told(ours, row(1, start=start), row(2, name="孙见山", cell="204"))
    assert taken(theirs, packed(ours)) == [("taken", "")]
    with theirs.here() as cast:
        while drain():
            pass
        with acting_as(BUILDER):
            feed = DailyFeed.objects.select_related("dispatch").get()
            people = {
                one.number: one for one in Detainee.objects.select_related("person", "stage__clock", "stage__handler")
            }
            rules = set(Finding.objects.exclude(detainee=None).values_list("rule", flat=True))
        assert (feed.source, feed.rows, feed.dispatch.legal_mode) == ("packet", 2, "notified")
        one = people[row(1)["number"]]
        assert (one.person.name, one.stage.handler.code, one.due_on) == ("钱望舒", "G0101", date(2026, 10, 1))
        assert one.stage.clock.due_on == one.due_on
        assert one.stage.clock.address == f"/detainees/{one.pk}/"
        assert {"over-detention", "expiry-notice"} <= rules
        geng = sign_in(cast.geng)
        assert "孙见山" in geng.get("/detainees/?names=full").content.decode()
        assert geng.get(f"/detainees/feed/{cast.centre.pk}/{feed.on}/").status_code == 200


def test_a_correction_follows_and_what_did_not_change_stays_behind(centre: Sites) -> None:
    ours, theirs = centre
    told(ours, row(2, name="孙见山", cell="305"), row(1, start="2026-08-01"), why="监室变动")
    with ours.here(), acting_as(BUILDER):
        latest = Dispatch.objects.filter(kind="detention.seven").latest("pk")
        carried = PROVIDERS["detention.seven"].pack(latest)
    assert [one["id"] for one in carried["rows"] if one["model"] == "detention.detainee"] == [
        carried["stages"][0]["row"]["fields"]["detainee"][1]
    ]
    data = packed(ours)
    assert ("taken", "") in taken(theirs, data)
    assert {outcome for outcome, _ in taken(theirs, data)} <= {"taken", "known"}
    with theirs.here(), acting_as(BUILDER):
        assert DailyFeed.objects.count() == 2
        assert Detainee.objects.get(number=row(2)["number"]).cell == "305"
        assert Organ.objects.filter(code="G0101").count() == 1
