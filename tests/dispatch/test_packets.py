"""A list crosses from the prisons' network to the procuratorate's in a file, and the proof of it comes back (N13)."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection

from commutation.models import Batch, Filing, Finding, PublicNotice, Sending, Sitting, Upload
from commutation.services.lists import take_rows
from commutation.services.notices import post_notice
from commutation.services.sending import send_consultation, send_filing_copy
from procuratorate.custody.models import Judgment, Offence, Person, Recusal
from procuratorate.dispatch.models import Crossing, Dispatch, Packet
from procuratorate.dispatch.packets.envelope import manifest_of, open_up, seal_up
from procuratorate.dispatch.packets.seals import sign, trust
from procuratorate.dispatch.selectors import waiting_for_packet
from procuratorate.dispatch.services import (
    acknowledge,
    make_packets,
    make_receipt,
    open_dispatch,
    send,
    take_packet,
)
from procuratorate.dispatch.states import Mode
from procuratorate.lib import clock, files
from procuratorate.lib.digest import canonical
from procuratorate.lib.errors import Refused, Unacceptable
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.models import Officer
from procuratorate.organs.reach import acting_as
from procuratorate.work.services import drain
from tests.cast import sign_in
from tests.commutation.factories import batch_of, inmates, row
from tests.commutation.levels import signed_up_to
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
        people = inmates(cast.ward1, 2, names=["祁云山", "龚䶮"])
        with acting_as(BUILDER):
            for one in people:
                told = {"judgment_id": one.sentence.judgment_id, "name": "盗窃罪", "is_main": True}
                Offence.objects.create(person_id=one.person_id, **told)
        rows = [row(one) for one in people]
    listed = {"batch": batch, "rows": rows, "source": Upload.Source.SCREEN, "commit": True}
    acting(prisons, "tang", lambda **who: take_rows(**listed, **who))
    with prisons.here() as cast:
        signed_up_to(cast, batch, "committee", cast.ward1)
    days = {"posted_on": date(2026, 11, 9), "until_on": date(2026, 11, 13), "contact": "刑罚执行科"}
    acting(prisons, "tang", lambda **who: post_notice(batch=batch, scope="court", place="监区公示栏", **days, **who))
    acting(prisons, "shen", lambda **who: send_consultation(batch=batch, **who))
    return batch


def packed(site: Site, who: str = "shen") -> bytes:
    """Everything that waits, in a file."""

    def act(**who: Any) -> bytes:
        return files.fetch(make_packets(dispatches=waiting_for_packet(who["actor"]), **who)[0].stored)

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


def zipped(manifest: bytes, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A file with this manifest, unsigned."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in {"manifest.json": manifest, "manifest.sig": b"", "certificate.pem": b""}.items():
            archive.writestr(name, data, method)
    return out.getvalue()


def garbled(data: bytes) -> bytes:
    """Its first part no longer unpacks."""
    start = 30 + len("manifest.json")
    return data[:start] + b"\xff" * 12 + data[start + 12 :]


def ends(to: str) -> bytes:
    return b'{"format":"xingzhi-packet","version":1,"files":[],"from":{},"to":' + to.encode() + b"}"


LONG = b'{"format": "xingzhi-packet"}' * 9


@pytest.mark.parametrize(
    "data",
    [
        b"", b"PK\x03\x04", b"no zip", b"PK\x05\x06" + b"\0" * 18, garbled(zipped(LONG)),
        garbled(zipped(LONG, zipfile.ZIP_LZMA)), garbled(zipped(LONG, zipfile.ZIP_BZIP2)), zipped(b"[" * 200_000),
        zipped(ends("[1]")), zipped(ends('"P0101"')), zipped(ends('{"name":"\\ud800"}')),
    ],
)  # fmt: skip
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


def test_the_levels_and_the_notice_on_the_wall_go_with_the_list(sites: Sites, batch: Batch) -> None:
    with sites[1].here() as cast:
        with acting_as(BUILDER):
            levels = list(Sitting.objects.order_by("held_on", "pk"))
            assert [one.level for one in levels] == ["ward", "ward_heads", "section", "committee"]
            assert {one.closed_by.name for one in levels} == {"沈维岳"}
            assert levels[3].attendances.count() == 9
            assert levels[3].deliberations.filter(filing__in=Filing.objects.all(), outcome="agreed").count() == 2
            assert PublicNotice.objects.get().place == "监区公示栏"
            address = Filing.objects.order_by("number")[0].get_absolute_url()
        assert "评审委员会" in sign_in(cast.chen).get(address).content.decode()


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


def written(site: Site, key: str, to: str = "office") -> None:
    """A letter of 青岑监狱 that waits for a packet."""

    def act(**who: Any) -> None:
        told = {"masked_title": "商请核对", "content": {"说明": key}, "basis": "约定", "title": "商请", "key": key}
        send(recipient=site.cast.organs[to], legal_mode=Mode.COPY, kind="x", **told, **who)

    acting(site, "shen", act)


def resigned(site: Site, data: bytes, change: Callable[[dict[str, Any]], None]) -> bytes:
    """The same file, its dispatches changed, as 青岑监狱 itself could have made and signed it."""
    old = open_up(data)
    for part in old.parts.values():
        change(part)
    parts = {name: canonical(part) for name, part in old.parts.items()}
    uid = uuid4()
    told = {name: old.manifest[name] for name in ("contents", "made_at", "from", "to")}
    with site.here(), acting_as(BUILDER):
        manifest = manifest_of({**told, "uid": uid, "number": f"B01-{uid.hex[:8]}"}, parts)
        return seal_up(manifest, *sign("B01", "澜江省青岑监狱", manifest, clock.now()), parts)


def test_two_clicks_make_two_packets_and_take_one(sites: Sites, batch: Batch) -> None:
    prisons, offices = sites
    written(prisons, "twice")
    for site, who, act in ((prisons, "shen", packed), (offices, "chen", None)):
        data = b"" if act else packed(prisons)
        found: list[Any] = []

        def click(site: Site = site, who: str = who, data: bytes = data, found: list[Any] = found) -> None:
            found.append(taken(site, who, data).pk if data else packed(site, who))

        def other_click() -> None:
            try:
                click()
            finally:
                connection.close()

        thread = Thread(target=other_click)
        with site.here() as cast, acting_as(BUILDER):
            actor = cast.actor(who)
        with site.here():
            with acting_as(actor) as at:
                if data:
                    found.append(take_packet(data=data, actor=actor, at=at).pk)
                else:
                    waiting = waiting_for_packet(actor)
                    found.append(files.fetch(make_packets(dispatches=waiting, actor=actor, at=at)[0].stored))
                thread.start()
                sleep(0.7)  # the other waits for this one's end
            thread.join(10)
        assert len(found) == 2
        assert (found[0] == found[1]) == bool(data)


def test_a_trusted_house_speaks_for_itself_alone(sites: Sites, batch: Batch) -> None:
    prisons, offices = sites
    nobody = {"id_kind": "unidentified", "id_number": "0" * 18}
    with prisons.here() as cast:
        second = batch_of(cast, ordinal=5)
        rows = [row(one) for one in inmates(cast.ward1, 1, first=50, names=["邬明远"])]
    listed = {"batch": second, "rows": rows, "source": Upload.Source.SCREEN, "commit": True}
    acting(prisons, "tang", lambda **who: take_rows(**listed, **who))
    acting(prisons, "shen", lambda **who: send_consultation(batch=second, **who))
    data = packed(prisons)
    with offices.here() as cast:
        theirs = inmates(cast.lanpu_ward, 1, first=70, names=["岚浦某"])[0]
        neighbour, judgment = theirs.person, theirs.sentence.judgment
        with acting_as(BUILDER):
            unknown = Person.objects.create(keeper=cast.lanpu, name="无名氏乙", **nobody)

    def usurp(part: dict[str, Any]) -> None:
        for one in (part["rows"] or {"rows": []})["rows"]:
            if one["model"] == "custody.person":
                one["fields"]["keeper"] = "B02"

    refused = outcomes(offices, taken(offices, "chen", resigned(prisons, data, usurp)))
    assert any(outcome == "refused" and "岚浦监狱的数据" in reason for outcome, reason in refused)

    def overwrite(part: dict[str, Any]) -> None:
        if part["rows"]:
            own = next(one for one in part["rows"]["rows"] if one["model"] == "custody.person")
            for place, changed in enumerate(({"id_number": neighbour.id_number}, nobody)):
                fields = {**own["fields"], "name": "改写", **changed}
                part["rows"]["rows"].append({**own, "id": 990001 + place, "fields": fields})
            same = {"person": ["custody.person", 990001], "court": judgment.court, "judged_on": f"{judgment.judged_on}"}
            told = next(one for one in part["rows"]["rows"] if one["model"] == "custody.judgment")
            changed = {**told["fields"], **same, "main_text": "改写"}
            part["rows"]["rows"].append({**told, "id": 990001, "fields": changed})

    again = outcomes(offices, taken(offices, "chen", resigned(prisons, data, overwrite)))
    assert ("taken", "") in again
    with offices.here() as cast, acting_as(BUILDER):
        for stood, name in ((neighbour, "岚浦某"), (unknown, "无名氏乙")):
            stood.refresh_from_db()
            assert (stood.name, stood.keeper_id) == (name, cast.lanpu.pk)
        assert Judgment.objects.get(person=neighbour).main_text == judgment.main_text
        assert Person.objects.filter(name="改写", keeper=cast.qingcen, **nobody).count() == 1


def test_a_file_goes_to_those_alone_who_see_everything_in_it(sites: Sites, batch: Batch) -> None:
    prisons, offices = sites
    written(prisons, "ours")
    written(prisons, "theirs", to="office3")
    data = packed(prisons)

    def spoil(part: dict[str, Any]) -> None:
        part |= {"content_hash": "0" * 64}

    pages = [taken(offices, "pei", one).get_absolute_url() for one in (data, resigned(prisons, data, spoil))]
    with offices.here() as cast:
        chen, pei = sign_in(cast.chen), sign_in(cast.pei)
        for page in pages:  # the second has nothing but refused lines
            assert "下载原文件" in pei.get(page).content.decode()
            assert pei.get(f"{page}file/").status_code == 200
            assert "下载原文件" not in chen.get(page).content.decode()
            assert (chen.get(f"{page}file/").status_code, chen.post(f"{page}receipt/").status_code) == (404, 404)
        with acting_as(BUILDER):
            own = Packet.objects.filter(by=cast.chen, outward=False, contents="dispatches").earliest("pk")
            person = Person.objects.get(name="祁云山")
        assert chen.get(f"{own.get_absolute_url()}file/").status_code == 200
        with acting_as(BUILDER):
            Recusal.objects.create(officer=cast.chen, person=person, organ=cast.office, ground="party", article="x")
        assert chen.get(f"{own.get_absolute_url()}file/").status_code == 404
