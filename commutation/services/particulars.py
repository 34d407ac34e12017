"""Writing down what the papers of a filing say, or what a check of them found."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from commutation.models import Filing, Particulars
from commutation.particulars import SUBJECTS, topics_of
from commutation.permissions.particulars import may_tell
from commutation.states.particulars import By, Topic
from procuratorate.audit.services import record
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.lib.media import secret_word
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer
from procuratorate.organs.states import PROCURATORS


@transaction.atomic
def tell_particulars(
    *, filing: Filing, topic: Topic, told: Mapping[str, Any], source: str, why: str, actor: Actor, at: datetime
) -> Particulars:
    """Write down `told` (name of a fact → value, None where nobody knows) of `topic`, out of which paper.

    What was written before stays and needs a reason to be followed. Raises Unacceptable for gaps and days to come.
    """
    if topic not in topics_of(filing.kind):
        raise Unacceptable("这一事项与本件的提请种类无关，请从页面上的事项里选。")
    demand(may_tell(actor, filing, topic, day_of(at)), act="commutation.tell_particulars", target=filing)
    side = By.PROCURATORATE if actor.role in PROCURATORS else By.PRISON
    Filing.objects.select_for_update(of=("self",)).get(pk=filing.pk)  # two at once: the second sees the first
    before = Particulars.objects.filter(filing=filing, topic=topic, side=side).last()
    known = {name: value for name, value in told.items() if value is not None}
    facts = {blank.name: blank.kept(known[blank.name]) for blank in SUBJECTS[topic].blanks if blank.name in known}
    wrong = _gaps(topic, known, at) | _reasons(source, why, known, before)
    if not wrong and before is not None and before.facts == facts and before.source == source.strip():
        wrong = {"source": "与上次登记的相同，没有保存"}
    if wrong:
        raise Unacceptable("没有保存：有几栏要改。", fields=wrong)
    made: Particulars = Particulars.objects.create(
        filing=filing,
        prison_id=filing.prison_id,
        side=side,
        topic=topic,
        facts=facts,
        source=source.strip()[:120],
        why=why.strip()[:200] if before else "",
        is_restricted=SUBJECTS[topic].restricted,
        by_id=signer(actor),
        at=at,
    )
    detail = {"topic": topic.value, "row": made.pk}
    record(actor=actor, act="commutation.tell_particulars", target=filing, reason=made.why, detail=detail)
    return made


def _gaps(topic: Topic, known: Mapping[str, Any], at: datetime) -> dict[str, str]:
    """What must be told since something else was; days that have not come."""
    blanks = SUBJECTS[topic].blanks
    wrong = {one.name: "前面所填的要求填这一栏" for one in blanks if one.name not in known and one.must_be_told(known)}
    days = [one.name for one in blanks if one.shape == "day" and one.name in known]
    return wrong | {name: "不能晚于今天" for name in days if known[name] > day_of(at)}


def _reasons(source: str, why: str, known: Mapping[str, Any], before: Particulars | None) -> dict[str, str]:
    wrong = {}
    if not source.strip():
        wrong["source"] = "请写材料名称和卷册页"
    if word := secret_word(source, why):
        wrong["source"] = f"写有“{word}”。涉密材料不得录入本平台，请按保密规定另行报送。"
    if before is not None and not why.strip():
        wrong["why"] = "更改的，请写明原因；原来的登记留存"
    if before is None and not known:
        wrong["source"] = "至少填一栏；没有查明的不用登记"
    return wrong
