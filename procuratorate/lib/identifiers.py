"""Numbers that name a person: citizen id, prisoner number, number in a detention centre (GB 11643-1999, GA 300.3-2001).

Readers return `Parsed`: the stored form, or why not and how to mend it. Dates and sex are read out of a stored form.
"""

from __future__ import annotations

import re
from datetime import date
from operator import mul

from procuratorate.lib.cells.dates import day_of
from procuratorate.lib.cells.parsed import RETYPE, Parsed, Raw, nothing, refuse, written
from procuratorate.lib.characters import bare

UNIDENTIFIED = "0" * 18  # 身份不明: eighteen zeros stand where the number would

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999
_CHECKS = "10X98765432"
_UNIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100-2015
# First two digits of GB/T 2260; 81–83 are residents of 港澳台. 99 is unassigned: the demonstration lives there.
_PROVINCE = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|99")
_CITIZEN, _OLD, _PRISONER = re.compile(r"\d{17}[\dX]"), re.compile(r"\d{15}"), re.compile(r"\d{10}")
_SCIENTIFIC = re.compile(r"\d\.\d+E\+\d+")
_EXACT_DIGITS = 15  # a spreadsheet's number keeps no more


def check_digit(first17: str) -> str:
    """The 18th character for the first 17 digits (GB 11643-1999)."""
    total = sum(map(mul, map(int, first17), _WEIGHTS))
    return _CHECKS[total % 11]


def unit_check(first17: str) -> str:
    """The 18th character of a 统一社会信用代码 for its first 17 (GB 32100-2015); no I, O, S, V, Z among them."""
    total = sum(_UNIT.index(sign) * pow(3, place, 31) for place, sign in enumerate(first17))
    return _UNIT[-total % 31]


def citizen_id(raw: Raw) -> Parsed:
    """公民身份号码 → 18 characters with an upper-case X, `UNIDENTIFIED`, or an old number of 15 (with a note)."""
    said, refusal = _code(raw)
    if refusal is not None:
        return refusal
    said = said.replace("×", "X").replace("Х", "X")  # the sign, and the Cyrillic letter, that keyboards put for X
    if said == UNIDENTIFIED:
        return Parsed(said, note="身份不明（18个0）", mending="查清身份后补填真实号码")
    if not _CITIZEN.fullmatch(said):
        if _OLD.fullmatch(said):
            return _old(said)
        return refuse(_why_malformed(said), "照身份证填18位；身份不明的填18个0")
    return _checked(said)


def prisoner_number(raw: Raw) -> Parsed:
    """罪犯编号 → 10 digits: province 2, prison 2, serial 6; kept for life."""
    said, refusal = _code(raw)
    if refusal is not None:
        return refusal
    if _PRISONER.fullmatch(said):
        return Parsed(said)
    if not said.isdecimal():
        return refuse("罪犯编号只能是数字", "照档案填10位数字")
    if len(said) == 9 and not isinstance(raw, str):
        return refuse("只有9位，开头的0可能被表格软件去掉", "该列设为“文本”格式，照档案填10位数字")
    return refuse(f"罪犯编号应为10位，所填{len(said)}位", "照档案填10位数字")


def centre_number(raw: Raw) -> Parsed:
    """在押人员编码 (GA 300.3-2001) → 21 digits: centre 9, day of admission 8, serial 4; kept for life."""
    said, refusal = _code(raw)
    if refusal is not None:
        return refusal
    if not re.fullmatch(r"\d{21}", said):
        given = f"所填{len(said)}位" if said.isdecimal() else "所填含有数字以外的字符"
        return refuse(f"在押人员编码应为21位数字，{given}", "照看守所材料填：看守所9位、入所日期8位、顺序号4位")
    admitted = _day(said[9:17])
    if admitted.problem:
        return refuse(f"第10至17位应为入所日期：{admitted.problem}", "照看守所材料改正")
    return Parsed(said)


CENTRE_DIGITS = 21


def serving_number(raw: Raw) -> Parsed:
    """The number of whoever serves: of a prison, or of the centre in which the rest of a term is served (21 digits)."""
    said, refusal = _code(raw)
    if refusal is None and len(said) == CENTRE_DIGITS:
        return centre_number(raw)
    return prisoner_number(raw)


def unidentified(number: str) -> bool:
    """Does this stored number say that nobody knows who the person is?"""
    return number == UNIDENTIFIED


def born(number: str) -> date | None:
    """Birthday in a stored citizen id; None for 身份不明 and for old numbers, which lack the century."""
    return _day(number[6:14]).value if len(number) == 18 and number != UNIDENTIFIED else None


def sex(number: str) -> str | None:
    """GB/T 2261.1 code in a stored citizen id: "1" 男, "2" 女; None when it says nothing."""
    if number == UNIDENTIFIED or len(number) not in {15, 18}:
        return None
    return "1" if int(number[16] if len(number) == 18 else number[14]) % 2 else "2"


def region(number: str) -> str:
    """The six digits of GB/T 2260 at the head of a stored citizen id; empty for 身份不明."""
    return "" if number == UNIDENTIFIED else number[:6]


def admitted(number: str) -> date | None:
    """Day of admission in a stored number of a detention centre."""
    return _day(number[9:17]).value if len(number) == 21 else None


def masked(number: str) -> str:
    """For screens that need not show it: the birthday and what precedes the last four hidden; 身份不明 in words."""
    if number == UNIDENTIFIED:
        return "身份不明"
    return number[:6] + "*" * (len(number) - 10) + number[-4:] if len(number) > 10 else "*" * len(number)


def _code(raw: Raw) -> tuple[str, Parsed | None]:
    """The bare characters of a number, or the answer that ends the matter."""
    if (empty := nothing(raw)) is not None:
        return "", empty
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        return "", refuse("表格软件把所填变成了日期", RETYPE)
    said = bare(written(raw)).replace("-", "").upper()
    if _SCIENTIFIC.fullmatch(said) or (not isinstance(raw, str) and len(said) > _EXACT_DIGITS):
        return "", refuse("表格软件按数字存放，末几位已经丢失", RETYPE)
    return said, None


def _checked(said: str) -> Parsed:
    birthday = _day(said[6:14])
    if birthday.problem:
        return refuse(f"第7至14位应为出生日期：{birthday.problem}", "照身份证改正")
    if (right := check_digit(said[:17])) != said[17]:
        return refuse(f"校验位不符：按前17位末位应为{right}，所填为{said[17]}", "逐位核对身份证，多半有一位填错")
    if not _PROVINCE.match(said):
        return Parsed(said, note=f"行政区划码{said[:6]}不认识", mending="核对前6位")
    return Parsed(said)


def _old(said: str) -> Parsed:
    birthday = _day(f"19{said[6:12]}")
    if birthday.problem:
        return refuse(f"第7至12位应为出生日期：{birthday.problem}", "照身份证改正，并换成18位")
    return Parsed(said, note="是15位旧号，出生年缺世纪", mending="查到18位号码后改填")


def _why_malformed(said: str) -> str:
    if len(said) != 18:
        return f"公民身份号码应为18位，所填{len(said)}位"
    return "公民身份号码前17位应为数字，末位为数字或X"


def _day(digits: str) -> Parsed:
    return day_of(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
