"""Papers and photographs cross with the list: under their hash, in as many packets as they need, nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any
from unittest import mock

import pytest
from django.conf import settings
from PIL import Image

from commutation.models import Batch, Filing, Material, PublicNotice
from commutation.services.materials import Paper, add_material, replace_material
from commutation.services.notices import add_photo
from commutation.states.levels import Item
from procuratorate.custody.models import Judgment
from procuratorate.dispatch.models import Dispatch, Packet
from procuratorate.dispatch.packets.envelope import open_up
from procuratorate.dispatch.selectors import waiting_for_packet
from procuratorate.dispatch.services import make_packets, make_receipt
from procuratorate.lib import files
from procuratorate.lib.digest import sm3
from procuratorate.lib.errors import Unacceptable
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import sign_in
from tests.dispatch.sites import Site
from tests.dispatch.test_packets import Sites, acting, batch, changed, outcomes, packed, resigned, taken

__all__ = ["batch"]
pytestmark = pytest.mark.servers  # two sites and one story: in order, by one process


def scan(shade: int) -> bytes:
    """A picture that no compression makes small."""
    out = BytesIO()
    Image.effect_noise((90, 90), shade).save(out, "PNG")
    return out.getvalue()


def pdf(words: bytes) -> bytes:
    return b"%PDF-1.4 " + words


SHOWN, OLD, NEW, SEALED, PHOTO = pdf(b"x" * 900), scan(90), scan(120), pdf(b"sealed"), scan(60)
SMALL = 2 * max(len(OLD), len(NEW))  # one picture to a packet


@pytest.fixture(scope="module", autouse=True)
def papers(sites: Sites, batch: Batch) -> None:
    """Three papers of 祁云山, one of them replaced; one of somebody whose record was sealed; a photograph."""
    prisons, _ = sites
    with prisons.here(), acting_as(BUILDER):
        one, hidden = Filing.objects.order_by("number")
        notice = PublicNotice.objects.get()
        Judgment.objects.filter(person=hidden.person_id).update(is_sealed=True)
    put(prisons, one, "在监表现", SHOWN)
    old = put(prisons, one, "健康检查", OLD)
    put(prisons, hidden, "封存的判决", SEALED)
    told = {"material": old, "paper": paper("健康检查", NEW), "reason": "扫描不清"}
    acting(prisons, "tang", lambda **who: replace_material(**told, **who))
    hung = {"notice": notice, "data": PHOTO, "filename": "一监区.png", "taken_on": date(2026, 11, 9)}
    acting(prisons, "tang", lambda **who: add_photo(**hung, **who))


def paper(title: str, data: bytes) -> Paper:
    return Paper(
        item=Item.APPRAISAL, title=title, page_from=1, page_to=1, provider="青岑监狱", declared=True, data=data,
        filename=f"{title}.bin",
    )  # fmt: skip


def put(site: Site, filing: Filing, title: str, data: bytes) -> Material:
    told = {"filing": filing, "paper": paper(title, data)}
    made: Material = acting(site, "tang", lambda **who: add_material(**told, **who))
    return made


@pytest.fixture
def narrow() -> Iterator[None]:
    with mock.patch.object(settings, "UPLOAD_LIMIT", SMALL):
        yield


def several(site: Site) -> list[bytes]:
    def act(**who: Any) -> list[bytes]:
        made = make_packets(dispatches=waiting_for_packet(who["actor"]), **who)
        return [files.fetch(one.stored) for one in made]

    return list(acting(site, "shen", act))


def nothing_arrived(site: Site) -> bool:
    with site.here(), acting_as(BUILDER):
        return not (Dispatch.objects.exists() or Material.objects.exists())


def test_of_a_sealed_record_no_paper_goes_along(sites: Sites) -> None:
    opened = open_up(packed(sites[0]))
    assert opened.manifest["version"] == 2
    assert set(opened.files) == {sm3(one) for one in (SHOWN, OLD, NEW, PHOTO)}
    rows = [one["fields"]["title"] for part in opened.parts.values() for one in part["rows"]["materials"]]
    assert sorted(rows) == ["健康检查", "健康检查", "在监表现"]


def test_a_paper_too_large_for_any_packet_is_named_on_the_line(sites: Sites) -> None:
    prisons, _ = sites
    with mock.patch.object(settings, "UPLOAD_LIMIT", 2000):  # the pictures are larger
        (data,) = several(prisons)
    assert set(open_up(data).files) == {sm3(SHOWN)}
    with prisons.here(), acting_as(BUILDER):
        reason = Packet.objects.latest("pk").lines.get().reason
    assert reason == "附件 1 份，共 4 份；3 份缺失或者过大，没有装包，请用光盘报送"


@pytest.mark.parametrize("spoilt", [b"", pdf(b"another")])
def test_a_file_changed_on_the_way_refuses_the_whole_packet(sites: Sites, spoilt: bytes) -> None:
    data = changed(packed(sites[0]), f"files/{sm3(SHOWN)}", lambda _: spoilt)
    with pytest.raises(Unacceptable, match="校验值不一致"):
        taken(sites[1], "chen", data)
    assert nothing_arrived(sites[1])
    with sites[1].here():
        assert not files.path_of(sm3(PHOTO)).exists()


@pytest.mark.parametrize(
    "wrong", [{"stored": "../../etc/passwd"}, {"stored": "ab"}, {"media_type": "text/html"}, {"stored": 7}]
)
def test_a_row_that_names_no_file_of_ours_refuses_its_dispatch(sites: Sites, wrong: dict[str, Any]) -> None:
    prisons, offices = sites

    def spoil(part: dict[str, Any]) -> None:
        part["rows"]["materials"][0]["fields"] |= wrong

    ((outcome, reason),) = outcomes(offices, taken(offices, "chen", resigned(prisons, packed(prisons), spoil)))
    assert (outcome, "不接收的材料" in reason) == ("refused", True)
    assert nothing_arrived(offices)


def test_what_one_packet_cannot_hold_follows_in_others(sites: Sites, narrow: None) -> None:
    prisons, offices = sites
    parts = several(prisons)
    assert len(parts) > 1
    first = taken(offices, "chen", parts[0])
    ((outcome, reason),) = outcomes(offices, first)
    assert (outcome, reason[:5]) == ("taken", "附件还缺 ")
    with offices.here() as cast:
        with acting_as(BUILDER):
            lacking = next(one for one in Material.objects.exclude(stored="") if not one.is_here)
        chen = sign_in(cast.chen)
        assert chen.get(f"/materials/{lacking.pk}/file/").status_code == 404
        room = f"/cases/{lacking.filing_id}/materials/?paper={lacking.pk}"
        assert "文件还没有到" in chen.get(room).content.decode()
    slip = acting(offices, "chen", lambda **who: files.fetch(make_receipt(packet=first, **who).stored))
    ((outcome, reason),) = outcomes(prisons, taken(prisons, "tang", slip))
    assert (outcome, reason[:7]) == ("taken", "对方还缺附件 ")

    rest = [outcomes(offices, taken(offices, "chen", one)) for one in parts[1:]]
    assert rest[-1] == [("known", "")]
    with offices.here() as cast:
        chen = sign_in(cast.chen)
        with acting_as(BUILDER):
            rows = {one.title: one for one in Material.objects.filter(replaced_by=None)}
            was, notice = Material.objects.exclude(replaced_by=None).get(), PublicNotice.objects.get()
        assert {title: chen.get(f"/materials/{one.pk}/file/").content for title, one in rows.items()} == {
            "在监表现": SHOWN, "健康检查": NEW,
        }  # fmt: skip
        assert (was.replaced_by_id, was.replaced_why) == (rows["健康检查"].pk, "扫描不清")
        photo = chen.get(f"/batches/notices/{notice.pk}/photos/{sm3(PHOTO)}/")
        assert (photo.status_code, photo.content) == (200, PHOTO)
        assert sign_in(cast.yin).get(f"/materials/{was.pk}/file/").status_code == 404
    slip = acting(offices, "chen", lambda **who: files.fetch(make_receipt(packet=first, **who).stored))
    assert outcomes(prisons, taken(prisons, "tang", slip)) == [("known", "")]
