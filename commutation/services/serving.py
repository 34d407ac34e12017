"""A dossier for who serves in a centre: from then on the centre puts him forward as a prison does its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from commutation.permissions.serving import may_open_dossier
from detention.models import Detainee
from prisons.models import Inmate
from prisons.services.refreshing import refresh
from procuratorate.audit.services import record
from procuratorate.custody import services as custody
from procuratorate.custody.states import SentenceKind
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.organs.actors import Actor

OF_JUDGMENT = ("court", "case_no", "judged_on", "effective_on")


@transaction.atomic
def open_dossier(*, detainee: Detainee, told: Mapping[str, Any], actor: Actor, at: datetime) -> Inmate:
    """Open the dossier of a stay in which a sentence is served: judgment, offence, sentence.

    `told`: court, case_no, judged_on, effective_on, kind, months, starts_on, ends_on, delivered_on. Raises Conflict
    when it is open already, Unacceptable for a term that ends before it begins.
    """
    demand(may_open_dossier(actor, detainee), act="commutation.open_dossier", target=detainee)
    if told["ends_on"] <= told["starts_on"]:
        raise Unacceptable("刑期止日早于起日，请照执行通知书核对。", fields={"ends_on": "早于起日"})
    person = detainee.person
    values = {name: told.get(name) or ("" if name == "case_no" else None) for name in OF_JUDGMENT}
    judgment = custody.record_judgment(person=person, values=values, actor=actor)
    offence = {"name": detainee.offence, "is_main": True}
    custody.record_offence(judgment=judgment, values=offence, actor=actor)
    sentence = custody.record_sentence(
        judgment=judgment,
        values={
            "is_current": True, "kind": SentenceKind(told["kind"]), "months": told.get("months"),
            "starts_on": told["starts_on"], "ends_on": told["ends_on"], "ends_now": told["ends_on"],
            "delivered_on": told["delivered_on"], "admitted_on": detainee.entered_on,
        },
        actor=actor,
    )  # fmt: skip
    try:
        with transaction.atomic():
            made: Inmate = Inmate.objects.create(
                custody=detainee.custody, person=person, prison=detainee.centre, ward=detainee.centre,
                number=detainee.number, sentence=sentence,
            )  # fmt: skip
    except IntegrityError:
        raise Conflict("此人已经建档。请刷新后打开。", title=str(detainee)) from None
    refresh([made.pk])
    record(actor=actor, act="commutation.open_dossier", target=detainee, detail={"inmate": made.pk})
    return made
