"""What papers of planted people say, as the clerk writes it down or the office finds it, through the service."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from commutation.models import Batch, Filing
from commutation.particulars import SUBJECTS, Blank
from commutation.services.particulars import tell_particulars
from commutation.states.particulars import Topic
from procuratorate.desk.demo.planted import day_of_offset, of_batch
from procuratorate.organs.actors import Actor

SOURCES = {
    Topic.MERIT: "立功审批表 卷1册1第30—33页", Topic.WRITING: "认罪悔罪书 卷1册1第41页",
    Topic.POINTS: "计分考核明细 卷1册1第12页", Topic.PROPERTY: "执行法院函、账户明细 卷1册2第31页",
    Topic.STRICTNESS: "审核表 卷1册1第1页", Topic.HEALTH: "病情诊断书 卷1册2第5页",
    Topic.COPY: "受理机关收件登记",
}  # fmt: skip


def write_down(batch: Batch, key: str, who: str, *, actor: Actor, filed: date, at: datetime) -> None:
    """Everything the manifest has under `who` for a list: "tells" the prison, "finds" the office, "hears" it later."""
    told = {one.number: one.told[who] for one in of_batch(key) if who in one.told}
    rows = Filing.objects.filter(batch=batch, number__in=told).select_related("batch").order_by("number")
    for filing in rows:
        for name, facts in told[filing.number].items():
            topic = Topic(name)
            values = {blank.name: _value(blank, facts, filed) for blank in SUBJECTS[topic].blanks}
            tell_particulars(filing=filing, topic=topic, told=values, source=SOURCES[topic], why="", actor=actor, at=at)


def _value(blank: Blank, facts: Mapping[str, Any], filed: date) -> Any:
    """A word by its name, a day by its offset from the day of filing."""
    said = facts.get(blank.name)
    if said is None or blank.shape in ("flag", "count"):
        return said
    return day_of_offset(said, filed) if blank.shape == "day" else next(w for w in blank.words if w.name == said)
