"""发文签发单: a paper's way to its signature, step by step, with the hash each step was taken on (practice.md #24)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from commutation.models import Opinion, OpinionStep
from commutation.states.reviews import Step
from procuratorate.documents.engine.leaf import words_of
from procuratorate.lib.clock import day_of

# What a slip has a box for, in order; the rest of the way stands in 办理过程.
BOXES = (
    ("承办意见", (Step.SUBMITTED,)), ("部门审核", (Step.ENDORSED,)), ("检委会", (Step.RESOLVED,)),
    ("签发", (Step.ISSUED, Step.SIGNED)),
)  # fmt: skip
BY_HAND = ("核稿", "用印", "归档")


def approval_slip(opinion: Opinion, name: str, people: int) -> dict[str, Any]:
    """Facts of the slip: who drafted, reviewed, signed, when, on which content. `name`: as printed on the paper."""
    steps = list(opinion.steps.select_related("officer").order_by("pk"))
    addressee = opinion.addressee.name if opinion.addressee else ""
    drafted = f"{opinion.drafter.name}　{words_of(day_of(opinion.created_at))}"
    return {
        "cells": [
            ["文书名称", name, "文号", opinion.number],
            ["主送", addressee, "所涉人数", f"{people}人" if people else ""],
            ["承办部门", opinion.office.name, "拟稿人", drafted],
            ["提出依据", opinion.competence],
            ["内容校验", opinion.content_hash],
        ],
        "boxes": [
            ["事由", [opinion.title], "", "low"],
            *_signed(steps),
            ["办理过程", [_way(steps)], "", "low"],
            *([label, [], "", "low"] for label in BY_HAND),
        ],
    }


def _signed(steps: Sequence[OpinionStep]) -> Iterable[list[Any]]:
    """The last word of each; a slip printed on the way has the rest of its boxes empty."""
    for label, kinds in BOXES:
        last = next((one for one in reversed(steps) if one.step in kinds), None)
        if last is not None:
            yield [label, [last.comment or last.get_step_display()], _hand(last), "low"]
        elif label != "检委会":
            yield [label, [], "", "low"]


def _hand(step: OpinionStep) -> str:
    by = f"（代{step.acting_for}）" if step.acting_for else ""
    return f"{step.officer.name}{by}　　{words_of(day_of(step.at))}　　校验{step.content_hash[:8]}"


def _way(steps: Iterable[OpinionStep]) -> str:
    told = (f"{words_of(day_of(one.at))}{one.officer.name}{one.get_step_display()}" for one in steps)
    return "；".join(told)
