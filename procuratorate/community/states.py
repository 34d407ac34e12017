"""Closed vocabularies of the register of those who serve outside walls."""

from django.db.models import TextChoices

from procuratorate.lib.moves import moves


class Kind(TextChoices):
    """What is served outside, and by whom it is executed: the last by the police, the others by 社区矫正机构."""

    CONTROL = "control", "管制"
    PROBATION = "probation", "缓刑"
    PAROLE = "parole", "假释"
    OUTSIDE = "outside", "暂予监外执行"
    RIGHTS = "rights", "剥夺政治权利"


class SubjectState(TextChoices):
    AWAITED = "awaited", "待报到"
    SERVING = "serving", "执行中"
    LOST = "lost", "脱离监管"
    ENDED = "ended", "已终结"


class Act(TextChoices):
    """What is recorded of a subject, each with its day and paper."""

    PAPERS = "papers", "执行机关收到法律文书"
    ARRIVED = "arrived", "报到、接收"
    LOST = "lost", "脱离监管"
    FOUND = "found", "重新受管"
    ADMONISHED = "admonished", "训诫"
    WARNED = "warned", "警告"
    PROPOSED = "proposed", "提请撤销、收监"
    DECIDED = "decided", "决定撤销、收监"
    TAKEN = "taken", "收监执行"
    CHECKED = "checked", "检察核查"
    ENDED = "ended", "期满解除、宣告"


_LIVING: set[str] = {SubjectState.AWAITED, SubjectState.SERVING, SubjectState.LOST}
SUBJECT_MOVES = moves(
    arrived=({SubjectState.AWAITED}, SubjectState.SERVING),
    lost=({SubjectState.SERVING}, SubjectState.LOST),
    found=({SubjectState.LOST}, SubjectState.SERVING),
    taken=(_LIVING, SubjectState.ENDED),
    ended=(_LIVING, SubjectState.ENDED),
)

ACTS = {
    "community.enter": "登记监外执行对象", "community.record": "登记监外执行情况",
    "community.ask_court": "函询财产性判项执行", "community.note_answer": "登记执行法院证明",
}  # fmt: skip
