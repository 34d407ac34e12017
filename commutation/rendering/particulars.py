"""What the papers of a filing say, topic by topic: the prison's word, and for the office its own beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from commutation.models import Filing, Particulars
from commutation.parameters import MAJOR_MERIT_LEVELS, MERIT_LEVELS, OPINION_ON_MERIT
from commutation.particulars import SUBJECTS, topics_of
from commutation.selectors.local_rules import local_rules
from commutation.states.particulars import By, Topic
from procuratorate.organs.actors import Actor
from procuratorate.organs.states import PROCURATORS


@dataclass(frozen=True, slots=True)
class Line:
    """One blank: what either side told of it."""

    label: str
    where: str
    prison: str
    office: str

    @property
    def differs(self) -> bool:
        """Both know, and not the same."""
        return bool(self.prison and self.office) and self.prison != self.office


@dataclass(frozen=True, slots=True)
class Told:
    """A topic with what stands and what stood before, newest first."""

    topic: Topic
    help: str
    lines: list[Line]
    prison: Particulars | None
    office: Particulars | None
    before: list[Particulars]

    def of(self, side: By) -> Particulars | None:
        return self.office if side == By.PROCURATORATE else self.prison


def told_of(filing: Filing, actor: Actor) -> list[Told]:
    """Every topic of this kind of filing, as far as the actor may read it."""
    found = Particulars.objects.visible_to(actor).filter(filing=filing).select_related("by").order_by("-pk")
    rows: list[Particulars] = list(found)
    topics = topics_of(filing.kind, of_office=actor.role in PROCURATORS)
    return [_told(topic, [row for row in rows if row.topic == topic]) for topic in topics]


LOCAL = {
    OPINION_ON_MERIT: "立功、重大立功材料附检察机关意见",
    MERIT_LEVELS: "立功经 {:.0f} 级审批",
    MAJOR_MERIT_LEVELS: "重大立功经 {:.0f} 级审批",
}


def local_words(filing: Filing, on: date) -> list[str]:
    """A province's own rules on papers of merit, told beside the topic and never held against anybody."""
    if Topic.MERIT not in topics_of(filing.kind):
        return []
    rules = local_rules(filing.batch.prison, on)
    said = [
        f"{words.format(rules[code].value)}（{rules[code].basis}）" for code, words in LOCAL.items() if code in rules
    ]
    return [f"本省规定{one}，不作为违法认定。" for one in said]


def _told(topic: Topic, rows: list[Particulars]) -> Told:
    prison = next((row for row in rows if row.side == By.PRISON), None)
    office = next((row for row in rows if row.side == By.PROCURATORATE), None)
    lines = [
        Line(blank.label, blank.where, *(_said(row, blank.name, blank.say) for row in (prison, office)))
        for blank in SUBJECTS[topic].blanks
    ]
    before = [row for row in rows if row not in (prison, office)]
    return Told(topic, SUBJECTS[topic].help, lines, prison, office, before)


def _said(row: Particulars | None, name: str, say: object) -> str:
    return say(row.facts[name]) if row and name in row.facts and callable(say) else ""
