"""The same rules as SQL over a table of PostgreSQL, printed from the graph: shared facts once, in nested subqueries.

Each level names what several later levels ask; `OFFSET 0` keeps the planner from writing it out again. Only columns
somebody still asks for are carried on. PostgreSQL's own three-valued logic is strong Kleene.
"""

from __future__ import annotations

import io
import re
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import polars as pl

from procuratorate.lib.law import months
from procuratorate.lib.law.graph import Node
from procuratorate.lib.law.plans import Plan

FIRST = "DATE '0001-01-01'"
TWICE = {"where", "whichever", "most", "least", "need", "pick", "%", "//", "after", "same_number", "eve", "years_after"}
DAY = f"({FIRST} + (%s - 1)::int)"
PLACE = f"((12 * date_part('year', {DAY}) + date_part('month', {DAY}) - 1) * 31 + date_part('day', {DAY}) - 1)::bigint"
LAST = f"(date_part('day', {DAY} + 1) = 1)"


class Query:
    """Nodes become columns of nested subqueries; a level names what is asked more than once."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.made, self.level = plan, dict[int, str](), dict[int, int]()
        self.levels: defaultdict[int, dict[str, str]] = defaultdict(dict)
        ends = {node.number for answer in plan.answers for node in (answer.breached, answer.margin)}
        uses: Counter[int] = Counter()
        for node in plan.graph.nodes:
            uses.update({arg.number: 2 if node.op in TWICE else 1 for arg in node.args if isinstance(arg, Node)})
        self.kept = ends | {number for number, times in uses.items() if times > 1}
        for node in plan.graph.nodes:
            self._add(node)

    def _add(self, node: Node) -> None:
        level = max((self.level[arg.number] for arg in node.args if isinstance(arg, Node)), default=0)
        if node.op in {"after", "same_number", "eve", "years_after"}:
            text, level = self._moved(node, level)
        else:
            text = self._text(node)
        if node.number in self.kept and node.op not in {"fact", "unknown"}:
            text, level = self._named(f"n{node.number}", text, level)
        self.made[node.number], self.level[node.number] = text, level

    def _named(self, name: str, text: str, level: int) -> tuple[str, int]:
        self.levels[level][name] = text
        return name, level + 1

    def _moved(self, node: Node, level: int) -> tuple[str, int]:
        day, by = map(self._arg, node.args)
        place = PLACE.replace("%s", day)
        if node.op == "after":
            place = (
                f"({place} + CASE WHEN {LAST.replace('%s', day)} THEN 31 - date_part('day', {DAY.replace('%s', day)})"
            )
            place += " ELSE 0 END)::bigint"
        unit = months.PLACES * (12 if node.op == "years_after" else 1)
        moved = f"{place} - {int(node.op == 'eve')} + {by} * {unit}"
        place = f"least(greatest({moved}, {months.NO_EARLIER}), {months.NO_LATER})"
        place, level = self._named(
            f"p{node.number}", f"CASE WHEN {day} IS NOT NULL AND {by} IS NOT NULL THEN {place} END", level
        )
        first = f"make_date(({place} / 372)::int, ({place} / 31 % 12)::int + 1, 1)"
        first, level = self._named(f"f{node.number}", first, level)
        number = f"least({place} % 31, ({first} + INTERVAL '1 month')::date - {first} - 1)"
        return f"({first} - {FIRST} + 1 + {number})", level

    def _arg(self, arg: Any) -> str:
        if isinstance(arg, Node):
            return self.made[arg.number]
        return str(arg).upper() if isinstance(arg, bool) else f"({int(arg)}::bigint)"

    def _text(self, node: Node) -> str:
        if node.op == "fact":
            return f'"{node.args[0]}"'
        if node.op == "pick":
            return self._pick(node)
        args = [self._arg(arg) for arg in node.args]
        simple = {"&": "AND", "|": "OR", "==": "=", "!=": "<>"}.get(node.op, node.op)
        if node.op in {"+", "-", "*", "<", "<=", ">", ">=", "==", "!=", "&", "|"}:
            return f"({args[0]} {simple} {args[1]})"
        return _OTHERS[node.op](*args)

    def _pick(self, node: Node) -> str:
        day = self._arg(node.args[1])
        spans = "".join(
            f" WHEN {day} BETWEEN {first} AND {last} THEN {'NULL' if param.value is None else param.value}::bigint"
            for first, last, param in node.args[0].spans
        )
        return f"(CASE{spans} END)"

    def counting(self, table: str) -> str:
        """Per rule breached, undecided, sum of margins, in one row."""
        cells = []
        for answer in self.plan.answers:
            asked = f"ask IN ({', '.join(str(int(ask)) for ask in answer.asks)})"
            breached, margin = self.made[answer.breached.number], self.made[answer.margin.number]
            cells.append(f"count(*) FILTER (WHERE {breached} AND {asked})")
            cells.append(f"count(*) FILTER (WHERE ({breached}) IS NULL AND {asked})")
            cells.append(f"sum(({margin})::bigint) FILTER (WHERE {breached} AND {asked})")
        return f"SELECT {', '.join(cells)} FROM ({self._nested(table, ' '.join(cells))}) AS whole"

    def _nested(self, table: str, wanted: str) -> str:
        """From the inside out; seen from the end it is known who still asks for what."""
        query, asked = table, {}
        for level in sorted(self.levels, reverse=True):
            asked[level] = _words(wanted)
            wanted += " " + " ".join(self.levels[level].values())
        known = {f'"{name}"' for name in self.plan.facts}
        for level in sorted(self.levels):
            told = [text + f" AS {name}" for name, text in self.levels[level].items()]
            carried = [name for name in sorted(known) if name.strip('"') in asked[level]]
            query = f"(SELECT {', '.join([*carried, *told])} FROM {query} AS l{level} OFFSET 0)"
            known = {*carried, *self.levels[level]}
        return f"SELECT * FROM {query} AS every"


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text)) | {"ask"}


_OTHERS: dict[str, Any] = {
    "~": lambda a: f"(NOT {a})",
    "literal": lambda a: a,
    "unknown": lambda: "NULL",
    "//": lambda a, b: f"(({a} - (({a} % {b}) + {b}) % {b}) / {b})",
    "%": lambda a, b: f"((({a} % {b}) + {b}) % {b})",
    "where": lambda c, y, n: f"(CASE WHEN {c} THEN {y} WHEN NOT {c} THEN {n} WHEN {y} = {n} THEN {y} END)",
    "whichever": lambda c, y, n: (
        f"(CASE WHEN {c} THEN {y} WHEN NOT {c} THEN {n} WHEN ({y} < 0) = ({n} < 0)"
        f" THEN CASE WHEN abs({y}) <= abs({n}) THEN {y} ELSE {n} END END)"
    ),
    "most": lambda a, b: f"(CASE WHEN {a} >= {b} THEN {a} WHEN {a} < {b} THEN {b} END)",
    "least": lambda a, b: f"(CASE WHEN {a} <= {b} THEN {a} WHEN {a} > {b} THEN {b} END)",
    "size": lambda a: f"abs({a})",
    "first": lambda a, b: f"coalesce({a}, {b})",
    "happened": lambda a: f"({a} IS NOT NULL)",
    "need": lambda a: f"(CASE WHEN {a} THEN 0::bigint WHEN NOT {a} THEN -1 END)",
    "same": lambda a, b: f"(-abs({a} - {b}))",
}


def load(cursor: Any, paths: list[Path], plan: Plan) -> float:
    """The archive into an unlogged table, as bigint and boolean; seconds."""
    begun, made = time.perf_counter(), False
    names = list(dict.fromkeys(["ask", *plan.facts]))
    for path in paths:
        frame = pl.read_ipc(path, columns=names).select(names)
        frame = frame.with_columns(pl.col(pl.Date).cast(pl.Int32) + 719163)
        if not made:
            kinds = ", ".join(f'"{n}" {"boolean" if k == pl.Boolean else "bigint"}' for n, k in frame.schema.items())
            cursor.execute(f"CREATE UNLOGGED TABLE cases ({kinds})")
            made = True
        text = io.StringIO(frame.write_csv(include_header=False))
        cursor.copy_expert("COPY cases FROM STDIN (FORMAT csv)", text)
    cursor.execute("ANALYZE cases")
    return time.perf_counter() - begun


def screened(cursor: Any, plan: Plan, workers: int) -> tuple[float, dict[str, list[int]]]:
    """Seconds of one count over the table, and what it counted."""
    query = Query(plan).counting("cases")
    cursor.execute(f"SET jit = off; SET max_parallel_workers_per_gather = {workers}; SET work_mem = '256MB'")
    cursor.execute("SET from_collapse_limit = 1; SET min_parallel_table_scan_size = 0; SET parallel_setup_cost = 0")
    begun = time.perf_counter()
    cursor.execute(query)
    row = cursor.fetchone()
    spent = time.perf_counter() - begun
    cells = [int(cell or 0) for cell in row]
    return spent, {answer.code: cells[3 * n : 3 * n + 3] for n, answer in enumerate(plan.answers)}
