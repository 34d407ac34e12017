"""A list crosses from the prisons' network to the procuratorate's in a file, and the proof of it comes back (N13)."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from commutation.models import Batch, Filing, Finding, Sending, Upload
from commutation.services.lists import take_rows
from commutation.services.sending import send_consultation, send_filing_copy
from procuratorate.dispatch.models import Crossing, Dispatch, Packet
from procuratorate.dispatch.packets.seals import trust
from procuratorate.dispatch.selectors import waiting_for_packet
from procuratorate.dispatch.services import (
    acknowledge,
    make_packet,
    make_receipt,
    open_dispatch,
    send,
    take_packet,
)
from procuratorate.dispatch.states import Mode
from procuratorate.lib import files
from procuratorate.lib.errors import Refused, Unacceptable
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.models import Officer
from procuratorate.organs.reach import acting_as
from procuratorate.work.services import drain
from tests.cast import sign_in
from tests.commutation.factories import batch_of, inmates, row
from tests.dispatch.sites import Site

pytestmark = pytest.mark.servers  # two sites and one story: in order, by one process
Sites = tuple[Site, Site]


def acting(site: Site, who: str, act: Callable[..., Any]) -> Any:
    """Do something in an officer's post on a site, and commit."""
    with site.here() as cast:
        with acting_as(BUILDER):
            actor = cast.actor(who)
        with acting_as(actor) as at:
            return act(actor=actor, at=at)


@pytest.fixture(scope="module")
def batch(sites: Sites) -> Batch:
    """Two people consulted on, on the prisons' site alone."""
    prisons, _ = sites
    with prisons.here() as cast:
        batch = batch_of(cast)
        rows = [row(one) for one in inmates(cast.ward1, 2, names=["祁云山", "龚䶮"])]
    listed = {"batch": batch, "rows": rows, "source": Upload.Source.SCREEN, "commit": True}
    acting(prisons, "tang", lambda **who: take_rows(**listed, **who))
    acting(prisons, "shen", lambda **who: send_consultation(batch=batch, **who))
    return batch


def packed(site: Site, who: str = "shen") -> bytes:
    """Everything that waits, in a file."""

    def act(**who: Any) -> bytes:
        return files.fetch(make_packet(dispatches=waiting_for_packet(who["actor"]), **who).stored)

    return bytes(acting(site, who, act))


def taken(site: Site, who: str, data: bytes) -> Packet:
    packet: Packet = acting(site, who, lambda **actor: take_packet(data=data, **actor))
    return packet


def outcomes(site: Site, packet: Packet) -> list[tuple[str, str]]:
    with site.here(), acting_as(BUILDER):
        return list(packet.lines.values_list("outcome", "reason"))


def changed(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same file with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for one in old.namelist():
            new.writestr(one, change(old.read(one)) if one == name else old.read(one))
    return out.getvalue()


def test_what_goes_beyond_the_gateway_has_not_arrived(sites: Sites, batch: Batch) -> None:
    prisons, _ = sites
    with prisons.here() as cast, acting_as(BUILDER):
        dispatch = Dispatch.objects.get(kind="commutation.consultation")
        assert (dispatch.channel, dispatch.delivered_at, dispatch.received_at) == ("gateway", None, None)
        assert dispatch.recipient == cast.office
        assert Sending.objects.get().clock is None


def test_wards_and_administrators_carry_no_packets(sites: Sites, batch: Batch) -> None:
    for who in ("ward", "admin"):
        with pytest.raises(Refused):
            packed(sites[0], who)


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("dispatches/0001.json", lambda data: data.replace("祁云山".encode(), "祁山云".encode())),
        ("manifest.json", lambda data: data.replace(b'"contents":"dispatches"', b'"contents":"receipt"')),
        ("manifest.sig", lambda data: b"AAAA" + data[4:]),
        ("certificate.pem", lambda data: b"no certificate"),
        ("manifest.json", lambda data: b"{}"),
    ],
)
def test_a_file_changed_on_the_way_is_refused_whole(sites: Sites, batch: Batch, part: str, change: Any) -> None:
    spoilt = changed(packed(sites[0]), part, change)
    with pytest.raises(Unacceptable):
        taken(sites[1], "chen", spoilt)
    with sites[1].here(), acting_as(BUILDER):
        assert not Dispatch.objects.exists()
        assert not Packet.objects.exists()


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"no zip", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_packet_is_told_so(sites: Sites, data: bytes) -> None:
    with pytest.raises(Unacceptable, match="不是本系统的交换包"):
        taken(sites[1], "chen", data)


def test_a_certificate_nobody_knows_is_refused_with_its_fingerprint(sites: Sites, batch: Batch) -> None:
    prisons, offices = sites
    data = packed(prisons)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        own = archive.read("certificate.pem")
    stranger = offices.certify("P02")
    offices.trusts("B01", stranger)  # somebody else's certificate in its place
    with pytest.raises(Unacceptable, match="packet trust"):
        taken(offices, "chen", data)
    offices.trusts("B01", own)


def test_a_packet_for_another_house_is_not_ours(sites: Sites, batch: Batch) -> None:
    with pytest.raises(Unacceptable, match="不是发给"):
        taken(sites[1], "yin", packed(sites[0]))


def test_a_list_arrives_with_its_people_and_its_clock_and_the_proof_comes_back(sites: Sites, batch: Batch) -> None:
    prisons, offices = sites
    data = packed(prisons)
    packet = taken(offices, "chen", data)
    assert outcomes(offices, packet) == [("taken", "")]
    with offices.here() as cast:
        drain()
        with acting_as(BUILDER):
            here, dispatch = Batch.objects.get(), Dispatch.objects.get()
            assert here.pk != 0
            assert (here.title, here.prison) == ("2026年第四批", cast.qingcen)
            assert dispatch.address == f"/cases/batches/{here.pk}/"
            assert dispatch.delivered_at is not None
            assert dispatch.delivered_at > dispatch.sent_at
            sending = Sending.objects.get()
            assert sending.clock.organ == cast.office
            assert [one.name for one in Filing.objects.order_by("number")] == ["祁云山", "龚䶮"]
            assert Filing.objects.filter(clock=sending.clock).count() == 2
            Finding.objects.count()  # judged on this site's own rows

    known = taken(offices, "pei", data)  # carried over twice: no harm
    assert known.pk == packet.pk
    again = taken(offices, "chen", packed(prisons))  # and packed twice
    assert outcomes(offices, again) == [("known", "")]

    def read_and_register(**who: Any) -> None:
        dispatch = Dispatch.objects.visible_to(who["actor"]).get()
        open_dispatch(dispatch=dispatch, actor=who["actor"])
        acknowledge(dispatch=dispatch, **who)

    acting(offices, "chen", read_and_register)
    slip = acting(offices, "chen", lambda **who: files.fetch(make_receipt(packet=packet, **who).stored))
    told = taken(prisons, "tang", slip)
    assert outcomes(prisons, told) == [("taken", "")]
    with prisons.here(), offices.here() as theirs, acting_as(BUILDER):
        arrived = Dispatch.objects.get()
        assert arrived.recipient == theirs.office
    with prisons.here(), acting_as(BUILDER):
        ours = Dispatch.objects.get()
        crossing = Crossing.objects.get(dispatch=ours)
        assert ours.received_at == crossing.delivered_at == arrived.delivered_at
        assert (crossing.acknowledged_by_name, crossing.acknowledged_at) == ("陈砚平", arrived.acknowledged_at)
        assert crossing.opened_at == arrived.opened_at
    with prisons.here() as cast:
        with acting_as(BUILDER):
            shen = cast.actor("shen")
        with acting_as(shen):
            assert not waiting_for_packet(shen).exists()
    assert outcomes(prisons, taken(prisons, "tang", slip)) == [("taken", "")]


def test_the_copy_follows_and_whoever_acted_there_is_a_name_here(sites: Sites, batch: Batch) -> None:
    prisons, offices = sites
    with offices.here(), acting_as(BUILDER):
        Officer.objects.filter(number="Y1002").update(number="Y1002-本地")
    acting(prisons, "shen", lambda **who: send_filing_copy(batch=Batch.objects.get(), platform_no="平台2026-9", **who))
    packet = taken(offices, "chen", packed(prisons))
    assert outcomes(offices, packet) == [("taken", "")]
    with offices.here(), acting_as(BUILDER):
        here = Batch.objects.get()
        assert (here.state, here.platform_no) == ("filed", "平台2026-9")
        assert {one.state for one in Filing.objects.all()} == {"filed"}
        sent = Sending.objects.get(stage="filing_copy")
        assert (sent.by.name, sent.by.is_active) == ("沈维岳", False)
        assert {one.clock for one in Filing.objects.select_related("clock")} == {sent.clock}
        assert Sending.objects.get(stage="consultation").clock.state == "met"


def test_the_manifest_says_what_is_in_the_file(sites: Sites, batch: Batch) -> None:
    with sites[0].here(), acting_as(BUILDER):
        data = files.fetch(Packet.objects.filter(contents="dispatches").latest("pk").stored)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        assert (manifest["format"], manifest["version"]) == ("xingzhi-packet", 1)
        assert manifest["from"] == {"code": "B01", "name": "澜江省青岑监狱"}
        assert [len(one["sm3"]) + len(one["sha256"]) for one in manifest["files"]] == [128]


def test_trust_tells_the_fingerprint_to_compare(sites: Sites) -> None:
    certificate = sites[0].certify("B01")
    with sites[1].here():
        assert len(trust("B01", certificate)) == 64


def test_one_desk_makes_the_file_on_its_page_and_the_other_takes_it_on_its_own(sites: Sites, batch: Batch) -> None:
    prisons, offices = sites
    with prisons.here() as cast:
        with acting_as(BUILDER):
            shen = cast.actor("shen")
        with acting_as(shen) as at:
            told = {"masked_title": "商请核对", "content": {"说明": "请核对刑期"}, "basis": "约定", "at": at}
            send(actor=shen, recipient=cast.office, legal_mode=Mode.COPY, kind="x", title="商请", key="x:1", **told)
        clerk = sign_in(cast.shen)
        assert "商请核对" in clerk.get("/packets/").content.decode()
        assert clerk.post("/packets/make/").status_code == 422  # nothing is ticked
        with acting_as(BUILDER):
            ticked = Dispatch.objects.get(key="x:1").pk
        page = clerk.post("/packets/make/", {"id": [ticked]}).headers["Location"]
        data = clerk.get(f"{page}file/").content
        assert "等待" not in clerk.get(page).content.decode()
        assert "网闸" in clerk.get("/sent/").content.decode()
    with offices.here() as cast:
        officer, spoilt = sign_in(cast.chen), changed(data, "manifest.sig", lambda old: b"AAAA" + old[4:])
        refused = officer.post("/packets/take/", {"file": SimpleUploadedFile("a.zip", spoilt)})
        assert (refused.status_code, "签名不对" in refused.content.decode()) == (422, True)
        taken_in = officer.post("/packets/take/", {"file": SimpleUploadedFile("a.zip", data)}).headers["Location"]
        assert "商请核对" in officer.get(taken_in).content.decode()
        with acting_as(BUILDER):
            arrived = Dispatch.objects.get(key="x:1").pk
        slip = officer.get(f"/dispatches/{arrived}/receipt/").content.decode()
        assert "请核对刑期" in slip  # no page of its own here: read as it came
        assert "沈维岳" in slip
        assert officer.post(f"{taken_in}receipt/").status_code == 302
        assert officer.get("/packets/").status_code == officer.get("/inbox/").status_code == 200


def test_a_folder_that_a_gateway_watches_is_served_by_a_command(sites: Sites, batch: Batch, tmp_path: Path) -> None:
    prisons, offices = sites
    file, slip, out = tmp_path / "out.zip", tmp_path / "slip.zip", StringIO()
    with prisons.here():
        with pytest.raises(CommandError, match="在任"):
            call_command("packet", "make", str(file), "--officer", "不在")
        call_command("packet", "make", str(file), "--officer", "Y1002", stdout=out)
    with offices.here():
        call_command("packet", "take", str(file), "--officer", "J1001", stdout=out)
        call_command("packet", "receipt", str(slip), "--officer", "J1001", stdout=out)
        certificate = tmp_path / "b01.pem"
        certificate.write_bytes(prisons.certify("B01"))
        call_command("packet", "trust", "B01", str(certificate), stdout=out)
    with prisons.here():
        call_command("packet", "take", str(slip), "--officer", "Y1002", stdout=out)
        with pytest.raises(CommandError, match="没有可以装包的件"):
            call_command("packet", "make", str(file), "--officer", "Y1002")
    assert "指纹" in out.getvalue()
