"""One row against itself and against the dossier: facts only. Whether the law allows it is another floor's answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from commutation.columns import HEADERS, PERFORMANCE
from commutation.dossiers import Dossier
from commutation.states import Kind, RowStatus
from procuratorate.custody.states import SentenceKind
from procuratorate.lib.cells import MISSING, Raw
from procuratorate.lib.sheets import Level, Problem, ReadRow
from procuratorate.lib.sheets.reading import shown

EMPTY = shown(None)


def shown_or_empty(raw: Raw) -> str:
    """A cell as the clerk wrote it; empty when nothing was."""
    said = shown(raw)
    return "" if said == EMPTY else said


@dataclass(slots=True)
class Row:
    """A row being checked: what was read of it (gaps filled from the dossier), and whom it turned out to be."""

    read: ReadRow
    dossier: Dossier | None = None
    replaces: int | None = None
    known: bool = False

    @property
    def number(self) -> int:
        return self.read.number

    @property
    def values(self) -> dict[str, Any]:
        return self.read.values

    @property
    def problems(self) -> list[Problem]:
        return self.read.problems

    def refuse(self, name: str, reason: str, mending: str) -> None:
        self.read.refuse(name, reason, mending)
        self._name_source(name)

    def warn(self, name: str, reason: str, mending: str) -> None:
        self.read.warn(name, reason, mending)
        self._name_source(name)

    def _name_source(self, name: str) -> None:
        """What nobody wrote came from the records: the problem shows it, instead of an empty cell."""
        last, value = self.problems[-1], self.value(name)
        if last.given == EMPTY and value is not None:
            self.problems[-1] = replace(last, given=f"取自档案：{said(name, value)}")

    def value(self, name: str) -> Any:
        """The value read; 缺 counts as none."""
        value = self.values.get(name)
        return None if value is MISSING else value

    def given(self, name: str) -> str:
        """The cell as written; empty when nothing was."""
        return shown_or_empty(self.read.given.get(name))

    def has_problem(self, name: str) -> bool:
        return any(problem.key == name and problem.level is Level.REFUSED for problem in self.problems)

    @property
    def status(self) -> RowStatus:
        if self.read.refused:
            return RowStatus.REFUSED
        if self.known:
            return RowStatus.KNOWN
        return RowStatus.WARNED if self.problems else RowStatus.ACCEPTED


def as_json(problem: Problem) -> dict[str, str]:
    """A problem as it is kept with its row."""
    level = RowStatus.REFUSED if problem.level is Level.REFUSED else RowStatus.WARNED
    return {
        "key": problem.key,
        "field": problem.column,
        "level": level.value,
        "given": problem.given,
        "reason": problem.reason,
        "mending": problem.mending,
    }


Check = Callable[[Row, date], None]


def check_row(row: Row, on: date) -> None:
    """Every check that needs nothing but the row and its dossier."""
    for check in CHECKS:
        check(row, on)


def _same_as_dossier(row: Row, on: date) -> None:
    """Gaps are filled from the dossier; differences are said, with both values."""
    for name, held in (row.dossier.values if row.dossier else {}).items():
        if name in ("number", "name"):
            continue
        given = row.values.get(name)
        if given is None:
            if not row.has_problem(name):
                row.values[name] = held
        elif given is not MISSING and not _agree(name, given, held):
            row.warn(
                name, f"与档案不一致，档案为“{said(name, held)}”", "核对原件；表内有误的改表，档案有误的先更正档案"
            )


def _agree(name: str, given: Any, held: Any) -> bool:
    if name == "ward":
        return str(held).endswith(given) or str(given).endswith(held)
    if name in ("property", "proof"):
        return True  # free text: both are shown on the case page
    return bool(given == held)


def _kind_possible(row: Row, on: date) -> None:
    """Whether this kind can be asked for with this kind of sentence at all."""
    if row.dossier and row.value("kind") and (told := _impossible(Kind(row.value("kind")), row.dossier)):
        row.refuse("kind", *told)


def _impossible(kind: Kind, dossier: Dossier) -> tuple[str, str] | None:
    now = dossier.kind_now
    if kind != Kind.OUTSIDE_SERVICE and dossier.for_life:
        return "判决决定终身监禁，不得减刑、假释（刑法第383条第4款）", "核对判决主文；档案有误的先更正档案"
    if kind == Kind.PAROLE and now not in (SentenceKind.FIXED, SentenceKind.LIFE, None):
        return f"现刑种是{now.label}，假释只适用于有期徒刑、无期徒刑（刑法第81条）", "核对现刑种，或改正提请种类"
    if kind == Kind.OUTSIDE_SERVICE:
        return _impossible_outside(now, dossier.woman)
    return None


def _impossible_outside(now: SentenceKind | None, woman: bool) -> tuple[str, str] | None:
    if now in (SentenceKind.CONTROL, SentenceKind.SUSPENDED_DEATH):
        return f"现刑种是{now.label}，不能暂予监外执行（刑事诉讼法第265条）", "核对现刑种，或改正提请种类"
    if now == SentenceKind.LIFE and not woman:
        return (
            "无期徒刑只有怀孕或者哺乳的妇女可以暂予监外执行（刑事诉讼法第265条第2款）",
            "核对现刑种、性别，或改正提请种类",
        )
    return None


def _proposal(row: Row, on: date) -> None:
    kind, months = row.value("kind"), row.value("months")
    if kind == Kind.COMMUTATION and months is None and not row.has_problem("months"):
        row.warn("months", "没有填减刑幅度", "可先接受，发送前须补填")
    if kind and kind != Kind.COMMUTATION and months is not None:
        row.refuse("months", f"提请种类是{Kind(kind).label}，却填了减刑幅度", "改正提请种类，或清空拟减刑期")
    if kind and kind != Kind.PAROLE and row.value("probation_until"):
        row.refuse(
            "probation_until", f"提请种类是{Kind(kind).label}，却填了假释考验期", "改正提请种类，或清空假释考验期止"
        )


# Each must not lie before the one in front of it.
ORDERED = (
    ("judged_on", "effective_on"),
    ("effective_on", "delivered_on"),
    ("starts_on", "ends_on"),
    ("delivered_on", "earlier_on"),
    ("earlier_on", "earlier_served_on"),
    ("conduct_since", "conduct_until"),
)
PAST = ("judged_on", "effective_on", "delivered_on", "starts_on", "earlier_on", "earlier_served_on", "conduct_until")


def _dates_in_order(row: Row, on: date) -> None:
    for first, second in ORDERED:
        before, after = row.value(first), row.value(second)
        if before and after and after < before:
            row.refuse(
                second,
                f"早于{HEADERS[first]}（{said(first, before)}）",
                f"照原件核对{HEADERS[first]}和{HEADERS[second]}，改正其中一个",
            )
    for name in PAST:
        if (day := row.value(name)) and day > on:
            row.refuse(name, f"晚于今天（{on}）", "照原件改正年份或月份")
    if (until := row.value("probation_until")) and until <= on:
        row.refuse("probation_until", "不在今天以后", "照余刑推算改正")


def _earlier_change(row: Row, on: date) -> None:
    """The interval runs from service (法释〔2016〕23号 第6、40条), so an earlier commutation needs that day."""
    if not row.value("earlier_on") and not (row.dossier and row.dossier.commuted):
        if row.value("earlier_served_on"):
            row.refuse("earlier_on", "填了前次裁定送达日，没有填前次减刑裁定日", "照前次裁定书补填")
        return
    served = row.values.get("earlier_served_on")
    if served is MISSING:
        if row.value("note"):
            row.warn("earlier_served_on", "送达回证缺失，已按备注说明接受", "查找回证；报送前补齐")
        else:
            row.refuse("earlier_served_on", "填了“缺”，没有说明", "在备注写明回证为何缺失、如何查找")
    elif served is None and not row.has_problem("earlier_served_on"):
        row.refuse("earlier_served_on", "有前次减刑者必填，间隔自送达日起算", "照送达回证填写；回证缺失请填“缺”并说明")


def _conduct(row: Row, on: date) -> None:
    if row.value("kind") == Kind.OUTSIDE_SERVICE:
        return
    period = bool(row.value("conduct_since") and row.value("conduct_until"))
    points = row.value("points") is not None
    if period and not points and not row.has_problem("points"):
        row.refuse("points", "有考核期，没有得分", "照计分考核表补填")
    if points and not period and not any(map(row.has_problem, ("conduct_since", "conduct_until"))):
        row.refuse(
            "conduct_since" if not row.value("conduct_since") else "conduct_until",
            "有得分，考核期不全",
            "补填考核期起、止月份",
        )


def _property(row: Row, on: date) -> None:
    performance, proof = row.value("performance"), row.value("proof")
    if performance in ("full", "part", "terminated", "this_time") and not proof:
        what = "没有票据页码" if performance in ("full", "part") else "没有执行裁定页码"
        row.warn("performance" if row.given("performance") else "proof", what, "补卷页；可先接受，报送前须补")
    if row.value("property") and performance == "none" and not row.given("performance"):
        row.warn("property", "档案中没有财产性判项", "核对判决书；表内有误的改表，档案有误的先更正档案")
    elif row.value("property") and performance == "none":
        row.refuse("performance", "写有财产性判项，履行情况却填“无”", "照判决书和执行材料改正其中一栏")
    if row.value("property") and performance is None and not row.has_problem("performance"):
        row.warn("performance", "写有财产性判项，没有填履行情况", f"可填：{'、'.join(PERFORMANCE.values())}")


CHECKS: tuple[Check, ...] = (
    _same_as_dossier, _kind_possible, _proposal, _dates_in_order, _earlier_change, _conduct, _property,
)  # fmt: skip


def said(name: str, value: Any) -> str:
    """A value in the words of its column."""
    if value is None or value is MISSING:
        return "缺" if value is MISSING else ""
    if words := _WORDS.get(name):
        return words(value)
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def _month(value: Any) -> str:
    return f"{value:%Y-%m}"


def _extent(value: Any) -> str:
    return f"{value}个月"


_WORDS: dict[str, Callable[[Any], str]] = {
    "conduct_since": _month,
    "conduct_until": _month,
    "months": _extent,
    "earlier_months": _extent,
    "rights_months": _extent,
    "kind": lambda value: str(Kind(value).label),
    "performance": lambda value: PERFORMANCE[value],
}


def facts_of(values: Mapping[str, Any]) -> dict[str, str]:
    """The facts as filed: every column with a value, in its own words. This is what is hashed, sent and shown."""
    return {name: said(name, values[name]) for name in HEADERS if values.get(name) is not None}
