"""卷宗: what may be seen, in practice order, stamped and with its contents; nobody opens another's."""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from commutation.models import Batch, Filing
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from procuratorate.work.models import Job, JobState
from procuratorate.work.services import open_jobs, run_job
from tests.cast import Cast, sign_in
from tests.commutation.test_materials import put
from tests.commutation.test_states import nominated
from tests.documents.measuring import pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def filing(cast: Cast, batch: Batch, upload: Any) -> Filing:
    return nominated(cast, batch, upload)


def pdf(count: int, *, turned: int = 0, script: bool = False) -> bytes:
    out = BytesIO()
    with pikepdf.new() as made:
        for _ in range(count):
            made.add_blank_page(page_size=(595, 842))
            made.pages[-1].obj["/Rotate"] = turned
        if script:
            made.pages[0].obj["/AA"] = pikepdf.Dictionary(O=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="x"))
        made.save(out)
    return out.getvalue()


def picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (800, 1200), "white").save(out, "PNG")
    return out.getvalue()


def bind(cast: Cast, filing: Filing, who: str = "tang") -> Job:
    answer = sign_in(cast.officers[who]).post(f"/filings/{filing.pk}/bundle/")
    assert answer.status_code == 302, answer.content.decode()
    for job in open_jobs():
        run_job(job_id=job)
    with acting_as(BUILDER):
        return Job.objects.filter(kind="commutation.bundle").latest("pk")


def opened(cast: Cast, job: Job, filing: Filing, who: str = "tang") -> bytes:
    answer = sign_in(cast.officers[who]).get(f"/filings/{filing.pk}/bundle/{job.pk}/")
    assert answer.status_code == 200, answer.status_code
    return bytes(answer.content)


def words(data: bytes) -> list[str]:
    return ["".join(line.text for line in page.lines) for page in pages(data)]


@pytest.mark.parametrize("who", ["lan", "yin", "chang"])
def test_strangers_find_no_bundle(cast: Cast, filing: Filing, who: str) -> None:
    put(cast, filing, data=pdf(1))
    client = sign_in(cast.officers[who])
    asked = [client.get(f"/filings/{filing.pk}/bundle/"), client.post(f"/filings/{filing.pk}/bundle/")]
    assert {one.status_code for one in asked} <= {403, 404}


def test_nothing_to_bind_says_what_to_do(cast: Cast, filing: Filing) -> None:
    answer = sign_in(cast.tang).post(f"/filings/{filing.pk}/bundle/")
    assert answer.status_code == 422
    assert "先上传材料" in answer.content.decode()


def test_papers_stand_in_the_order_of_the_catalogue_with_contents_and_stamps(cast: Cast, filing: Filing) -> None:
    put(cast, filing, data=pdf(1), item="public_notice", title="公示记录")
    put(cast, filing, data=pdf(2, script=True), item="judgment", title="刑事判决书")
    put(cast, filing, data=picture(), name="认罪.png", item="repentance", title="认罪悔罪书")
    put(cast, filing, data=b"%PDF-1.7 damaged", item="minutes", title="会议记录")
    job = bind(cast, filing)
    assert (job.state, job.result["pages"], job.result["listed"]) == (JobState.DONE, 4, 1)
    data = opened(cast, job, filing)
    contents, *rest = words(data)
    order = [contents.index(title) for title in ("会议记录", "刑事判决书", "认罪悔罪书", "公示记录")]
    assert order == sorted(order)
    assert "文件损坏、加密或者过大" in contents
    assert [f"第{place}页共4页" in page for place, page in enumerate(rest, 1)] == [True] * 4
    with pikepdf.open(BytesIO(data)) as bound, bound.open_outline() as outline:
        assert [str(one.title) for one in outline.root] == ["目录", "刑事判决书", "认罪悔罪书", "公示记录"]
        assert not any("/AA" in page.obj for page in bound.pages)


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_the_stamp_stands_upper_right_however_a_scan_is_turned(cast: Cast, filing: Filing, turned: int) -> None:
    put(cast, filing, data=pdf(1, turned=turned))
    page = pages(opened(cast, bind(cast, filing), filing))[1]
    (stamp,) = page.lines
    assert stamp.top < 20
    assert stamp.left > page.width / 2


def test_a_ward_binds_what_it_may_see_and_opens_nobody_elses(cast: Cast, filing: Filing) -> None:
    put(cast, filing, data=pdf(1), item="judgment", title="刑事判决书")
    put(cast, filing, data=pdf(1), item="diagnosis", title="病情诊断书")
    section, ward = bind(cast, filing), bind(cast, filing, "ward")
    assert (section.result["pages"], ward.result["pages"]) == (2, 1)
    assert "诊断" not in words(opened(cast, ward, filing, "ward"))[0]
    for who, job in (("ward", section), ("shen", section), ("tang", ward)):
        assert sign_in(cast.officers[who]).get(f"/filings/{filing.pk}/bundle/{job.pk}/").status_code == 404


def test_issued_papers_are_set_and_bound_at_their_place(cast: Cast, filing: Filing, batch: Batch) -> None:
    put(cast, filing, data=pdf(1), item="judgment", title="刑事判决书")
    sign_in(cast.tang).post(f"/batches/{batch.pk}/papers/", {"what": "reviews"})
    for job in open_jobs():
        run_job(job_id=job)
    bound = bind(cast, filing)
    contents = words(opened(cast, bound, filing))[0]
    assert contents.index("罪犯减刑审核表") < contents.index("刑事判决书")


def test_a_cancelled_binding_keeps_nothing(cast: Cast, filing: Filing) -> None:
    put(cast, filing, data=pdf(1))
    client = sign_in(cast.tang)
    client.post(f"/filings/{filing.pk}/bundle/")
    (job,) = open_jobs()
    client.post(f"/jobs/{job}/cancel/")
    assert run_job(job_id=job) is None
    assert client.get(f"/filings/{filing.pk}/bundle/{job}/").status_code == 404


def odd(**page: Any) -> bytes:
    """A PDF that opens, with something on its page that is not what it should be."""
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf(1))) as made:
        for name, value in page.items():
            made.pages[0].obj[f"/{name}"] = value
        made.save(out)
    return out.getvalue()


def test_what_breaks_only_in_the_binding_is_listed_and_stops_nobody_else(cast: Cast, filing: Filing) -> None:
    torn = picture()[:40] + b"XXXX" + picture()[40:]
    put(cast, filing, data=pdf(1), item="judgment", title="刑事判决书")
    put(cast, filing, data=odd(Rotate=pikepdf.String("x")), title="方向坏")
    put(cast, filing, data=torn, name="断.png", title="断图")
    job = bind(cast, filing)
    assert (job.state, job.result["pages"], job.result["listed"]) == (JobState.DONE, 1, 2)


def test_a_file_that_is_no_picture_inside_is_listed_not_bound(cast: Cast, filing: Filing) -> None:
    put(cast, filing, data=b"\x89PNG\r\n\x1a\n" + b"0" * 30, name="坏.png", title="坏图")
    result = bind(cast, filing).result
    assert (result["pages"], result["listed"]) == (0, 1)


def crowded() -> bytes:
    """A picture of 25 KB that unfolds to more than the sandbox has."""
    side = 13_300

    def chunk(name: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4) + name + data + zlib.crc32(name + data).to_bytes(4)

    head = side.to_bytes(4) + side.to_bytes(4) + bytes((1, 0, 0, 0, 0))
    rows = zlib.compress(bytes(((side + 7) // 8 + 1) * side), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def swollen(blanks: int) -> bytes:
    """A PDF of one page whose objects are packed into a stream with so many times 16 MB of blanks behind them."""
    catalog, pages, page = (
        text.ljust(80)
        for text in (
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
        )
    )
    packer = zlib.compressobj(1)
    packed = packer.compress(b"1 0 2 80 3 160 ".ljust(20) + catalog + pages + page)
    packed += b"".join(packer.compress(b" " * 2**24) for _ in range(blanks)) + packer.flush()
    stream = b"4 0 obj<</Type/ObjStm/N 3/First 20/Filter/FlateDecode/Length %d>>stream\n" % len(packed)
    body = b"%PDF-1.5\n" + stream + packed + b"\nendstream endobj\n"
    places = ((0, 0, 0), (2, 4, 0), (2, 4, 1), (2, 4, 2), (1, 9, 0), (1, len(body), 0))
    table = b"".join(bytes((kind,)) + where.to_bytes(4) + index.to_bytes(2) for kind, where, index in places)
    told = b"5 0 obj<</Type/XRef/Size 6/W[1 4 2]/Root 1 0 R/Length %d>>stream\n" % len(table)
    return body + told + table + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF" % len(body)


def test_a_scan_that_fills_the_sandbox_is_named_and_the_rest_is_bound(cast: Cast, filing: Filing) -> None:
    put(cast, filing, data=pdf(1), item="judgment", title="刑事判决书")
    put(cast, filing, data=crowded(), name="大.png", title="大图")
    put(cast, filing, data=swollen(0), name="小.pdf", title="小卷")
    put(cast, filing, data=swollen(72), name="大.pdf", title="大卷")
    job = bind(cast, filing)
    assert (job.state, job.result["pages"], job.result["listed"]) == (JobState.DONE, 2, 2)
    assert words(opened(cast, job, filing))[0].count("文件损坏、加密或者过大，读不出，未附") == 2


def test_the_page_of_a_bundle_asks_as_often_for_many_papers_as_for_one(cast: Cast, filing: Filing) -> None:
    put(cast, filing, data=pdf(1), item="judgment", title="刑事判决书")
    client, address = sign_in(cast.tang), f"/filings/{filing.pk}/bundle/"
    client.get(address)  # what is cached once is not counted
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for place in range(8):
        put(cast, filing, data=pdf(1), title=f"会议记录{place}")
    with CaptureQueriesContext(connection) as many:
        assert "会议记录7" in client.get(address).content.decode()
    assert len(many) == len(few)
