"""A rule held against facts: the verdict, its grounds, what was missing, and the words to sign."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Any

from procuratorate.lib.law.articles import Cite, merged, standing_on
from procuratorate.lib.law.params import Param
from procuratorate.lib.law.rules import Kind, Rule
from procuratorate.lib.law.saying import lack, sentence, shown
from procuratorate.lib.law.standings import Standing, weakest
from procuratorate.lib.law.tracing import Fact, Scalar, backbone, lacking, lift, parts

UNKNOWN = Scalar(None)


class Verdict(Enum):
    """Never a decision: a person decides."""

    NOT_APPLICABLE = "not_applicable", "不适用"
    MET = "met", "符合"
    BREACHED = "breached", "不符合"
    CANNOT_DECIDE = "cannot_decide", "无法判断"

    @property
    def code(self) -> str:
        return self.value[0]

    @property
    def label(self) -> str:
        return self.value[1]


@dataclass(frozen=True)
class Ground:
    """A fact that was used, so that a page can link to its evidence. `value` None: it is missing."""

    name: str
    label: str
    value: int | None
    text: str
    where: str


@dataclass(eq=False)  # not frozen: a filing makes eighty, and a frozen one is set field by field
class Finding:
    """One rule's answer for one filing. Everything but the verdict is worked out when asked for."""

    rule: Rule
    verdict: Verdict
    applies: Scalar
    margin: Scalar
    columns: Any

    @cached_property
    def text(self) -> str:
        """What a procurator would sign, with its articles."""
        said = sentence(self)
        return f"{said}（{self.cite}）" if said else ""

    @cached_property
    def params(self) -> tuple[Param, ...]:
        """The dated numbers that were used."""
        used = (part.args[1] for part in self._used if part.op == "pick" and part.args[1])
        return tuple({id(param): param for param in used}.values())

    @cached_property
    def cites(self) -> tuple[Cite, ...]:
        """The articles of the numbers used, and the rule's own as far as they held on its day."""
        bone = (part for part in backbone(self.margin) if part.op == "pick")
        numbers = [part.args[1].cite for part in bone if part.args[1]]
        day = getattr(self.columns, self.rule.by).value if self.rule.by else None
        own = self.rule.cites if day is None else standing_on(self.rule.cites, day)
        return merged([*numbers, *(own or ([] if numbers else self.rule.cites))])

    @cached_property
    def cite(self) -> str:
        return "；".join(cite.formal for cite in self.cites)

    @cached_property
    def short_cite(self) -> str:
        return "；".join(cite.short for cite in self.cites)

    @cached_property
    def standing(self) -> Standing:
        """As sure as the least sure of the rule and the numbers it used."""
        return weakest([self.rule.standing, *(param.standing for param in self.params)])

    @property
    def accuses(self) -> bool:
        """Whether it may be pre-ticked into a paper: breached, by verified law, and not a mere pattern."""
        breached = self.verdict is Verdict.BREACHED
        return breached and self.standing is Standing.VERIFIED and self.rule.kind is not Kind.PATTERN

    @property
    def warns(self) -> bool:
        return self.verdict is Verdict.BREACHED and not self.accuses

    @cached_property
    def grounds(self) -> tuple[Ground, ...]:
        leaves = {part.args[0].name: part for part in self._used if part.op == "fact"}
        return tuple(_ground(leaf) for leaf in leaves.values())

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """Names of the facts for want of which nothing can be decided."""
        return tuple(fact.name for fact in self.missing_facts)

    @cached_property
    def missing_facts(self) -> tuple[Fact, ...]:
        return tuple({leaf.args[0].name: leaf.args[0] for leaf in self._lacking if leaf.op == "fact"}.values())

    @cached_property
    def open_points(self) -> tuple[str, ...]:
        """What the law itself leaves open."""
        return tuple(dict.fromkeys(lack(leaf) for leaf in self._lacking if leaf.op != "fact"))

    @cached_property
    def _lacking(self) -> list[Scalar]:
        return [*lacking(self.applies), *lacking(self.margin)] if self.verdict is Verdict.CANNOT_DECIDE else []

    @cached_property
    def _used(self) -> list[Scalar]:
        return [*parts(self.margin), *parts(self.applies)]

    def as_json(self) -> dict[str, Any]:
        """What is kept with a filing; the rule's own words are found again by its code."""
        return {
            "rule": self.rule.code,
            "verdict": self.verdict.code,
            "standing": self.standing.name.lower(),
            "accuses": self.accuses,
            "margin": self.margin.value,
            "text": self.text,
            "cite": self.short_cite,
            "missing": list(self.missing),
            "open": list(self.open_points),
            "grounds": {ground.name: ground.text for ground in self.grounds},
        }


def _ground(leaf: Scalar) -> Ground:
    fact: Fact = leaf.args[0]
    return Ground(fact.name, fact.label, leaf.value, shown(fact, leaf.value), fact.where)


def judge(rule: Rule, columns: Any, ops: Any) -> Finding:
    """Hold one rule against the facts.

    Not applicable: it certainly does not apply. Met: its margin is certainly not negative. Breached: it certainly
    applies and its margin is certainly negative. Everything else cannot be decided.
    """
    condition = getattr(columns, rule.when) if rule.when else None
    if condition is not None and condition.value is False:
        return Finding(rule, Verdict.NOT_APPLICABLE, condition, UNKNOWN, columns)
    in_force = _in_force(rule, columns) if rule.dated else None
    if in_force is not None and in_force.value is False:
        return Finding(rule, Verdict.NOT_APPLICABLE, in_force, UNKNOWN, columns)
    applies, margin = rule.judge(columns, ops)
    applies = lift(applies) if condition is None else condition & applies
    applies = applies if in_force is None else in_force & applies
    margin = lift(margin)
    return Finding(rule, _verdict(applies.value, margin.value), applies, margin, columns)


def _in_force(rule: Rule, columns: Any) -> Scalar:
    """Whether the rule's day lies in its days of force."""
    day = getattr(columns, rule.by)
    first, last = rule.span
    return Scalar(None if day.value is None else first <= day.value <= last, "in force", (day,))


def _verdict(applies: int | None, margin: int | None) -> Verdict:
    if applies is not None and not applies:
        return Verdict.NOT_APPLICABLE
    if margin is not None and margin >= 0:
        return Verdict.MET
    if applies is None or margin is None:
        return Verdict.CANNOT_DECIDE
    return Verdict.BREACHED
