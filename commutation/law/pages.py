"""`python -m commutation.law.pages [DIRECTORY]`: a page per rule, made from the definitions, for jurists to review."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from commutation.law.described import Described, described
from procuratorate.lib.law.params import Dated, Param
from procuratorate.lib.law.rules import Rule
from procuratorate.lib.law.saying import words

DIRECTORY = Path("docs/law/rules")
MADE = "<!-- made by `python -m commutation.law.pages`; change the definition, not this page -->"


def pages() -> dict[str, str]:
    """File name → text: every rule, and the list of them."""
    found = described()
    return {"README.md": _index(list(found.values()))} | {f"{code}.md": _page(one) for code, one in found.items()}


def _index(rules: Sequence[Described]) -> str:
    lines = [MADE, "# 规则目录", "", f"共{len(rules)}条。每条只核对、不作决定；由人认定。", ""]
    matter = ""
    for one in rules:
        if one.matter != matter:
            matter = one.matter
            lines += ["", f"## {matter}", ""]
        rule = one.rule
        lines.append(f"- [{rule.title}]({rule.code}.md)：{_cites(rule)}（{one.asks}；{rule.kind.value}）")
    return "\n".join(lines) + "\n"


def _page(one: Described) -> str:
    rule = one.rule
    told = [
        ("代码", f"`{rule.code}`"),
        ("依据", _cites(rule)),
        ("适用于", one.asks),
        ("性质", rule.kind.value),
        ("把握程度", rule.standing.label),
        ("不符合时向谁提出", rule.addressee.value),
        ("施行期间", span(rule.since, rule.until)),
        ("不符合时的表述", rule.says or "逐项列出算式"),
        ("怎样补正", rule.mend),
        ("等待可以消除", "是" if rule.waits else ""),
        ("不符合时损害罪犯利益", "是" if rule.for_inmate else ""),
    ]
    lines = [MADE, f"# {rule.title}", "", rule.meaning, "", *(f"- {name}：{value}" for name, value in told if value)]
    return "\n".join([*lines, *_numbers(one), *_facts(one)]) + "\n"


def _numbers(one: Described) -> list[str]:
    if not one.numbers:
        return []
    rows = [_number(dated, param) for dated in one.numbers for _, _, param in dated.spans]
    return ["", "## 法定数值", "", "| 数值 | 取值 | 依据 | 施行 | 把握程度 |", "|---|---|---|---|---|", *rows]


def _number(dated: Dated, param: Param) -> str:
    cells = (dated.quantity.label, value_of(dated, param), param.cite.formal, span(param.since, param.until))
    return f"| {' | '.join(cells)} | {param.standing.label} |"


def _facts(one: Described) -> list[str]:
    rows = [f"| {fact.label} | {fact.where or '—'} |" for fact in one.facts]
    return ["", "## 需要的事实", "", "| 事实 | 从哪里找 |", "|---|---|", *rows]


def _cites(rule: Rule) -> str:
    return "；".join(cite.formal for cite in rule.cites)


def value_of(dated: Dated, param: Param) -> str:
    """The number in its measure, or what the text says instead of one."""
    if param.value is None:
        return f"没有数值{f'（{param.note}）' if param.note else ''}"
    return words(param.value, dated.quantity.measure)


def span(since: date | None, until: date | None) -> str:
    """2017-01-01 起, 至 2016-12-31, or both; nothing for all days."""
    first = f"{since} 起" if since and since != date.min else ""
    return "，".join(filter(None, [first, f"至 {until}" if until else ""]))


def main(arguments: Sequence[str]) -> int:
    """Write all pages; what no definition makes any more is deleted."""
    directory = Path(arguments[0]) if arguments else DIRECTORY
    directory.mkdir(parents=True, exist_ok=True)
    made = pages()
    for stale in {path.name for path in directory.glob("*.md")} - set(made):
        (directory / stale).unlink()
    for name, text in made.items():
        (directory / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
