"""Names of persons: what is stored, what is searched, what is shown to those who need not know.

Stored is what the judgment says, character for character; only the middle dot and invisible characters are mended.
Search folds what a searcher cannot be expected to type: variants, readings, dots. Former names are names of their own:
the caller indexes them as such.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import product

from procuratorate.lib.characters import composed, half_width, visible
from procuratorate.lib.name_tables import COMPOUND_SURNAMES, SURNAME_READINGS, VARIANTS

_DOTS = re.compile("[·•‧∙⋅・･᛫]|(?<=[^\x00-\x7f])[.．](?=[^\x00-\x7f])")
_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_HAN_CHARACTER = re.compile(f"[{_HAN}]")
_BETWEEN = re.compile(f"(?<=[{_HAN}·\ufe00-\ufe0f\U000e0100-\U000e01ef])\\s+|\\s+(?=[{_HAN}·])")
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_LOST = re.compile("[?？□〓�]")
_HIDDEN = re.compile("[*＊×]|某|[XxＸ]{2}")
_WRITTEN = re.compile(f"[{_HAN}\\w·.'’ \\-\ue000-\uf8ff\ufe00-\ufe0f\U000e0100-\U000e01ef\U000f0000-\U0010ffff()（）]+")
_LETTER = re.compile(f"[^\\W\\d_]|[{_HAN}\ue000-\uf8ff]")
_DIGIT, _SPACES = re.compile(r"\d"), re.compile(r"\s+")
_LONGEST = 50
_COMBINATIONS = 32
_EVERY_READING = 5  # up to this many characters each is tried in two readings; longer names are transcriptions


@dataclass(frozen=True, slots=True)
class Keys:
    """What a name is found by: whole pinyin (xiongmou), initials (xm), and its characters with variants folded."""

    full: tuple[str, ...]
    initials: tuple[str, ...]
    folded: str

    def text(self) -> str:
        """All keys in one line, for one trigram index: folded characters, then readings, then initials."""
        return " ".join(dict.fromkeys([self.folded, *self.full, *self.initials]))


def normalise(name: str) -> str:
    """A name fit for storage: one kind of dot, no invisible characters, no spaces but those between Latin words."""
    seen = composed(visible(_DOTS.sub("·", name))).strip()
    return _BETWEEN.sub("", _SPACES.sub(" ", seen))


def problem(name: str) -> tuple[str, str] | None:
    """Why a normalised text cannot be a person's name, and how to mend it; None for a name."""
    if _LOST.search(name):
        return "姓名中有丢失的字（？、□）", "照判决书把该字补上；输入法打不出的，从判决书电子版复制"
    if _HIDDEN.search(name):
        return "姓名已隐去部分字", "填写全名"
    if len(name) > _LONGEST or not _WRITTEN.fullmatch(name) or not _LETTER.search(name) or _DIGIT.search(name):
        return "不像姓名", "照判决书填写姓名，不加其他符号"
    return None


def warning(name: str) -> str:
    """What the one who prints or forwards this name should know; empty for most names."""
    if _PRIVATE.search(name):
        return "含自造字，别处会显示成别的字"
    return "含罕用字，已按原字保存" if _beyond(name, "gbk") else ""


def rare_characters(name: str) -> str:
    """The characters outside GB 2312, which many fonts and input methods still lack."""
    return _beyond(name, "gb2312")


def has_rare(name: str) -> bool:
    """Does the name need a fallback font in papers?"""
    return bool(rare_characters(name))


def fold(name: str) -> str:
    """A name, or a piece of one, in the form that is compared: variants together, no dots, spaces or letter case."""
    plain = _SELECTORS.sub("", half_width(normalise(name))).casefold()
    plain = unicodedata.normalize("NFC", plain)  # here compatibility ideographs may become what they are variants of
    return re.sub(r"[·\s.'’()\-]", "", plain.translate(VARIANTS))


def search_keys(name: str) -> Keys:
    """All keys of one name. Surnames are read in their readings as surnames and in their common ones."""
    folded = fold(name)
    readings = _readings(folded)
    joined = list(dict.fromkeys(_joined(readings)))
    full = dict.fromkeys("".join(each) for each in joined)
    initials = dict.fromkeys("".join(syllable[0] for syllable in each) for each in joined)
    return Keys(tuple(full), tuple(initials), folded)


def matches(query: str, name: str) -> bool:
    """Would a search for `query` find `name`: by any of its characters, or from the start by pinyin or initials?"""
    wanted = fold(query).replace("ü", "v")
    if not wanted:
        return False
    keys = search_keys(name)
    return wanted in keys.folded or any(key.startswith(wanted) for key in (*keys.full, *keys.initials))


def mask(name: str) -> str:
    """For titles, walls and papers shown to others: 马某, 程某某, 欧阳某; of a Latin name its first letter."""
    stored = normalise(name)
    if not stored:
        return ""
    if not _HAN_CHARACTER.match(stored):
        return f"{stored[0]}某某"
    surname = _surname(stored)
    given = len(_HAN_CHARACTER.findall(stored)) - len(surname)
    return surname + "某" * min(max(given, 1), 2)


def _surname(name: str) -> str:
    return name[:2] if name[:2] in COMPOUND_SURNAMES and len(name) > 2 else name[:1]


def _beyond(name: str, codec: str) -> str:
    if _encodes(name, codec) and not _PRIVATE.search(name):
        return ""
    return "".join(one for one in _HAN_CHARACTER.findall(name) if not _encodes(one, codec)) + "".join(
        _PRIVATE.findall(name)
    )


def _encodes(text: str, codec: str) -> bool:
    try:
        return bool(text.encode(codec))
    except UnicodeEncodeError:
        return False


def _readings(folded: str) -> list[list[str]]:
    """For each syllable its possible readings, the likeliest first."""
    surname = _surname(folded)
    special = SURNAME_READINGS.get(surname, [])
    rest = folded[len(surname) :] if special else folded
    several = len(folded) <= _EVERY_READING
    spoken = [_spoken(one, several=several) for one in _syllables(rest)]
    return [*special, *spoken]


def _syllables(text: str) -> list[str]:
    """Han characters one by one, a Latin word whole."""
    return re.findall(f"[{_HAN}]|[a-zü0-9]+", text)


def _spoken(syllable: str, *, several: bool) -> list[str]:
    if syllable.isascii():
        return [syllable]
    from pypinyin import Style, pinyin  # its dictionaries take half a second to load: only where names are searched

    heard = pinyin(syllable, style=Style.NORMAL, heteronym=True, errors="ignore")
    found = [one.replace("ü", "v") for one in heard[0] if one] if heard else []
    found = found[: 2 if several else 1]
    return found + [f"{one[:-1]}yu" if one.endswith("v") else f"{one[0]}yu{one[2:]}" for one in found if "v" in one]


def _joined(readings: list[list[str]]) -> list[tuple[str, ...]]:
    known = [each for each in readings if each]
    return [each for each, _ in zip(product(*known), range(_COMBINATIONS), strict=False)] if known else []
