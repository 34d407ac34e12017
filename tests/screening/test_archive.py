"""Historic files into the archive: what is taken, what is sent back and why, what nobody may read unmasked."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import polars as pl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from commutation.models import Filing, PublicNotice
from procuratorate.lib.sheets import Column, write_table
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.models import Organ
from procuratorate.organs.reach import acting_as
from procuratorate.screening import partitions, storage
from procuratorate.screening.models import Holding, Import, Partition
from procuratorate.screening.services import snapshots
from procuratorate.screening.services.importing import read_import
from procuratorate.screening.states import ImportState, Source, Stratum
from procuratorate.work.progress import Progress
from tests.cast import Cast, sign_in
from tests.screening.world import ELSEWHERE, FINE, HEADS, case, lines, sent_filings, supervisor, upload, work_off

pytestmark = pytest.mark.django_db
REEDUCATED = "澜江省劳动教养管理所,{n},{name},提前解教,{filed},,,,,,,,,否"


def kept(given: Import) -> pl.DataFrame:
    """Every case a file put into the archive."""
    with acting_as(BUILDER):
        return pl.concat([partitions.read(one.stored) for one in given.partitions.all()], how="diagonal")


def told(given: Import) -> set[tuple[str, str]]:
    return {(level, reason) for level, _, reason, _ in given.reasons}


def test_only_those_who_answer_for_the_archive_import(cast: Cast) -> None:
    given = {"file": SimpleUploadedFile("a.csv", lines(case(1)).encode())}
    for name in ("chen", "pei"):
        assert sign_in(getattr(cast, name)).post("/screening/archive/imports/", given).status_code == 403
    assert sign_in(cast.tang).get("/screening/archive/").status_code == 403
    assert not Import.objects.exists()


def test_a_dirty_file_in_gb18030_keeps_what_can_be_kept(cast: Cast) -> None:
    """Full-width digits, Chinese days, a row twice, a place nobody knows, days the wrong way round, no day at all."""
    given = upload(
        supervisor(cast),
        lines(
            case(1), case(2, FINE, filed="２０１８/3/５"), case(1), case(3).replace("青岑监狱", "无名监狱"),
            case(4, filed="2018-06-01"), case(5).replace("6个月", "若干"),
            case(6, filed="不详").replace("2018.4.20", ""), case(7, filed="1989-12-31"),
            case(8).replace("减刑", "减型"), case(9, name=""),
        ),
    )  # fmt: skip
    assert given.state == ImportState.DONE
    assert (given.total, given.accepted, given.refused, given.remarked) == (10, 3, 7, 1)
    frame = kept(given).sort("number")
    assert frame["number"].to_list() == ["000001", "000002", "000005"]
    assert frame["day"].to_list() == [date(2018, 3, 5).toordinal()] * 3
    assert frame["months"].to_list() == [96, 96, 96]
    assert frame["granted_months"].to_list() == [6, 6, None]
    assert told(given) >= {
        ("退回", "与本文件前面一行是同一件"), ("退回", "系统里没有这个单位"), ("退回", "早于1990年"),
        ("退回", "报请日期晚于裁定日期，自相矛盾"), ("退回", "没有可以归档的日期"), ("退回", "必填，没有填"),
        ("退回", "不在代码表内"),
    }  # fmt: skip


def test_the_clerk_gets_every_refused_row_back_with_its_reason(cast: Cast) -> None:
    client = supervisor(cast)
    given = upload(client, lines(case(1), case(2, filed="2018-06-01")))
    back = client.get(f"{given.get_absolute_url()}refused.csv")
    text = b"".join(back.streaming_content).decode("utf-8-sig")
    assert text.splitlines()[1].startswith("3,退回,报请日期,")
    assert "照原件核对两个日期" in text
    assert "自相矛盾" in client.get(given.get_absolute_url()).content.decode()
    assert sign_in(cast.chen).get(f"{given.get_absolute_url()}refused.csv").status_code == 404


def test_workbooks_and_parquet_are_read_as_the_text_is(cast: Cast) -> None:
    client, titles = supervisor(cast), HEADS.split(",")
    cells = dict(zip(titles, case(1).split(","), strict=True))
    book = write_table([Column(title, title) for title in titles], [cells])
    buffer = BytesIO()
    pl.DataFrame([dict(zip(titles, case(2).split(","), strict=True))]).write_parquet(buffer)
    rows = [kept(upload(client, data, name)).drop("record", "key", "number") for data, name in (
        (book, "台账.xlsx"), (buffer.getvalue(), "台账.parquet"), (lines(case(3)).encode(), "台账.csv"),
    )]  # fmt: skip
    assert rows[0].equals(rows[1])
    assert rows[1].equals(rows[2])


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("单位,姓名\r\n青岑监狱,祁某\r\n".encode(), "表头缺少必填的列：编号、种类"),
        (b"PAR1 and nothing else", "Parquet 文件读不出"),
        (b"PK\x03\x04 broken", "读不出"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_so_and_changes_nothing(cast: Cast, data: bytes, why: str) -> None:
    client = supervisor(cast)
    given = upload(client, data)
    assert given.state == ImportState.UNREADABLE
    assert why in client.get(given.get_absolute_url()).content.decode()
    assert not Partition.objects.exists()


def test_a_file_goes_in_once_and_so_does_a_case(cast: Cast) -> None:
    client, text = supervisor(cast), lines(case(1), case(2))
    upload(client, text)
    again = client.post("/screening/archive/imports/", {"file": SimpleUploadedFile("b.csv", text.encode("gb18030"))})
    assert again.status_code == 422
    assert "不必再导入" in again.content.decode()
    wider = upload(client, lines(case(1), case(2), case(3)))
    assert (wider.accepted, told(wider)) == (1, {("退回", "档案里已有这件")})


def test_a_job_run_twice_enters_a_file_once(cast: Cast) -> None:
    given = upload(supervisor(cast), lines(case(1)))
    assert read_import(job=given.job, progress=Progress(given.job)) == {"rows": 1}
    assert Partition.objects.count() == 1


def test_partitions_are_months_named_by_their_content_and_never_written_again(cast: Cast) -> None:
    given = upload(supervisor(cast), lines(case(1), case(2, filed="2018-04-09"), case(3, filed="2018-04-10")))
    months = list(given.partitions.values_list("year", "month", "rows"))
    assert months == [(2018, 3, 1), (2018, 4, 2)]
    for one in given.partitions.all():
        assert storage.is_sound(one.stored)
        stands = storage.locate(one.stored).stat().st_mtime_ns
        assert storage.keep(storage.locate(one.stored)) == one.stored
        assert storage.locate(one.stored).stat().st_mtime_ns == stands


def test_a_partition_of_the_time_of_parquet_is_read_as_before(settings: Any, tmp_path: Any) -> None:
    settings.ARCHIVE_ROOT = str(tmp_path)
    path = tmp_path / "old.parquet"
    pl.DataFrame({"record": ["a", "b"], "months": [48, None]}).write_parquet(path)
    stored = storage.keep(path)
    assert partitions.read(stored).rows() == [("a", 48), ("b", None)]
    assert partitions.read(stored, ["months", "never_had"]).columns == ["months"]


def test_reeducation_ends_with_its_law_and_is_only_looked_up(cast: Cast) -> None:
    """2013-12-27 is its last day; from the 28th on there is none."""
    client = supervisor(cast)
    row = lambda n, day: case(n, REEDUCATED, filed=day)  # noqa: E731
    given = upload(client, lines(row(1, "2013-12-27"), row(2, "2013-12-28")))
    assert (given.accepted, given.refused) == (1, 1)
    assert "已没有提前解教" in str(given.reasons)
    assert set(given.partitions.values_list("stratum", flat=True)) == {Stratum.ENDED}
    found = client.get("/screening/archive/search/?number=000001").content.decode()
    assert "提前解教" in found
    assert "只供查阅、统计" in client.get("/screening/archive/?of=ended").content.decode()


def test_a_case_out_of_reach_is_neither_counted_nor_found_nor_opened(cast: Cast) -> None:
    given = upload(supervisor(cast), lines(case(1), case(2, ELSEWHERE, name="金丝雀")))
    one = given.partitions.get()
    frame = kept(given)
    near, far = ({row["number"]: row["record"] for row in frame.to_dicts()}[n] for n in ("000001", "000002"))
    chen, yin = sign_in(cast.chen), sign_in(cast.yin)
    assert "岚浦监狱" not in chen.get("/screening/archive/").content.decode()
    assert chen.get(f"/screening/archive/{one.pk}/{near}/").status_code == 200
    assert chen.get(f"/screening/archive/{one.pk}/{far}/").status_code == 404
    assert yin.get(f"/screening/archive/{one.pk}/{far}/").status_code == 200
    assert "没有查到" in chen.get("/screening/archive/search/?name=金丝雀").content.decode()
    assert "金丝雀" in yin.get("/screening/archive/search/?name=金丝雀").content.decode()
    with acting_as(cast.actor("chen")):
        assert set(Holding.objects.values_list("site__code", flat=True)) == {"B01"}


def test_a_sealed_record_never_leaves_the_archive_unmasked(cast: Cast) -> None:
    """Sealed when it came, or later by a person: name and number are gone from every page, and found by neither."""
    client = supervisor(cast)
    given = upload(client, lines(case(771001, name="金丝雀甲", sealed="是"), case(771002, name="金丝雀乙")))
    one = given.partitions.get()
    records = {row["number"]: row["record"] for row in kept(given).to_dicts()}
    pages = [f"/screening/archive/{one.pk}/{records[number]}/" for number in ("771001", "771002")]
    assert "（已封存）" in client.get(pages[0]).content.decode()
    assert "金丝雀乙" in client.get(pages[1]).content.decode()
    assert client.post(f"{pages[1]}seal/", {"reason": ""}).status_code == 422
    assert client.post(f"{pages[1]}seal/", {"reason": "封存决定书〔2026〕1号"}).status_code == 302
    asked = ["/screening/archive/search/?name=金丝雀甲", "/screening/archive/search/?number=771002", *pages]
    for page in asked:
        told = client.get(page).content.decode()
        assert "祁" not in told.replace("祁某", "")
        assert "771001" not in told.replace("number=771001", "")
        assert "没有查到" in told or "（已封存）" in told
        assert "金丝雀乙" not in told


def test_living_cases_are_snapshots_and_only_a_changed_month_is_written(cast: Cast) -> None:
    sent_filings(cast, 2)
    assert snapshots.take_snapshots() == 1
    assert snapshots.take_snapshots() == 0
    with acting_as(BUILDER):
        one = Partition.objects.get(source=Source.LIVE)
        assert one.rows == 2
        told = {"people": [], "days": 5}
        days = {"posted_on": date(2026, 11, 2), "until_on": date(2026, 11, 6)}
        PublicNotice.objects.create(
            batch=Filing.objects.first().batch, place="公示栏", contact="刑罚执行科", content=told, by=cast.tang,
            content_hash="0" * 64, **days,
        )  # fmt: skip
    assert snapshots.take_snapshots() == 1
    with acting_as(BUILDER):
        now = Partition.objects.current().get(source=Source.LIVE)
    assert now.stored != one.stored
    assert storage.is_sound(one.stored)


def test_a_large_file_comes_in_by_command(cast: Cast, tmp_path: Any) -> None:
    supervisor(cast)
    path = tmp_path / "全省.csv"
    path.write_text(lines(case(1)), encoding="gb18030")
    with pytest.raises(CommandError):
        call_command("import_archive", path, officer="J1001")  # a procurator imports nothing
    call_command("import_archive", path, officer="J0003")
    work_off()
    assert Import.objects.get().accepted == 1
    assert Organ.objects.get(code="P").pk == Import.objects.get().organ_id
