"""A list somebody stands on from whom the reader stepped back: rows, file, result and commit leave that person out."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from openpyxl import load_workbook

from commutation.models import Batch, Upload
from prisons.models import Inmate
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in
from tests.commutation.factories import inmates, row
from tests.commutation.test_uploads import Send

pytestmark = pytest.mark.django_db


@pytest.fixture
def avoided(cast: Cast, batch: Batch, upload: Send) -> tuple[Inmate, Inmate, Upload]:
    """Two on a list; tang has stepped back from the first."""
    one, other = inmates(cast.ward1, 2)
    found = upload(batch, [row(one), row(other)])
    done = sign_in(cast.tang).post(f"/persons/{one.person_id}/recuse/", {"ground": "relation", "statement": "远亲"})
    assert done.status_code == 302
    return one, other, found


def words(data: bytes) -> set[Any]:
    return {cell.value for sheet in load_workbook(BytesIO(data)) for line in sheet.iter_rows() for cell in line}


def test_sql_shows_the_recused_no_row_of_the_person(cast: Cast, avoided: tuple[Inmate, Inmate, Upload]) -> None:
    one, other, _ = avoided
    for who, numbers in (("tang", [other.number]), ("shen", [one.number, other.number])):
        with acting_as(cast.actor(who)), connection.cursor() as cursor:
            cursor.execute("SELECT given->>'number' FROM commutation_uploadrow ORDER BY number")
            assert [number for (number,) in cursor.fetchall()] == numbers


def test_preview_and_files_leave_the_person_out(cast: Cast, avoided: tuple[Inmate, Inmate, Upload]) -> None:
    one, other, found = avoided
    clerk, head = sign_in(cast.tang), sign_in(cast.shen)
    address = f"/batches/uploads/{found.pk}/"
    assert one.number in words(head.get(f"{address}result.xlsx").content)
    for query in ("", "?only=refused"):
        assert not {one.number, one.person.name} & words(clerk.get(f"{address}result.xlsx{query}").content)
    assert other.number in words(clerk.get(f"{address}result.xlsx").content)
    for page in (address, f"/batches/{found.batch_id}/"):
        assert one.number not in clerk.get(page).content.decode()


def test_the_recused_puts_no_such_list_forward(cast: Cast, avoided: tuple[Inmate, Inmate, Upload]) -> None:
    _, _, found = avoided
    answer = sign_in(cast.tang).post(f"/batches/uploads/{found.pk}/commit/")
    assert answer.status_code == 409
    assert "请由其他民警提交" in answer.content.decode()
    assert sign_in(cast.shen).post(f"/batches/uploads/{found.pk}/commit/").status_code == 302
