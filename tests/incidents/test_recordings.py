"""Recordings by reference: sealed by the site, exported with a hash, looked at by name and for a reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from procuratorate.audit.models import Entry
from procuratorate.incidents.models import Incident, Recording, Viewing
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast
from tests.incidents.factories import reported
from tests.incidents.test_incidents import number, page

pytestmark = pytest.mark.django_db
As = Callable[..., Client]
RANGE = {
    "camera": "二监区走廊", "channel": "QC-02-117", "starts_at": "2026-11-05 00:00", "ends_at": "2026-11-20 09:10",
    "sealed_at": "2026-11-20 09:30", "sealed_by": "狱政科",
}  # fmt: skip
GATEWAY = "https://video.invalid:8443/hls/{channel}/{start}-{end}.m3u8"


@pytest.fixture
def death(place: Cast, as_officer: As) -> Incident:
    return reported(as_officer(place.tang), "death", number(place))


def add(client: Client, one: Incident, **changes: Any) -> Any:
    return client.post(f"/incidents/{one.pk}/recordings/", {**RANGE, **changes})


def the_one(**which: Any) -> Recording:
    with acting_as(BUILDER):
        found: Recording = Recording.objects.get(**which)
        return found


def test_a_range_is_sealed_by_the_site_and_seen_by_both(place: Cast, as_officer: As, death: Incident) -> None:
    tang, chen = as_officer(place.tang), as_officer(place.chen)
    assert add(as_officer(place.ward), death).status_code == 403
    assert add(as_officer(place.yin), death).status_code == 404
    for bad in (
        {"ends_at": "2026-11-04 00:00"},
        {"ends_at": "2026-11-20 11:00"},
        {"sealed_by": ""},
        {"channel": "../x"},
    ):
        assert add(tang, death, **bad).status_code == 422
    assert add(tang, death).status_code == 302
    assert "QC-02-117" in page(chen, death)
    assert "封存死亡前十五日监控录像" in page(chen, death)
    sheet = chen.get(f"/incidents/{death.pk}/sealed/").content.decode()
    assert "监控录像封存清单" in sheet
    assert "QC-02-117" in sheet
    assert add(chen, death, camera="金丝雀调取").status_code == 302  # the office's own request stays its own
    assert "金丝雀调取" not in page(tang, death)


def test_an_export_has_a_hash_and_is_written_once(place: Cast, as_officer: As, death: Incident) -> None:
    tang = as_officer(place.tang)
    add(tang, death)
    path = f"/recordings/{the_one().pk}/export/"
    told = {"exported_at": "2026-11-20 09:40", "exported_by": "狱政科", "digest_kind": "sm3", "digest": "AB" * 32}
    assert tang.post(path, {**told, "digest": "xyz"}).status_code == 422
    assert tang.post(path, {**told, "exported_at": "2026-11-20 09:00"}).status_code == 422
    assert as_officer(place.qin).post(path, told).status_code == 403
    assert tang.post(path, told).status_code == 302
    assert the_one().digest == "ab" * 32
    assert tang.post(path, told).status_code == 409


def test_who_looks_says_what_for_and_leaves_a_record(place: Cast, as_officer: As, death: Incident) -> None:
    chen, tang, hao = as_officer(place.chen), as_officer(place.tang), as_officer(place.hao)
    add(tang, death)
    path = f"/recordings/{the_one().pk}/"
    assert tang.get(path).status_code == 403  # the clerk names it; looking is for leaders
    assert as_officer(place.lan).get(path).status_code == 404
    assert chen.post(path, {"purpose": ""}).status_code == 422
    opened = chen.post(path, {"purpose": "核查抢救经过"})
    assert opened.status_code == 302
    player = chen.get(opened["Location"])
    assert "没有视频网关" in player.content.decode()
    assert "media-src" not in player["Content-Security-Policy"]
    assert hao.get(opened["Location"]).status_code == 404  # another's viewing
    assert "核查抢救经过" in chen.get(path).content.decode()
    assert "核查抢救经过" not in hao.get(path).content.decode()  # who of the office looked is the office's
    with acting_as(BUILDER):
        assert Viewing.objects.get().officer_id == place.chen.pk
        assert Entry.objects.filter(act="incidents.view_recording", outcome="read").count() == 1


def test_the_player_may_reach_its_own_gateway_and_nothing_else(
    place: Cast, as_officer: As, death: Incident, settings: Any
) -> None:
    settings.VIDEO_GATEWAYS = {place.qingcen.code: GATEWAY, "D01": "https://other.invalid/{channel}"}
    chen = as_officer(place.chen)
    add(as_officer(place.tang), death)
    player = chen.get(chen.post(f"/recordings/{the_one().pk}/", {"purpose": "核查"})["Location"])
    assert "https://video.invalid:8443/hls/QC-02-117/1793808000-1795137000.m3u8" in player.content.decode()
    policy = player["Content-Security-Policy"]
    assert "media-src https://video.invalid:8443" in policy
    assert "other.invalid" not in policy
    assert "video.invalid" not in chen.get("/desk/")["Content-Security-Policy"]
