"""What this field puts into the registers: all parole filings, improper commutations alone, the day's work."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from commutation.models import Batch
from tests.cast import Cast, sign_in
from tests.commutation.factories import inmates
from tests.commutation.reviewing import CALM, EARLY, case, consulted, filed, open_all, post, send
from tests.custody.test_recusal import BODY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
REASON = "间隔不足，建议不予提请"


def register(cast: Cast, slug: str, who: str = "chen") -> list[dict[str, Any]]:
    """The lines of this month by head, as exported."""
    answer = sign_in(cast.officers[who]).get(f"/registers/{cast.qingcen.pk}/{slug}/list.xlsx")
    assert answer.status_code == 200
    heads, *rows = load_workbook(BytesIO(answer.content)).worksheets[0].iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def advised(cast: Cast, batch: Batch) -> None:
    """Disagree about the one, agree about the other, and give both."""
    open_all(cast, batch)
    post(cast, "chen", f"/cases/{case(batch).pk}/advice/", advice="disagree", words=REASON)
    post(cast, "chen", f"/cases/{case(batch, CALM).pk}/advice/", advice="agree", words="")
    assert post(cast, "chen", f"/cases/batches/{batch.pk}/opinions/").status_code == 302


@pytest.fixture
def monday(set_clock: Any) -> None:
    from tests.commutation.factories import MOMENT

    set_clock(MOMENT)


def test_only_improper_commutations_are_registered_as_such(cast: Cast) -> None:
    batch = consulted(cast)
    advised(cast, batch)
    (line,) = register(cast, "improper_commutation")
    assert (line["姓名"], line["不当情形"]) == (case(batch, EARLY).name, REASON)
    assert (line["检察纠正意见"], line["提请单位"]) == ("征求意见阶段：不同意", cast.qingcen.name)
    assert register(cast, "improper_commutation", "pei") == [line]


def test_every_parole_filing_is_registered_once_it_is_filed(cast: Cast) -> None:
    from tests.commutation.factories import batch_of

    batch = batch_of(cast)
    send(cast, batch, inmates(cast.ward1, 1), kind="假释", months="", probation_until="2029-01-31")
    assert register(cast, "parole") == []
    filed(cast, batch)
    (line,) = register(cast, "parole")
    assert (line["变更种类"], line["原判刑期"], line["向何机关提请"]) == ("假释", "有期徒刑8年6个月", cast.court.name)


def test_the_diary_is_drafted_from_the_work_of_the_day(cast: Cast) -> None:
    advised(cast, consulted(cast))
    today = next(line for line in register(cast, "prison_diary") if line["登记日期"] == "2026-11-16")
    assert today["其他检察工作情况记录"] == "提出征求意见阶段检察意见2人"


def test_an_officers_sentence_stands_behind_what_the_product_wrote(cast: Cast) -> None:
    batch = consulted(cast)
    asked = {"words": "请说明送达日", "wanted": "送达回证", "days": "3"}
    assert post(cast, "chen", f"/cases/{case(batch).pk}/questions/", **asked).status_code == 302
    assert post(cast, "chen", "/diary/", words="到三监区谈话两人").status_code == 302
    today = next(line for line in register(cast, "prison_diary") if line["登记日期"] == "2026-11-16")
    assert today["其他检察工作情况记录"] == "向监狱询问1件；到三监区谈话两人（陈砚平）"


def test_who_stepped_back_from_a_person_finds_no_line_about_them(cast: Cast) -> None:
    batch = consulted(cast)
    advised(cast, batch)
    client = sign_in(cast.chen)
    client.post(f"/persons/{case(batch).person_id}/recuse/", BODY)
    assert register(cast, "improper_commutation") == []
    sheet = client.get(f"/registers/{cast.qingcen.pk}/improper_commutation/sheet/").content.decode()
    assert "填报人回避的人员不在本表内" in sheet
    assert len(register(cast, "improper_commutation", "pei")) == 1
