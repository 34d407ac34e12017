"""Facts of an inmate in words, and what of them has moved between two days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from prisons.models import Account, Commendation, ConductPeriod, Punishment
from prisons.selectors.facts import ACCOUNT, CHANGE, JUDGMENT, OFFENCE, PERIOD, PERSON, PROPERTY, PUNISHMENT
from prisons.selectors.facts import SENTENCE as SENTENCE_COLUMNS
from procuratorate.custody.models import Judgment, Offence, Person, PropertyItem, Sentence, SentenceChange
from procuratorate.custody.states import Category, Vulnerable

Facts = Mapping[str, Any]
UNTOLD = frozenset({"ethnicity", "absent"})  # ethnicity prints under statutory heads alone (practice.md §5.1)
PREFIXED = frozenset({"kind", "months", "days"})  # of the sentence: `sentence_kind` …
SCALARS: tuple[tuple[str, type[Model], tuple[str, ...]], ...] = (
    ("身份", Person, PERSON), ("判决", Judgment, JUDGMENT), ("刑罚", Sentence, SENTENCE_COLUMNS),
)  # fmt: skip
CHANGE_REST = tuple(name for name in CHANGE if name not in {"kind", "ruled_on"})
# part, key of the facts, model, columns, how many of them name the row
SHELVES: tuple[tuple[str, str, type[Model], tuple[str, ...], int], ...] = (
    ("罪行", "offences", Offence, OFFENCE, 1),
    ("刑罚变更", "changes", SentenceChange, ("kind", "ruled_on", *CHANGE_REST), 2),
    ("财产性判项", "property", PropertyItem, PROPERTY, 1),
    ("考核期", "conduct", ConductPeriod, PERIOD, 2),
    ("奖励", "commendations", Commendation, ("kind", "awarded_on", "count", "approval"), 2),
    ("处罚", "punishments", Punishment, PUNISHMENT, 2),
    ("狱内账户", "accounts", Account, ACCOUNT, 1),
)  # fmt: skip
WORDS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "former_names": ("其他姓名", {}),
    "categories": ("罪犯类别", dict(Category.choices)),
    "vulnerabilities": ("特殊群体", dict(Vulnerable.choices)),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One fact on two days; `moved` where they no longer say the same."""

    part: str
    label: str
    then: str
    now: str

    @property
    def moved(self) -> bool:
        return self.then != self.now


def compared(then: Facts, now: Facts) -> list[Told]:
    """Every fact of either day. Both as canonical JSON reads back: dates and sums are texts."""
    before, after = _told(then), _told(now)
    return [Told(*key, before.get(key, ""), after.get(key, "")) for key in before | after]


def _told(facts: Facts) -> dict[tuple[str, str], str]:
    """(part, label) → value; a second row under the same name is counted."""
    found: dict[tuple[str, str], str] = {}
    seen: Counter[tuple[str, str]] = Counter()
    for part, label, value in _lines(facts) if facts else ():
        seen[part, label] += 1
        times = seen[part, label]
        found[part, label if times == 1 else f"{label}（{times}）"] = value
    return found


def _lines(facts: Facts) -> Iterator[tuple[str, str, str]]:
    yield "身份", "监区", str(facts.get("ward") or "未分")
    for part, model, columns in SCALARS:
        for name in columns:
            key = f"sentence_{name}" if model is Sentence and name in PREFIXED else name
            if name not in UNTOLD and (value := _word(model, name, facts.get(key))):
                yield part, _label(model, name), value
    for key, (label, words) in WORDS.items():
        if facts.get(key):
            yield "身份", label, "、".join(words.get(one, one) for one in facts[key])
    for part, key, model, columns, heads in SHELVES:
        for row in facts.get(key, ()):
            yield part, _named(model, columns[:heads], row), _rest(model, columns[heads:], row)


def _named(model: type[Model], columns: tuple[str, ...], row: Facts) -> str:
    return " ".join(word for name in columns if (word := _word(model, name, row.get(name)))) or "未写明"


def _rest(model: type[Model], columns: tuple[str, ...], row: Facts) -> str:
    words = ((name, _word(model, name, row.get(name))) for name in columns if name not in UNTOLD)
    return "，".join(f"{_label(model, name)} {word}" for name, word in words if word) or "已记载"


def _label(model: type[Model], name: str) -> str:
    field: Any = None if name == "unpaid" else model._meta.get_field(name)
    return str(field.verbose_name) if field else "未履行（元）"


def _word(model: type[Model], name: str, value: Any) -> str:
    """A plain value as an officer reads it; empty when nothing is said."""
    if value is None or value == "" or value is False:
        return ""
    if value is True:
        return "是"
    field: Any = None if name == "unpaid" else model._meta.get_field(name)
    choices: dict[Any, Any] = dict(getattr(field, "flatchoices", None) or ())
    return str(choices.get(value, value))
