"""Hits of a batch written down, rule by rule, sixty-four rows at a glance: most words of bits are nought."""

from __future__ import annotations

# Of the scratch this knows: a mask of the batch for each rule's breaches, then for each rule's open rows, then margins.
TEXT = """
declare i64 @llvm.ctpop.i64(i64)
declare i64 @llvm.cttz.i64(i64, i1)
%found = type { i64, i64, ptr, ptr, ptr, ptr, ptr, ptr, ptr }

define internal void @collect(ptr noalias %scratch, i64 %base, i64 %rows, ptr noalias %out) {
entry:
  %rows.at = getelementptr %found, ptr %out, i64 0, i32 2
  %rows.to = load ptr, ptr %rows.at
  %rules.at = getelementptr %found, ptr %out, i64 0, i32 3
  %rules.to = load ptr, ptr %rules.at
  %margins.at = getelementptr %found, ptr %out, i64 0, i32 4
  %margins.to = load ptr, ptr %margins.at
  %numbers.at = getelementptr %found, ptr %out, i64 0, i32 5
  %numbers = load ptr, ptr %numbers.at
  %breaches.at = getelementptr %found, ptr %out, i64 0, i32 6
  %breaches = load ptr, ptr %breaches.at
  %open.at = getelementptr %found, ptr %out, i64 0, i32 7
  %open = load ptr, ptr %open.at
  %counts.at = getelementptr %found, ptr %out, i64 0, i32 8
  %counts = load ptr, ptr %counts.at
  %start = load i64, ptr %out
  %left = sub i64 %rows, %base
  br label %rule
rule:
  %r = phi i64 [0, %entry], [%r.next, %ruled]
  %rn = phi i64 [%start, %entry], [%n.next, %ruled]
  %number.at = getelementptr i16, ptr %numbers, i64 %r
  %number = load i16, ptr %number.at
  %g = zext i16 %number to i64
  %c.t = getelementptr [3 x i64], ptr %counts, i64 %g, i64 0
  %c.u = getelementptr [3 x i64], ptr %counts, i64 %g, i64 1
  %c.m = getelementptr [3 x i64], ptr %counts, i64 %g, i64 2
  %o.at = getelementptr i64, ptr %open, i64 %g
  %o.wanted = load i64, ptr %o.at
  %b.at = getelementptr i64, ptr %breaches, i64 %g
  %b.step = load i64, ptr %b.at
  %margins.off = mul i64 %r, MARGIN_BYTES
  %margins.here = add i64 %margins.off, MARGINS
  %margins.of = getelementptr i8, ptr %scratch, i64 %margins.here
  %t.from = mul i64 %r, MASK_BYTES
  %t.masks = getelementptr i8, ptr %scratch, i64 %t.from
  %u.from = add i64 %t.from, OPEN_AT
  %u.masks = getelementptr i8, ptr %scratch, i64 %u.from
  br label %word
word:
  %w = phi i64 [0, %rule], [%w.next, %next]
  %n = phi i64 [%rn, %rule], [%n.next, %next]
  %w.row = shl i64 %w, 6
  %w.left = sub i64 %left, %w.row
  %w.short = icmp slt i64 %w.left, 64
  %w.many = call i64 @llvm.smax.i64(i64 %w.left, i64 0)
  %w.bit = shl i64 1, %w.many
  %w.part = sub i64 %w.bit, 1
  %live = select i1 %w.short, i64 %w.part, i64 -1
  %t.at = getelementptr i64, ptr %t.masks, i64 %w
  %t.all = load i64, ptr %t.at
  %t = and i64 %t.all, %live
  %u.at = getelementptr i64, ptr %u.masks, i64 %w
  %u.all = load i64, ptr %u.at
  %u = and i64 %u.all, %live
  %any = or i64 %t, %u
  %quiet = icmp eq i64 %any, 0
  br i1 %quiet, label %next, label %count
count:
  %u.many = call i64 @llvm.ctpop.i64(i64 %u)
  %u.was = load i64, ptr %c.u
  %u.now = add i64 %u.was, %u.many
  store i64 %u.now, ptr %c.u
  %o = and i64 %u, %o.wanted
  %t.none = icmp eq i64 %t, 0
  br i1 %t.none, label %others, label %breached
breached:
  %t.many = call i64 @llvm.ctpop.i64(i64 %t)
  %t.was = load i64, ptr %c.t
  %t.now = add i64 %t.was, %t.many
  store i64 %t.now, ptr %c.t
  %m.was = load i64, ptr %c.m
  br label %breach
breach:
  %b = phi i64 [%t, %breached], [%b.rest, %breach]
  %bn = phi i64 [%n, %breached], [%bn.next, %breach]
  %m = phi i64 [%m.was, %breached], [%m.now, %breach]
  %b.lane = call i64 @llvm.cttz.i64(i64 %b, i1 true)
  %b.local = add i64 %w.row, %b.lane
  %b.row = add i64 %base, %b.local
  %b.row32 = trunc i64 %b.row to i32
  %b.margin.at = getelementptr i32, ptr %margins.of, i64 %b.local
  %b.margin = load i32, ptr %b.margin.at
  %b.row.to = getelementptr i32, ptr %rows.to, i64 %bn
  store i32 %b.row32, ptr %b.row.to
  %b.rule.to = getelementptr i16, ptr %rules.to, i64 %bn
  store i16 %number, ptr %b.rule.to
  %b.margin.to = getelementptr i32, ptr %margins.to, i64 %bn
  store i32 %b.margin, ptr %b.margin.to
  %b.wide = sext i32 %b.margin to i64
  %m.now = add i64 %m, %b.wide
  %bn.next = add i64 %bn, %b.step
  %b.less = sub i64 %b, 1
  %b.rest = and i64 %b, %b.less
  %b.done = icmp eq i64 %b.rest, 0
  br i1 %b.done, label %summed, label %breach
summed:
  store i64 %m.now, ptr %c.m
  br label %others
others:
  %on = phi i64 [%n, %count], [%bn.next, %summed]
  %o.none = icmp eq i64 %o, 0
  br i1 %o.none, label %next, label %undecided
undecided:
  %a = phi i64 [%o, %others], [%a.rest, %undecided]
  %an = phi i64 [%on, %others], [%an.next, %undecided]
  %a.lane = call i64 @llvm.cttz.i64(i64 %a, i1 true)
  %a.local = add i64 %w.row, %a.lane
  %a.row = add i64 %base, %a.local
  %a.row32 = trunc i64 %a.row to i32
  %a.row.to = getelementptr i32, ptr %rows.to, i64 %an
  store i32 %a.row32, ptr %a.row.to
  %a.rule.to = getelementptr i16, ptr %rules.to, i64 %an
  store i16 %number, ptr %a.rule.to
  %a.margin.to = getelementptr i32, ptr %margins.to, i64 %an
  store i32 -2147483648, ptr %a.margin.to
  %an.next = add i64 %an, 1
  %a.less = sub i64 %a, 1
  %a.rest = and i64 %a, %a.less
  %a.done = icmp eq i64 %a.rest, 0
  br i1 %a.done, label %next, label %undecided
next:
  %n.next = phi i64 [%n, %word], [%on, %others], [%an.next, %undecided]
  %w.next = add i64 %w, 1
  %worded = icmp eq i64 %w.next, WORDS
  br i1 %worded, label %ruled, label %word
ruled:
  %r.next = add i64 %r, 1
  %all = icmp eq i64 %r.next, RULES
  br i1 %all, label %out.of, label %rule
out.of:
  store i64 %n.next, ptr %out
  ret void
}
declare i64 @llvm.smax.i64(i64, i64)
"""


def collect(rules: int, batch: int, margins: int) -> str:
    """The function for so many rules, batches of so many blocks of sixteen rows, and margins at this place."""
    told = {
        "MARGIN_BYTES": batch * 64, "MARGINS": margins, "MASK_BYTES": batch * 2, "OPEN_AT": rules * batch * 2,
        "WORDS": batch // 4, "RULES": rules,
    }  # fmt: skip
    text = TEXT
    for name, value in told.items():
        text = text.replace(name, str(value))
    return text
