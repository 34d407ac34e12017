"""Who should not share a cell: found by the sweep, shown by cell, settled by a person; lawful twins are left alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from detention.models import Finding
from detention.services import judge_centres
from procuratorate.organs.actors import BUILDER, service_actor
from procuratorate.organs.reach import acting_as
from tests.cast import Cast
from tests.detention.factories import do, held, judged

pytestmark = pytest.mark.django_db
As = Callable[..., Client]


def found() -> list[tuple[str, str]]:
    """What the sweep leaves open: rule and name."""
    with acting_as(service_actor("detention")) as at:
        judge_centres(at=at)
    with acting_as(BUILDER):
        rows = Finding.objects.filter(rule__startswith="separate", state="suspected").select_related("detainee__person")
        return sorted((one.rule, one.detainee.person.name) for one in rows)


def test_the_sweep_finds_each_kind_and_no_lawful_twin(centre: Cast) -> None:
    held(centre, name="同案甲", case_number="澄阳2026-1", cell="201", place=1)
    held(centre, name="同案乙", case_number="澄阳2026-1", cell="201", place=2)
    held(centre, name="同案丙", case_number="澄阳2026-1", cell="202", place=3)  # another cell
    held(centre, "you", name="外所丁", case_number="澄阳2026-1", cell="201", place=4)  # another centre
    held(centre, name="无案戊", case_number="", cell="203", place=5)
    held(centre, name="无案己", case_number="", cell="203", place=6)  # no number is no common case
    held(centre, name="未成年", born_on=date(2008, 11, 21), cell="204", place=7)
    held(centre, name="已满十八", born_on=date(2008, 11, 20), cell="204", place=8)  # eighteen today
    held(centre, name="同日生", born_on=date(2008, 11, 20), cell="205", place=9)
    held(centre, name="成年人", cell="205", place=10)
    held(centre, name="生日不明", born_on=None, cell="205", place=11)
    held(centre, name="女囚室", sex="2", cell="206", place=12)
    held(centre, name="男同室", cell="206", place=13)
    held(centre, name="无监室", cell="", place=14, case_number="澄阳2026-1")
    assert found() == [
        ("separate-co-defendants", "同案乙"), ("separate-co-defendants", "同案甲"),
        ("separate-minors", "已满十八"), ("separate-minors", "未成年"),
        ("separate-sexes", "女囚室"), ("separate-sexes", "男同室"),
    ]  # fmt: skip


def test_who_is_convicted_lies_apart_from_the_day_of_the_judgment(centre: Cast, as_officer: As) -> None:
    one = held(centre, name="已决人", cell="301", place=1, phase="first_trial")
    held(centre, name="未决人", cell="301", place=2)
    assert found() == []
    chang = as_officer(centre.chang)
    told = {"on": "2026-11-20", "cell": "301", "offence": "盗窃", "case_number": "", "effective_on": "2026-11-20"}
    assert do(chang, one, "edit", **told).status_code == 302
    assert {rule for rule, _ in found()} == {"separate-convicted"}


def test_a_cell_is_settled_by_a_person_until_a_further_co_defendant_comes(centre: Cast, as_officer: As) -> None:
    held(centre, name="同案甲", case_number="澄阳2026-1", cell="201", place=1)
    held(centre, name="同案乙", case_number="澄阳2026-1", cell="201", place=2)
    assert len(found()) == 2
    geng, chang = as_officer(centre.geng), as_officer(centre.chang)
    cells = geng.get("/detainees/cells/").content.decode()
    assert "待核" in cells
    assert "疑点和认定" in cells
    assert "疑点和认定" not in chang.get("/detainees/cells/").content.decode()
    with acting_as(BUILDER):
        rows = list(Finding.objects.filter(rule="separate-co-defendants").values_list("pk", "text"))
    assert all("201监室，与同某某同室" in text for _, text in rows)
    for pk, _ in rows:
        told = {"act": "exclude", "reason": "编号相同，实为两案"}
        assert chang.post(f"/detainees/findings/{pk}/settle/", told).status_code == 403
        assert geng.post(f"/detainees/findings/{pk}/settle/", told).status_code == 302
    assert "已核" in geng.get("/detainees/cells/").content.decode()
    assert found() == []
    held(centre, name="同案丁", case_number="澄阳2026-1", cell="201", place=3)
    judged()
    assert {name for _, name in found()} == {"同案甲", "同案乙", "同案丁"}
    assert "待核" in geng.get("/detainees/cells/").content.decode()
