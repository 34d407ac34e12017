"""Papers through their pages: told by their bytes, catalogued in order, replaced with a reason, restricted by kind."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from commutation.models import Batch, Filing, Material
from procuratorate.audit.models import Entry
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in
from tests.commutation.test_states import nominated

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n" + b"0" * 40


@pytest.fixture
def filing(cast: Cast, batch: Batch, upload: Any) -> Filing:
    return nominated(cast, batch, upload)


def put(
    cast: Cast, filing: Filing, by: str = "tang", data: bytes = PDF, name: str = "判决书.pdf", **changed: Any
) -> Any:
    told = {"item": "judgment", "volume": 1, "booklet": 1, "page_from": 3, "page_to": 9, "origin": "verified_copy"}
    told |= {"provider": "青岑监狱", "declared": "on", "file": SimpleUploadedFile(name, data)}
    address = f"/batches/{filing.batch_id}/people/{filing.pk}/materials/"
    return sign_in(cast.officers[by]).post(address, {k: v for k, v in (told | changed).items() if v is not None})


def shown(cast: Cast, filing: Filing, by: str = "tang") -> str:
    address = f"/batches/{filing.batch_id}/people/{filing.pk}/materials/"
    return sign_in(cast.officers[by]).get(address).content.decode()


@pytest.mark.parametrize(
    ("changed", "lacking"),
    [
        ({"data": b"PK\x03\x04", "name": "判决书.pdf"}, "只收 PDF、JPG、PNG"),
        ({"data": b"", "name": "判决书.pdf"}, "文件是空的"),
        ({"name": "绝密材料.pdf"}, "涉密材料不得录入"),
        ({"title": "秘密谈话"}, "涉密材料不得录入"),
        ({"page_from": 9, "page_to": 3}, "止页不能小于起页"),
        ({"declared": None}, "声明与原件一致"),
        ({"made_on": "2027-01-01"}, "不能晚于今天"),
    ],
)
def test_a_paper_that_cannot_stand_is_told_why(cast: Cast, filing: Filing, changed: Any, lacking: str) -> None:
    answer = put(cast, filing, **changed)
    assert answer.status_code == 422
    assert lacking in answer.content.decode()


def test_a_trade_secret_is_no_state_secret(cast: Cast, filing: Filing) -> None:
    assert put(cast, filing, name="侵犯商业秘密罪判决书.pdf").status_code == 302


def test_a_paper_over_the_limit_is_413(cast: Cast, filing: Filing, settings: Any) -> None:
    settings.UPLOAD_LIMIT = 10
    assert put(cast, filing).status_code == 413


def test_papers_stand_in_the_order_of_the_catalogue_and_the_missing_are_named(cast: Cast, filing: Filing) -> None:
    assert "裁判文书</a>" in shown(cast, filing)  # missing, and a link to put it
    put(cast, filing, item="points", page_from=1, page_to=2, title="计分考核明细")
    put(cast, filing, title="一审判决书")
    page = shown(cast, filing)
    assert page.index("一审判决书") < page.index("计分考核明细")
    missing = page.split('class="miss"')[1:]
    assert not any("裁判文书</a>" in one for one in missing)
    assert "审核表</a>" in missing[0]
    assert not any("调查评估</a>" in one for one in missing)  # a commutation needs none


def test_a_paper_is_replaced_once_with_a_reason_and_stays(cast: Cast, filing: Filing) -> None:
    put(cast, filing)
    with acting_as(BUILDER):
        old = Material.objects.get()
    told = {"item": "judgment", "volume": 1, "booklet": 1, "page_from": 3, "page_to": 9, "origin": "original"}
    told |= {"provider": "青岑监狱"}
    address, client = f"/materials/{old.pk}/replace/", sign_in(cast.tang)
    assert client.post(address, told).status_code == 422
    assert client.post(address, told | {"reason": "扫描缺页"}).status_code == 302
    assert client.post(address, told | {"reason": "再换"}).status_code == 409
    with acting_as(BUILDER):
        old.refresh_from_db()
    assert (old.replaced_why, old.stored != "", old.replaced_by_id is not None) == ("扫描缺页", True, True)
    assert "扫描缺页" in shown(cast, filing)


def test_a_ward_neither_sees_nor_misses_what_is_kept_from_it_and_each_look_is_written(
    cast: Cast, filing: Filing
) -> None:
    assert put(cast, filing, item="assessment", title="调查评估意见").status_code == 302
    with acting_as(BUILDER):
        paper = Material.objects.get()
    assert paper.is_restricted
    page = shown(cast, filing, by="ward")
    assert "调查评估" not in page.split('id="add"')[0]
    assert sign_in(cast.ward).get(f"/materials/{paper.pk}/file/").status_code == 404
    answer = sign_in(cast.tang).get(f"/materials/{paper.pk}/file/")
    assert (answer.content, answer["Content-Type"], answer["X-Frame-Options"]) == (PDF, "application/pdf", "SAMEORIGIN")
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    with acting_as(BUILDER):
        assert Entry.objects.filter(act="commutation.read_material", target_id=str(paper.pk)).count() == 1


def test_a_ward_puts_papers_to_its_own_people_while_the_list_is_open(cast: Cast, batch: Batch, filing: Filing) -> None:
    assert put(cast, filing, by="ward").status_code == 302
    assert put(cast, filing, by="lan").status_code == 404
    sign_in(cast.tang).post(f"/batches/{batch.pk}/prepare/")
    assert put(cast, filing, by="ward").status_code == 403
    assert put(cast, filing, by="tang", item="points").status_code == 302


def test_the_procurator_reads_papers_of_what_was_sent_and_of_nothing_else(
    cast: Cast, batch: Batch, filing: Filing
) -> None:
    put(cast, filing, title="一审判决书")
    with acting_as(BUILDER):
        paper = Material.objects.get()
    address, room = f"/materials/{paper.pk}/file/", f"/cases/{filing.pk}/materials/"
    for one in (address, room, f"/materials/{paper.pk}/"):
        assert sign_in(cast.chen).get(one).status_code == 404
    sign_in(cast.shen).post(f"/batches/{batch.pk}/consult/", {"agreed_days": 5})
    page = sign_in(cast.chen).get(room).content.decode()
    assert "一审判决书" in page
    assert address in page
    assert sign_in(cast.chen).get(address).content == PDF
    assert sign_in(cast.chen).get(f"/materials/{paper.pk}/").url == f"{room}?paper={paper.pk}"
    assert sign_in(cast.yin).get(address).status_code == 404
    assert put(cast, filing, by="chen").status_code == 403


def test_the_board_misses_papers_only_where_the_list_is_catalogued(cast: Cast, filing: Filing) -> None:
    address = f"/batches/{filing.batch_id}/"
    clerk, ward = sign_in(cast.tang), sign_in(cast.ward)
    assert "没有缺的材料" in clerk.get(address).content.decode()
    put(cast, filing)
    board = clerk.get(address).content.decode()
    assert '<b class="n">1</b>' in _stack(board)
    assert "会议记录" in _stack(board)
    assert "公示" not in _stack(board)
    assert "调查评估" not in _stack(ward.get(address).content.decode())


def _stack(board: str) -> str:
    """The part of the board that tells what is missing."""
    return board.partition("缺材料")[2].partition("</section>")[0]
