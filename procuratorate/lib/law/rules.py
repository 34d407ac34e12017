"""What a rule is: a function over columns, with everything a jurist asks about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from inspect import cleandoc

from procuratorate.lib.law.articles import Cite
from procuratorate.lib.law.columns import Judge
from procuratorate.lib.law.standings import Standing


class Kind(Enum):
    """What a breach would be. A pattern is a reason to look, never a breach by itself."""

    SUBSTANCE = "实体"
    PROCEDURE = "程序"
    EVIDENCE = "证据"
    PATTERN = "规律"


class Addressee(Enum):
    """Whom a breach would be put to."""

    PRISON = "监狱"
    BUREAU = "监狱管理局"
    COURT = "人民法院"
    HOSPITAL = "诊断医院"
    HANDLER = "办案机关"
    PROSECUTION = "办案的人民检察院"
    CENTRE = "看守所"


@dataclass(frozen=True)
class Rule:
    """A rule of law over one filing.

    `judge(c, o)` gives `(applies, margin)`: by how much (days, months, a count) the requirement is met; negative is a
    breach. `when` names a column without which the rule does not apply: where it is surely false nothing else is asked.
    `by` names the day that chooses the law for the rule as a whole, `since`–`until` its days of force by that
    day; numbers are chosen inside, each by its own day. `asks` are the kinds of filing it is about. `says` are the
    words of a breach where arithmetic has none; `{fact}` in them stands for a fact. `waits`: time alone can mend it.
    `for_inmate`: a breach is to the inmate's disadvantage.
    """

    code: str
    title: str
    cites: tuple[Cite, ...]
    kind: Kind
    judge: Judge = field(repr=False)
    standing: Standing = Standing.VERIFIED
    addressee: Addressee = Addressee.PRISON
    asks: tuple[int, ...] = ()
    by: str = ""
    when: str = ""
    since: date | None = None
    until: date | None = None
    says: str = ""
    mend: str = ""
    waits: bool = False
    for_inmate: bool = False
    span: tuple[int, int] = field(init=False, repr=False)  # since and until as ordinals
    dated: bool = field(init=False, repr=False)  # whether it has days of force

    def __post_init__(self) -> None:
        first, last = self.since or date.min, self.until or date.max
        object.__setattr__(self, "span", (first.toordinal(), last.toordinal()))
        object.__setattr__(self, "dated", bool(self.since or self.until))

    @property
    def meaning(self) -> str:
        """What the rule demands, in the words of its function."""
        return cleandoc(self.judge.__doc__ or "")


class Rulebook:
    """Rules in the order they are written, by code."""

    def __init__(self, by: str = "") -> None:
        """`by` is the day that chooses the law of a rule that names none."""
        self.rules: dict[str, Rule] = {}
        self.by = by

    def rule(
        self,
        code: str,
        title: str,
        *cites: Cite,
        kind: Kind = Kind.SUBSTANCE,
        standing: Standing = Standing.VERIFIED,
        addressee: Addressee = Addressee.PRISON,
        asks: tuple[int, ...] = (),
        by: str = "",
        when: str = "",
        since: date | None = None,
        until: date | None = None,
        says: str = "",
        mend: str = "",
        waits: bool = False,
        for_inmate: bool = False,
    ) -> Callable[[Judge], Judge]:
        """Enter a function as a rule. A code twice, a rule without article or a window without a day is refused."""
        by = by or self.by
        if code in self.rules or not cites or ((since or until) and not by):
            raise ValueError(f"{code}: twice, without an article, or dated by no day")

        def enter(judge: Judge) -> Judge:
            self.rules[code] = Rule(
                code,
                title,
                cites,
                kind,
                judge,
                standing,
                addressee,
                asks,
                by,
                when,
                since,
                until,
                says,
                mend,
                waits,
                for_inmate,
            )
            return judge

        return enter
