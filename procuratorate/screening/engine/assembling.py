"""The kernel as text: a loop over blocks of sixteen rows in which every rule is answered, then its hits collected."""

from __future__ import annotations

from procuratorate.lib.law.plans import Plan
from procuratorate.screening.engine.lanes import DECLARED, MASK, NUMBERS, WIDTH
from procuratorate.screening.engine.lowering import Lowering

# Masks and margins of one block, then who wants what; in the first level of cache all along.
COLLECT = """
declare i16 @llvm.ctpop.i16(i16)
declare i16 @llvm.cttz.i16(i16, i1)
%found = type { i64, i64, ptr, ptr, ptr, ptr, ptr, ptr }

define internal void @collect(ptr noalias %scratch, i64 %base, i64 %rows, ptr noalias %out) noinline {
entry:
  %left = sub i64 %rows, %base
  %short = icmp slt i64 %left, 16
  %few = trunc i64 %left to i16
  %bit = shl i16 1, %few
  %part = sub i16 %bit, 1
  %live = select i1 %short, i16 %part, i16 -1
  %rows.at = getelementptr %found, ptr %out, i64 0, i32 2
  %rows.to = load ptr, ptr %rows.at
  %rules.at = getelementptr %found, ptr %out, i64 0, i32 3
  %rules.to = load ptr, ptr %rules.at
  %margins.at = getelementptr %found, ptr %out, i64 0, i32 4
  %margins.to = load ptr, ptr %margins.at
  %breaches.at = getelementptr %found, ptr %out, i64 0, i32 5
  %breaches = load ptr, ptr %breaches.at
  %open.at = getelementptr %found, ptr %out, i64 0, i32 6
  %open = load ptr, ptr %open.at
  %counts.at = getelementptr %found, ptr %out, i64 0, i32 7
  %counts = load ptr, ptr %counts.at
  %start = load i64, ptr %out
  br label %rule
rule:
  %r = phi i64 [0, %entry], [%r.next, %next]
  %n = phi i64 [%start, %entry], [%n.next, %next]
  %t.at = getelementptr i16, ptr %scratch, i64 %r
  %t.all = load i16, ptr %t.at
  %t = and i16 %t.all, %live
  %r.open = add i64 %r, RULES
  %u.at = getelementptr i16, ptr %scratch, i64 %r.open
  %u.all = load i16, ptr %u.at
  %u = and i16 %u.all, %live
  %any = or i16 %t, %u
  %quiet = icmp eq i16 %any, 0
  br i1 %quiet, label %next, label %count
count:
  %c.t = getelementptr [3 x i64], ptr %counts, i64 %r, i64 0
  %c.u = getelementptr [3 x i64], ptr %counts, i64 %r, i64 1
  %c.m = getelementptr [3 x i64], ptr %counts, i64 %r, i64 2
  %u.many16 = call i16 @llvm.ctpop.i16(i16 %u)
  %u.many = zext i16 %u.many16 to i64
  %u.was = load i64, ptr %c.u
  %u.now = add i64 %u.was, %u.many
  store i64 %u.now, ptr %c.u
  %margins.off = mul i64 %r, 64
  %margins.here = add i64 %margins.off, MARGINS
  %margins.of = getelementptr i8, ptr %scratch, i64 %margins.here
  %rule16 = trunc i64 %r to i16
  %o.at = getelementptr i16, ptr %open, i64 %r
  %o.wanted = load i16, ptr %o.at
  %o = and i16 %u, %o.wanted
  %b.at = getelementptr i16, ptr %breaches, i64 %r
  %b.wanted = load i16, ptr %b.at
  %b.step16 = and i16 %b.wanted, 1
  %b.step = zext i16 %b.step16 to i64
  %t.none = icmp eq i16 %t, 0
  br i1 %t.none, label %others, label %breached
breached:
  %t.many16 = call i16 @llvm.ctpop.i16(i16 %t)
  %t.many = zext i16 %t.many16 to i64
  %t.was = load i64, ptr %c.t
  %t.now = add i64 %t.was, %t.many
  store i64 %t.now, ptr %c.t
  %m.was = load i64, ptr %c.m
  br label %breach
breach:
  %b = phi i16 [%t, %breached], [%b.rest, %breach]
  %bn = phi i64 [%n, %breached], [%bn.next, %breach]
  %m = phi i64 [%m.was, %breached], [%m.now, %breach]
  %b.lane16 = call i16 @llvm.cttz.i16(i16 %b, i1 true)
  %b.lane = zext i16 %b.lane16 to i64
  %b.row = add i64 %base, %b.lane
  %b.row32 = trunc i64 %b.row to i32
  %b.margin.at = getelementptr i32, ptr %margins.of, i64 %b.lane
  %b.margin = load i32, ptr %b.margin.at
  %b.row.to = getelementptr i32, ptr %rows.to, i64 %bn
  store i32 %b.row32, ptr %b.row.to
  %b.rule.to = getelementptr i16, ptr %rules.to, i64 %bn
  store i16 %rule16, ptr %b.rule.to
  %b.margin.to = getelementptr i32, ptr %margins.to, i64 %bn
  store i32 %b.margin, ptr %b.margin.to
  %b.wide = sext i32 %b.margin to i64
  %m.now = add i64 %m, %b.wide
  %bn.next = add i64 %bn, %b.step
  %b.less = sub i16 %b, 1
  %b.rest = and i16 %b, %b.less
  %b.done = icmp eq i16 %b.rest, 0
  br i1 %b.done, label %summed, label %breach
summed:
  store i64 %m.now, ptr %c.m
  br label %others
others:
  %on = phi i64 [%n, %count], [%bn.next, %summed]
  %o.none = icmp eq i16 %o, 0
  br i1 %o.none, label %next, label %undecided
undecided:
  %w = phi i16 [%o, %others], [%w.rest, %undecided]
  %wn = phi i64 [%on, %others], [%wn.next, %undecided]
  %w.lane16 = call i16 @llvm.cttz.i16(i16 %w, i1 true)
  %w.lane = zext i16 %w.lane16 to i64
  %w.row = add i64 %base, %w.lane
  %w.row32 = trunc i64 %w.row to i32
  %w.row.to = getelementptr i32, ptr %rows.to, i64 %wn
  store i32 %w.row32, ptr %w.row.to
  %w.rule.to = getelementptr i16, ptr %rules.to, i64 %wn
  store i16 %rule16, ptr %w.rule.to
  %w.margin.to = getelementptr i32, ptr %margins.to, i64 %wn
  store i32 -2147483648, ptr %w.margin.to
  %wn.next = add i64 %wn, 1
  %w.less = sub i16 %w, 1
  %w.rest = and i16 %w, %w.less
  %w.done = icmp eq i16 %w.rest, 0
  br i1 %w.done, label %next, label %undecided
next:
  %n.next = phi i64 [%n, %rule], [%on, %others], [%wn.next, %undecided]
  %r.next = add i64 %r, 1
  %all = icmp eq i64 %r.next, RULES
  br i1 %all, label %out.of, label %rule
out.of:
  store i64 %n.next, ptr %out
  ret void
}
"""
SCREEN = """
define i64 @screen(ptr noalias %columns, ptr noalias %tables, ptr noalias %scratch, i64 %first, i64 %blocks, i64 %rows,
                   ptr noalias %out) "prefer-vector-width"="512" "min-legal-vector-width"="512" {
entry:
  %ordinals = load ptr, ptr %tables
  %places.at = getelementptr ptr, ptr %tables, i64 1
  %places = load ptr, ptr %places.at
  %days.at = getelementptr ptr, ptr %tables, i64 2
  %days = load ptr, ptr %days.at
  %room.at = getelementptr %found, ptr %out, i64 0, i32 1
  %room = load i64, ptr %room.at
  br label %ask
ask:
  %block = phi i64 [%first, %entry], [%after, %answer]
  %n = load i64, ptr %out
  %full = icmp sgt i64 %n, %room
  %end = icmp sge i64 %block, %blocks
  %stop = or i1 %full, %end
  br i1 %stop, label %stopped, label %answer
answer:
  BODY
  %base = mul i64 %block, 16
  call void @collect(ptr %scratch, i64 %base, i64 %rows, ptr %out)
  %after = add i64 %block, 1
  br label %ask
stopped:
  ret i64 %block
}
"""


def margins_at(rules: int) -> int:
    """Where the margins stand in the scratch of a block: after two masks a rule, on a line of the cache."""
    return -(-4 * rules // 64) * 64


def scratch_size(rules: int) -> int:
    return margins_at(rules) + rules * WIDTH * 4


def assembled(plan: Plan, lowering: Lowering) -> str:
    """The module of a lowered plan."""
    rules = len(plan.answers)
    body = [*_columns(len(plan.facts)), *lowering.lanes.lines, *_answers(plan, lowering)]
    collect = COLLECT.replace("RULES", str(rules)).replace("MARGINS", str(margins_at(rules)))
    return DECLARED + collect + SCREEN.replace("BODY", "\n  ".join(body))


def _columns(count: int) -> list[str]:
    """Where each column begins, and where it is written which of its rows are known."""
    lines = []
    for number in range(count):
        for name, place in (("column", 0), ("known", 1)):
            lines.append(f"%at.{name}{number} = getelementptr [2 x ptr], ptr %columns, i64 {number}, i64 {place}")
            lines.append(f"%{name}{number} = load ptr, ptr %at.{name}{number}")
    return lines


def _answers(plan: Plan, lowering: Lowering) -> list[str]:
    """Which lanes breach each rule, which leave it open, and the margins, put down for `collect`."""
    lines, rules, lanes = [], len(plan.answers), lowering.lanes
    for number, answer in enumerate(plan.answers):
        breached, margin = lowering.flag(answer.breached), lowering.number(answer.margin)
        begun = len(lanes.lines)
        open_ = lanes.without(lanes.either(breached.true, breached.false))
        lines += lanes.lines[begun:]
        del lanes.lines[begun:]
        for name, mask, place in (("t", breached.true, number), ("u", open_, rules + number)):
            lines.append(f"%{name}{number} = bitcast {MASK} {mask} to i16")
            lines.append(f"%at.{name}{number} = getelementptr i16, ptr %scratch, i64 {place}")
            lines.append(f"store i16 %{name}{number}, ptr %at.{name}{number}")
        place = margins_at(rules) + number * WIDTH * 4
        lines.append(f"%at.m{number} = getelementptr i8, ptr %scratch, i64 {place}")
        lines.append(f"store {NUMBERS} {margin.lanes}, ptr %at.m{number}, align 4")
    return lines
