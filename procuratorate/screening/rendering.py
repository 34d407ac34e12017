"""What the pages show: a rule's worked sum then and now, hits with their cases, records of rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from procuratorate.lib.law.findings import Finding, Verdict
from procuratorate.lib.law.saying import shown
from procuratorate.screening.fields import Field
from procuratorate.screening.judging import digests
from procuratorate.screening.models import Suspicion, Version
from procuratorate.screening.selectors import Record

SIGNS = {
    Verdict.BREACHED: "breach", Verdict.MET: "met", Verdict.CANNOT_DECIDE: "unsure", Verdict.NOT_APPLICABLE: "na",
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One rule's answer, in the words a procurator would sign. A breach by a rule not quite sure only warns."""

    kind: str
    code: str
    name: str
    why: str
    cite: str
    standing: str
    word: str = ""
    label: str = ""
    extra: str = ""
    evidence: str = ""
    evidence_url: str = ""
    formal: str = ""  # the articles as a paper bears them


@dataclass(frozen=True)
class Explained:
    """A record under the law of its own day and of today, rule by rule; and the facts it rests on."""

    then: list[Line]
    now: list[Line]
    facts: list[tuple[str, str, str]]
    others: int

    @property
    def pairs(self) -> list[tuple[Line, Line]]:
        return list(zip(self.then, self.now, strict=True))


def line_of(found: Finding, field: Field) -> Line:
    rule, kind = found.rule, SIGNS[found.verdict]
    if found.verdict is Verdict.BREACHED and not found.accuses:
        kind = "soon"
    lacks = "、".join(f"{fact.label}（{fact.where}）" if fact.where else fact.label for fact in found.missing_facts)
    return Line(
        kind=kind, code=rule.code, name=rule.title, why=found.text.removesuffix(f"（{found.cite}）"),
        cite=found.short_cite, standing=found.standing.label, extra=f"缺：{lacks}" if lacks else "",
        evidence="规则" if field.rule_page else "", evidence_url=field.rule_page(rule.code) if field.rule_page else "",
        formal=found.cite,
    )  # fmt: skip


def explained(record: Record, only: Sequence[str], on: date) -> Explained:
    """Hold the rules against one record again, by the scalars that are the law's own meaning."""
    ask = record.field.explain
    whole = ask(record.kind, record.values, on=record.on)
    then = [one for one in whole if one.rule.code in only]
    now = ask(record.kind, record.values, on=record.on, law_on=on, only=set(only))
    asked = {ground.name for one in then for ground in one.grounds}
    facts = [
        (fact.label, shown(fact, _number(record.values[name])), fact.where)
        for name, fact in record.field.facts.items()
        if name in record.values and (not only or name in asked)
    ]
    others = sum(one.verdict is Verdict.BREACHED and one.rule.code not in only for one in whole)
    return Explained(
        [line_of(one, record.field) for one in then], [line_of(one, record.field) for one in now], facts, others
    )


def _number(value: Any) -> int:
    return value.toordinal() if isinstance(value, date) else int(value)


def points_of(lines: Iterable[Line], record: Record) -> list[tuple[str, str]]:
    """What was found and its article, as the points of a notice."""
    return [(f"{record.name}（{record.number}）{record.kind_word}：{line.why}", line.formal) for line in lines]


@dataclass(frozen=True)
class RuleRecord:
    """What became of the clues of one rule as it was defined when they were raised."""

    title: str
    source: str
    url: str
    is_current: bool
    sent: int
    open: int
    verified: int
    excluded: int
    unclear: int
    reasons: list[str]

    @property
    def segments(self) -> list[dict[str, Any]]:
        """For the bar: how many of each, in a fixed order."""
        told = (("c1", "查证属实", self.verified), ("c2", "排除", self.excluded), ("c3", "无法判断", self.unclear))
        return [
            {"css": css, "label": label, "count": count} for css, label, count in (*told, ("c4", "待核查", self.open))
        ]


def rule_records(rows: Sequence[dict[str, Any]], fields: dict[str, Field]) -> list[RuleRecord]:
    """Rows of `selectors.became`, with the titles of the rules and the reasons why clues proved false."""
    visible = Version.objects.select_related("model").in_bulk({row["version"] for row in rows})
    reasons = _reasons({row["rule"] for row in rows})
    made = []
    for row in rows:
        code, field, version = row["rule"], fields[row["clue__field"]], visible.get(row["version"])
        rule = field.rule(code)
        made.append(
            RuleRecord(
                rule.title if rule else code, row["source"], version.get_absolute_url() if version else "",
                digests(field, [code])[code] == row["digest"], row["sent"], row["open"], row["verified"],
                row["excluded"], row["unclear"], reasons.get((code, row["version"]), []),
            )
        )  # fmt: skip
    return made


def _reasons(rules: set[str]) -> dict[tuple[str, int], list[str]]:
    found: dict[tuple[str, int], list[str]] = {}
    for one in Suspicion.objects.filter(rule__in=rules, state="excluded").order_by("-settled_at")[:200]:
        found.setdefault((one.rule, one.version_id), []).append(one.reason)
    return {key: list(dict.fromkeys(said))[:3] for key, said in found.items()}
