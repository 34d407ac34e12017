"""Articles of law as lists have room for them (6③、40②) and as one signs them (第六条第三款、第四十条第二款)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import takewhile

DIGITS, TENS, CIRCLED = "零一二三四五六七八九", ("", "十", "百", "千"), "①②③④⑤⑥⑦⑧⑨⑩"


def chinese(number: int) -> str:
    """一, 十, 二十五, 一百零八, 六百三十五; up to 9999."""
    if number < 10:
        return DIGITS[number]
    words, gap = "", False
    for power, digit in reversed(list(enumerate(map(int, reversed(str(number)))))):
        if digit:
            words += ("零" if gap else "") + DIGITS[digit] + TENS[power]
        gap = not digit
    return words.removeprefix("一") if words.startswith("一十") else words


@lru_cache(maxsize=1024)
def formal(article: str) -> str:
    """6③ → 第六条第三款; 78②(一) → 第七十八条第二款第（一）项; 附件 and the like stay as they are."""
    number = "".join(takewhile(str.isdecimal, article))  # ① is a digit to Python, but no decimal
    if not number:
        return article
    rest = article[len(number) :]
    words = f"第{chinese(int(number))}条"
    while rest and rest[0] in CIRCLED:
        words += f"第{DIGITS[CIRCLED.index(rest[0]) + 1]}款"
        rest = rest[1:]
    return words + (f"第（{rest[1:-1]}）项" if rest.startswith("(") else rest)


@dataclass(frozen=True)
class Cite:
    """Articles of one instrument in force `since`–`until`: `name` as cited (法释〔2016〕23号), articles like "6③"."""

    name: str
    articles: tuple[str, ...]
    since: date | None = None
    until: date | None = None

    @property
    def short(self) -> str:
        return f"{self.name} {'、'.join(self.articles)}".strip()

    @property
    def formal(self) -> str:
        return self.name + "、".join(map(formal, self.articles))


def cite(name: str, articles: str = "", since: date | None = None, until: date | None = None) -> Cite:
    """`cite("刑法", "78②(一)、99")`."""
    return Cite(name, tuple(filter(None, articles.split("、"))), since, until)


def standing_on(cites: Iterable[Cite], day: int) -> list[Cite]:
    """Those of instruments in force on a day (an ordinal): nobody is held to a law that came later."""
    return [one for one in cites if (one.since or date.min).toordinal() <= day <= (one.until or date.max).toordinal()]


def merged(cites: Iterable[Cite]) -> tuple[Cite, ...]:
    """One Cite per instrument, in the order first named, each article once, by number."""
    books: dict[str, list[str]] = {}
    for one in cites:
        known = books.setdefault(one.name, [])
        known.extend(article for article in one.articles if article not in known)
    return tuple(Cite(name, tuple(sorted(articles, key=_number))) for name, articles in books.items())


def _number(article: str) -> int:
    digits = "".join(takewhile(str.isdecimal, article))
    return int(digits) if digits else 0
