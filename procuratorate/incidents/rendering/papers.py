"""The words of the papers about events: facts, the conclusion as it was written, the article."""

from __future__ import annotations

from typing import Any

from procuratorate.incidents.law import Kind
from procuratorate.incidents.models import Incident
from procuratorate.incidents.states import Act
from procuratorate.lib.clock import SHANGHAI


def paragraphs_of(incident: Incident, doing: Any) -> list[str]:
    """What a notice to the site says. `doing` is the act with its words."""
    when = incident.occurred_at.astimezone(SHANGHAI)
    who = f"{incident.noun}{incident.person.name}（编号{incident.number}）" if incident.person else "有关人员"
    what = "死亡" if incident.kind == Kind.DEATH else f"涉及“{Kind(incident.kind).label}”"
    first = f"你单位通报的{who}于{when:%Y年%-m月%-d日%-H时%-M分}{what}一事，我院派员进行了检察。"
    told = [line for line in doing.words.splitlines() if line.strip()]
    return [first, *told, LAST[doing.act]]


LAST = {
    Act.NO_DOUBT: "经检察，我院对死亡原因没有疑义。依照《中华人民共和国监狱法》第八十一条的规定，现予通知。",
    Act.CONCLUDED: "依照《人民检察院刑事诉讼规则》第六百六十三条的规定，现予书面通知。",
}
