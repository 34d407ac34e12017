"""Traced arithmetic said in Chinese: 送监 2024-03-15 起满 12 个月为 2025-03-15；报请 2025-03-14，差 1 日."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from procuratorate.lib.law.standings import Measure
from procuratorate.lib.law.tracing import Fact, Scalar, backbone

if TYPE_CHECKING:
    from procuratorate.lib.law.findings import Finding

TRANSPARENT = {"where": 1, "better": 0, "first": 0}  # what stands behind: the argument that was chosen
DUE = {"after", "eve", "same_number", "years_after"}
LIMITS = {"pick", "literal"} | DUE


def shown(fact: Fact, value: int | None) -> str:
    """A fact's value in words."""
    if value is None:
        return "缺"
    if fact.say:
        return fact.say(value)
    return words(value, fact.measure)


def words(value: int, measure: Measure) -> str:
    """A number in its measure: 2025-03-15, 12 个月, 是."""
    if measure is Measure.DATE:
        return date.fromordinal(min(max(value, 1), date.max.toordinal())).isoformat()
    if measure is Measure.FLAG:
        return "是" if value else "否"
    return f"{value} {measure.label}".strip()


def sentence(finding: Finding) -> str:
    """The finding without its articles; nothing where the rule does not apply."""
    return _SENTENCES[finding.verdict.code](finding)


def _not_applicable(finding: Finding) -> str:
    return ""


def _cannot(finding: Finding) -> str:
    facts = "、".join(fact.label for fact in finding.missing_facts)
    points = [f"缺{facts}"] if facts else []
    return "；".join([*points, *finding.open_points]) + "，不能判断"


def _breached(finding: Finding) -> str:
    if finding.rule.says:
        return finding.rule.says.format_map(_Facts(finding.columns))
    return worked(finding.margin) or finding.rule.title


def _met(finding: Finding) -> str:
    if said := worked(finding.margin):
        return said
    grounds = "；".join(f"{ground.label}：{ground.text}" for ground in finding.grounds if ground.value is not None)
    return f"{grounds}，符合" if grounds else "符合"


_SENTENCES = {"not_applicable": _not_applicable, "cannot_decide": _cannot, "breached": _breached, "met": _met}


class _Facts(dict[str, str]):
    """Facts by name for the words of a rule."""

    def __init__(self, columns: Any) -> None:
        super().__init__()
        self.columns = columns

    def __missing__(self, name: str) -> str:
        return _value(getattr(self.columns, name))


def lack(leaf: Scalar) -> str:
    """Why a matter cannot be decided although every fact is there."""
    if leaf.op == "undecided":
        return str(leaf.args[0])
    if leaf.op == "pick":
        _, param, dated = leaf.args
        if param is None:
            return f"当日没有可查的{dated.quantity.label}规定"
        return f"{param.cite.formal}对{dated.quantity.label}没有规定数值" + (f"（{param.note}）" if param.note else "")
    return "依据不足"


def worked(margin: Scalar) -> str:
    """The sum behind a margin: the limit, then what was measured against it, then by how much; nothing if no sum."""
    margin = _chosen(margin)
    if margin.op == "same" and margin.value is not None:
        return _equality(margin)
    if margin.op != "-" or margin.value is None:
        return ""
    left, right = margin.args
    limit_first = _is_limit(left) and not _is_limit(right)
    limit, actual = (left, right) if limit_first else (right, left)
    measure = _measure(margin)
    gap = words(abs(margin.value), measure)
    outcome = "符合" if margin.value >= 0 else f"超 {gap}" if limit_first else f"差 {gap}"
    return f"{said(limit)}；{said(actual)}，{outcome}"


def _equality(margin: Scalar) -> str:
    one, other = margin.args
    dates = Measure.DATE in {_measure(one), _measure(other)}
    gap = words(-(margin.value or 0), Measure.DAYS if dates else _measure(one))
    return f"{said(other)}；{said(one)}，{f'相差 {gap}' if margin.value else '相符'}"


def _chosen(scalar: Scalar) -> Scalar:
    while scalar.op in TRANSPARENT and scalar.args[TRANSPARENT[scalar.op]] is not None:
        scalar = scalar.args[TRANSPARENT[scalar.op]]
    return scalar


def _is_limit(scalar: Scalar) -> bool:
    """Whether it comes from the law: a day worked out from a period, or a number of an instrument."""
    scalar = _chosen(scalar)
    if scalar.op == "named":
        return _is_limit(scalar.args[0])
    return any(part.op in LIMITS for part in backbone(scalar))


def said(scalar: Scalar) -> str:
    """A part of a sum, in words: a name and its value."""
    scalar = _chosen(scalar)
    if scalar.op in DUE:
        return _due(scalar)
    if label := _label(scalar):
        return f"{label} {_value(scalar)}"
    return _value(scalar)


def _due(scalar: Scalar) -> str:
    day, by, days = scalar.args
    unit = "年" if scalar.op == "years_after" else "个月"
    lengths = [f"{abs(by.value)} {unit}" if by.value else "", f"{days.value} 日" if days.value else ""]
    length = " ".join(filter(None, lengths)) or "0 日"
    word = "往前" if by.value < 0 else "起满" if by.value else "后"
    return f"{said(day)} {word} {length}{_reason(by)}为 {_value(scalar)}"


def _reason(by: Scalar) -> str:
    """Why the period is that long, where a fact and not the law gave it."""
    by = _chosen(by)
    return f"（{by.args[0].label}）" if by.op == "fact" else ""


def _label(scalar: Scalar) -> str:
    if scalar.op == "fact":
        return str(scalar.args[0].label)
    if scalar.op == "named":
        return str(scalar.args[1])
    if scalar.op == "pick":
        return str(scalar.args[2].quantity.label)
    if scalar.op in {"+", "-", "*", "//", "size"}:
        return next(
            (_label(_chosen(part)) for part in scalar.args if type(part) is Scalar and _label(_chosen(part))), ""
        )
    return ""


def _value(scalar: Scalar) -> str:
    scalar = _chosen(scalar)
    if scalar.op == "fact":
        return shown(scalar.args[0], scalar.value)
    return "缺" if scalar.value is None else words(scalar.value, _measure(scalar))


def _measure(scalar: Scalar) -> Measure:
    """In what a number counts; the difference of two days is days."""
    scalar = _chosen(scalar)
    if scalar.op == "fact":
        return scalar.args[0].measure  # type: ignore[no-any-return]
    if scalar.op == "pick":
        return scalar.args[2].quantity.measure  # type: ignore[no-any-return]
    if scalar.op in DUE:
        return Measure.DATE
    below = [_measure(part) for part in scalar.args if type(part) is Scalar and part.op != "literal"]
    if scalar.op == "-" and below.count(Measure.DATE) == 2:
        return Measure.DAYS
    return below[-1 if scalar.op == "*" else 0] if below else Measure.COUNT
