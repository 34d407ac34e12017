"""Names: kept as written, found however typed, hidden where they need not be known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procuratorate.lib import names
from procuratorate.lib.names import matches, normalise, search_keys


@pytest.mark.parametrize(
    "name", ["龚䶮", "陈堃喆", "\U00020164㛃", "李\ufa11", "王\uf9b8", "葛\U000e0100飾", "刘\U0002f83f"]
)
def test_a_rare_character_survives_as_it_is(name):
    assert normalise(name) == name


@pytest.mark.parametrize("dot", "·•‧∙⋅・･．.")
def test_all_middle_dots_become_one(dot):
    assert normalise(f"阿勒腾{dot}那森") == "阿勒腾·那森"


def test_spaces_inside_a_chinese_name_go_and_between_latin_words_stay():
    assert normalise(" 王　 伟\u200b ") == "王伟"
    assert normalise("阿勒腾 · 那森") == "阿勒腾·那森"
    assert normalise("JOHN   SMITH JR.") == "JOHN SMITH JR."


@pytest.mark.parametrize(
    "name", ["张*", "张某某", "王？", "王□", "=1+1", "李3", "+86", "《》", "王\ufffd", "阿" * 51, "----"]
)
def test_what_is_no_full_name_is_refused_with_a_mending(name):
    reason, mending = names.problem(normalise(name))
    assert reason
    assert mending


def test_a_character_beyond_gbk_warns_and_a_private_one_warns_harder():
    assert names.warning("龚䶮") == "含罕用字，已按原字保存"
    assert "自造字" in names.warning("王\ue123")
    assert names.warning("陈砚平") == names.warning("陶喆") == ""
    assert names.has_rare("陶喆")
    assert names.rare_characters("龚䶮") == "䶮"
    assert not names.has_rare("陈砚平")


@pytest.mark.parametrize(
    ("name", "initials", "full"),
    [
        ("单晓明", "sxm", "shanxiaoming"),
        ("仇国强", "qgq", "qiuguoqiang"),
        ("曾志刚", "zzg", "zengzhigang"),
        ("万俟乐", "mql", "moqile"),
        ("尉迟恭", "yc", "yuchi"),
        ("区建国", "ojg", "oujianguo"),
        ("吕布", "lb", "lvbu"),
        ("阿勒腾·那森", "altns", "aletengnasen"),
        ("JOHN SMITH", "j", "johnsmith"),
    ],
)
def test_a_name_is_found_by_its_initials_and_its_pinyin(name, initials, full):
    assert matches(initials, name)
    assert matches(full, name)
    assert matches(full.upper(), name)


def test_the_reading_of_one_who_does_not_know_the_surname_finds_it_too():
    assert matches("dxm", "单晓明")
    assert matches("cengzhigang", "曾志刚")
    assert matches("lyubu", "吕布")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("曾国锋", "曾國鋒"),
        ("曾國峯", "曾国峰"),
        ("吴", "吳"),
        ("郎", "郞"),
        ("阿勒腾那森", "阿勒腾·那森"),
        ("隸", "王\uf9b8"),
    ],
)
def test_variants_and_dots_are_found_in_either_form(typed, kept):
    assert matches(typed, kept)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("陶哲", "陶喆"), ("陈坤", "陈堃"), ("王水", "王淼"), ("", "王伟"), ("··", "王伟"), ("wx", "王伟")],
)
def test_another_character_is_another_person(typed, kept):
    assert not matches(typed, kept)


def test_the_keys_of_a_name_fit_in_one_line_to_be_indexed():
    keys = search_keys("单晓明")
    assert keys.text().split() == ["单晓明", *keys.full, *keys.initials]
    assert "曾国锋" in search_keys("曾國鋒").text()


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("马骁", "马某"),
        ("程砚平", "程某某"),
        ("欧阳修", "欧阳某"),
        ("阿勒腾·那森", "阿某某"),
        ("JOHN SMITH", "J某某"),
        ("\U00020164平", "\U00020164某"),
        ("", ""),
    ],
)
def test_a_masked_name_keeps_the_surname(name, masked):
    assert names.mask(name) == masked


@given(st.text(max_size=30))
def test_no_text_breaks_a_name(text):
    stored = normalise(text)
    assert normalise(stored) == stored
    names.problem(stored)
    names.warning(stored)
    names.mask(stored)
    assert not stored or len(search_keys(stored).full) <= 32
