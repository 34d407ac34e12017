"""What may be written down of the papers of a filing: for each topic the facts of the law it feeds, and for whom.

The names are those of `commutation.law.facts.Facts`; label and paper are told there. What is left open is not known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from commutation.law.facts import FACTS
from commutation.law.words import Confirmation, MeritGround
from commutation.states import Kind
from commutation.states.particulars import Topic
from procuratorate.lib.law.declared import Word

Value = bool | int | date
BEFORE_COURT = frozenset({Kind.COMMUTATION, Kind.PAROLE})


@dataclass(frozen=True, slots=True)
class Blank:
    """One thing to be told. `after` names others with values: one of them told so, this must be told too."""

    name: str
    shape: str = "flag"  # flag | code | count | day
    words: tuple[Word, ...] = ()
    after: tuple[tuple[str, tuple[Any, ...]], ...] = ()
    own: tuple[str, str] = ("", "")  # label and paper of what the law does not ask for, a province may

    @property
    def label(self) -> str:
        return self.own[0] or FACTS[self.name].label

    @property
    def where(self) -> str:
        """The paper it is read from."""
        return self.own[1] or FACTS[self.name].where

    def must_be_told(self, told: Mapping[str, Any]) -> bool:
        """Whether what is told so far asks for this."""
        return any(told.get(name) in values for name, values in self.after)

    def kept(self, value: Any) -> Any:
        """As canonical JSON keeps it."""
        return value.isoformat() if isinstance(value, date) else int(value) if self.shape == "code" else value

    def read(self, value: Any) -> Value:
        """Back from what was kept."""
        return date.fromisoformat(value) if self.shape == "day" else self._word(value) if self.words else value

    def say(self, value: Any) -> str:
        """A kept value in words."""
        if self.shape == "flag":
            return "是" if value else "否"
        return self._word(value).label if self.words else str(value)

    def _word(self, value: int) -> Word:
        return next(word for word in self.words if word == value)


@dataclass(frozen=True, slots=True)
class Subject:
    """A topic: for which kinds of filing, what is told, and whether wards may not read it."""

    kinds: frozenset[Kind]
    blanks: tuple[Blank, ...]
    help: str
    restricted: bool = False  # who disclosed whom, what a doctor wrote (practice.md §5.2)
    of_office: bool = False  # the prison neither tells nor reads it


_OWN = (MeritGround.INNOVATION, MeritGround.INVENTION, MeritGround.CONTRIBUTION)
_SUBJECTS = {
    Topic.MERIT: Subject(
        frozenset({Kind.COMMUTATION}),
        (
            Blank("merit_ground", "code", tuple(MeritGround)),
            Blank("merit_source_lawful", after=(("merit_ground", (MeritGround.DISCLOSURE,)),)),
            Blank("merit_own_work", after=(("merit_ground", _OWN),)),
            Blank("merit_confirmed", "code", tuple(Confirmation), after=(("merit_ground", _OWN),)),
            Blank("merit_levels", "count", own=("立功审批的层级数", "立功审批表")),
        ),
        "照立功审批表、线索查证材料、主管部门确认文件",
        restricted=True,
    ),
    Topic.WRITING: Subject(
        BEFORE_COURT,
        (Blank("self_written"), Blank("has_reason_not_to_write", after=(("self_written", (False,)),))),
        "认罪悔罪书、思想汇报等与本人其他笔迹、文化程度核对",
    ),
    Topic.APPRAISAL: Subject(
        BEFORE_COURT,
        tuple(map(Blank, ("admits_guilt", "obeys", "studies", "works", "no_danger_shown"))),
        "照评审鉴定表；没有再犯罪危险的材料只问假释",
    ),
    Topic.POINTS: Subject(
        BEFORE_COURT,
        (
            Blank("points_while_confined", "count"),
            Blank("month_below_base"),
            Blank("commended", after=(("month_below_base", (True,)),)),
        ),
        "照计分考核明细、禁闭审批表与奖励审批表；没有禁闭的不填基础分",
    ),
    Topic.PROPERTY: Subject(
        BEFORE_COURT,
        (
            Blank("able"),
            Blank("evaded"),
            Blank("borrowed_account"),
            Blank("evasion_ended", after=(("evaded", (True,)), ("borrowed_account", (True,)))),
            Blank("evasion_ended_on", "day", after=(("evasion_ended", (True,)),)),
            Blank("returns_gains"),
        ),
        "照执行法院材料、狱内账户明细、协查结果；退赃退赔只问职务、金融、涉黑罪犯",
    ),
    Topic.STRICTNESS: Subject(
        BEFORE_COURT,
        (Blank("stricter_for_property"), Blank("same_prior"), Blank("strict_twice")),
        "照审核表写明的从严情形和判决书认定的前科",
    ),
    Topic.HEALTH: Subject(
        frozenset({Kind.OUTSIDE_SERVICE}),
        tuple(map(Blank, ("life_in_danger", "chronic_listed", "self_harm", "social_danger"))),
        "只问诊断书、评估材料写没写明，不问病种",
        restricted=True,
    ),
    Topic.COPY: Subject(
        frozenset(Kind),
        (
            Blank("filed_on", "day", after=(("copied", (True, False)),)),
            Blank("copied"),
            Blank("copied_after", "count", after=(("copied", (True,)),)),
        ),
        "本系统没有登记报送，而法院或者决定机关已经收到的；副本晚于报送按工作日数，同日填 0",
        of_office=True,
    ),
}
SUBJECTS: Mapping[Topic, Subject] = _SUBJECTS
BLANKS = {blank.name: blank for subject in SUBJECTS.values() for blank in subject.blanks}


def topics_of(kind: str, *, of_office: bool = True) -> list[Topic]:
    """What may be told of a filing of this kind; without what is the office's alone unless asked for it."""
    return [topic for topic, one in SUBJECTS.items() if kind in one.kinds and (of_office or not one.of_office)]
