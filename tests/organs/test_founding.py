"""Commands for an empty site: what they refuse, and what running them twice does."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from procuratorate.organs.actors import BUILDER
from procuratorate.organs.models import Credential, Organ, Pairing
from procuratorate.organs.reach import acting_as
from tests.cast import Cast

pytestmark = pytest.mark.django_db
HEAD = "代码,名称,简称,种类,层级,行政区划代码,上级代码,制发文书,代行职权的院代码,代行依据,派驻机构代码,启用日\n"
GOOD = HEAD + (
    "A01A,驻青岑监狱检察室,,派驻检察室,,,A01,,,,,2026-01-01\n"
    "A,澜江省人民检察院,省院,人民检察院,省级,990000,,是,,,,2026-01-01\n"
    "A01,临澄市人民检察院,市院,人民检察院,市级,990100,A,是,,,,2026.1.1\n"
    "Z01,澜江省青岑监狱,青岑监狱,监狱,,,,,,,A01A,2026-01-01\n"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "organs.csv"
    path.write_text(GOOD, encoding="utf-8")
    return path


def run(name: str, *words: str) -> str:
    out = StringIO()
    call_command(name, *words, stdout=out)
    return out.getvalue()


def bootstrap(file: Path) -> str:
    return run("bootstrap", "--organs", str(file), "--number", "a001", "--name", "管初一")


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("B,望川市人民检察院,,检察院,,,,,,,,2026-01-01", "种类"),
        ("B,望川市人民检察院,,人民检察院,,99,,,,,,2026-01-01", "行政区划代码"),
        ("B,驻岚浦监狱检察室,,派驻检察室,,,,,,,,2026-01-01", "上级"),
        ("B,望川市人民检察院,,人民检察院,,,X,,,,,2026-01-01", "没有这个代码"),
        ("B,岚浦监狱,,监狱,,,,,,,Z01,2026-01-01", "派驻机构须为院或检察室"),
        ("A,望川市人民检察院,,人民检察院,,,,,,,,2026-01-01", "代码"),
        ("B,望川市人民检察院,,人民检察院,,,,,,,,", "启用日"),
        ("B,望川市人民检察院,,人民检察院,,,Z01,,,,,2026-01-01", "不能设在这一上级之下"),
    ],
)
def test_a_refused_row_is_named_and_nothing_is_loaded(file: Path, row: str, told: str) -> None:
    file.write_text(GOOD + row + "\n", encoding="utf-8")
    with pytest.raises(CommandError, match="第 6 行") as refused:
        bootstrap(file)
    assert told in str(refused.value)
    with acting_as(BUILDER):
        assert not Organ.objects.exists()


def test_superiors_in_a_circle_are_refused(file: Path) -> None:
    circle = "C,甲院,,人民检察院,,,D,,,,,2026-01-01\nD,乙院,,人民检察院,,,C,,,,,2026-01-01\n"
    file.write_text(GOOD + circle, encoding="utf-8")
    with pytest.raises(CommandError, match="循环"):
        bootstrap(file)


def test_a_file_that_is_none_is_refused(file: Path) -> None:
    file.write_bytes(b"%PDF-1.7")
    with pytest.raises(CommandError, match="没有导入"):
        bootstrap(file)
    with pytest.raises(CommandError, match="读不到文件"):
        bootstrap(file.with_name("absent.csv"))


def test_a_site_with_officers_is_not_founded_again(cast: Cast, file: Path) -> None:
    with pytest.raises(CommandError, match="已有人员"):
        bootstrap(file)


def test_several_roots_ask_whose_administrator_it_is(file: Path) -> None:
    file.write_text(
        GOOD
        + "F,临澄市中级人民法院,,人民法院,市级,990100,,,,,,2026-01-01\nE,军事检察院,,人民检察院,,,,是,,,,2026-01-01\n",
        encoding="utf-8",
    )
    with pytest.raises(CommandError, match="--organ"):
        bootstrap(file)
    words = ("--organs", str(file), "--number", "a1", "--name", "管初一", "--organ")
    with pytest.raises(CommandError, match="不设账号"):
        run("bootstrap", *words, "F")
    assert "初始密码" in run("bootstrap", *words, "A")


def test_an_empty_site_gets_its_tree_and_an_administrator_who_can_sign_in(file: Path, client: Client) -> None:
    said = bootstrap(file)
    password = re.search(r"初始密码：(\S+)", said)[1]  # type: ignore[index]
    with acting_as(BUILDER):
        office = Organ.objects.get(code="A01A")
        assert office.house == Organ.objects.get(code="A01")
        assert Pairing.objects.get().procuratorate == office
        assert password not in Credential.objects.get(officer__number="A001").password
    client.post("/login/", {"username": "A001", "password": password})
    assert client.get("/organs/")["Location"] == "/me/password/"


def test_loading_the_same_file_again_changes_nothing(file: Path) -> None:
    bootstrap(file)
    assert "新建 0，修改 0，未变 4，派驻关系 0" in run("load_organs", str(file))
    file.write_text(GOOD.replace("市院", "临澄市院"), encoding="utf-8")
    assert "修改 1，未变 3" in run("load_organs", str(file))


def test_the_kind_of_a_stored_organ_is_not_changed_by_a_file(file: Path) -> None:
    bootstrap(file)
    file.write_text(GOOD.replace("监狱,监狱,", "监狱,看守所,"), encoding="utf-8")
    with pytest.raises(CommandError, match="不能改"):
        run("load_organs", str(file))


def test_accounts_are_printed_by_a_demonstration_alone(cast: Cast, settings: Any) -> None:
    with pytest.raises(CommandError, match="DEMO=1"):
        run("demo_accounts")
    settings.DEMO = True
    said = run("demo_accounts")
    assert re.search(r"检察长 +J1002 +裴明山 +\d{6}  临澄城郊地区人民检察院", said)
