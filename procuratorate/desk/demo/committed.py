"""People on their way from the first centre to a prison, and some who serve outside walls, in every state.

A prison that refuses, one that takes in and one that says nothing yet; who arrived, who did not, who was lost.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from detention.law import Phase
from detention.models import Committal, Detainee
from detention.services import admit_committed, deliver, note_family, refuse_intake, view_refusal
from procuratorate.community.models import Subject
from procuratorate.community.services import enter, record
from procuratorate.community.states import Act
from procuratorate.desk.demo.times import historian, moment
from procuratorate.organs.models import Organ

PAPERS = ["indictment", "judgment", "order", "closing", "health"]
REASON = {"ground": "wrong", "words": "判决书与执行通知书载明的刑期起止日不一致", "word": "青监不收字"}
OUTSIDE: tuple[tuple[str, str, str, int, tuple[tuple[Act, int, str], ...]], ...] = (
    ("probation", "应怀瑾", "临澄县社区矫正局", 20, ((Act.PAPERS, 15, ""), (Act.ARRIVED, 12, ""))),
    ("probation", "卜昭然", "临澄县社区矫正局", 16, ()),  # did not arrive
    ("control", "荀望北", "澄阳区社区矫正局", 9, ()),  # the tenth day is still to come
    ("parole", "滕以安", "澄阳区社区矫正局", 70, (
        (Act.PAPERS, 66, ""), (Act.ARRIVED, 62, ""), (Act.LOST, 12, "手机定位失联超过四十八小时"),
    )),
    ("rights", "屈正则", "临澄县公安局城关派出所", 200, ((Act.ARRIVED, 198, ""),)),
)  # fmt: skip


def build_committals(on: date) -> None:
    """Three of those who wait to be delivered, each a step further."""
    waiting = Detainee.objects.filter(centre__code="9901-K1", stage__phase=Phase.DELIVERY, effective_on__isnull=False)
    people = list(waiting.select_related("person", "centre", "stage").order_by("-stage__since")[:3])
    sent = [_send(one, on) for one in people]
    if len(sent) > 1:
        _refuse(sent[1], on)
    if len(sent) > 2:
        _admit(sent[2], on)


def _send(one: Detainee, on: date) -> Committal:
    day = on - timedelta(days=1)
    told: dict[str, Any] = {
        "prison": Organ.objects.get(code="9901-QC"), "on": day, "sentence": "有期徒刑三年六个月",
        "sentence_ends_on": one.sentence_ends_on, "papers": PAPERS,
    }  # fmt: skip
    return deliver(detainee=one, told=told, actor=historian("K9901", day), at=moment(day, "14:10:00"))


def _refuse(committal: Committal, on: date) -> None:
    day = on - timedelta(days=1)
    refuse_intake(
        committal=committal, told=REASON | {"on": day}, actor=historian("Y9902", day), at=moment(day, "16:30:00")
    )
    words = "经核对，执行通知书有误，判决书无误，法院已经更正"
    told = {"view": "fails", "words": words}
    view_refusal(committal=committal, told=told, actor=historian("J9901", day), at=moment(day, "17:20:00"))


def _admit(committal: Committal, on: date) -> None:
    day = on - timedelta(days=1)
    clerk = historian("Y9901", day)
    admit_committed(committal=committal, told={"on": day}, actor=clerk, at=moment(day, "17:00:00"))
    committal.refresh_from_db()
    note_family(committal=committal, told={"on": day}, actor=clerk, at=moment(day, "17:40:00"))


def build_outside(on: date) -> None:
    """Lines of the register of 青岑监狱's office."""
    actor = historian("J9901", on)
    office = Organ.objects.get(pk=actor.organ_id or 0)
    for kind, name, body, back, events in OUTSIDE:
        effective = on - timedelta(days=back)
        told = {
            "kind": kind, "name": name, "sex": "1", "offence": "盗窃", "sentence": "", "decider": "澄阳区人民法院",
            "effective_on": effective, "until": effective + timedelta(days=400), "body": body,
        }  # fmt: skip
        subject = enter(office=office, told=told, actor=actor, at=moment(effective, "09:30:00"))
        for act, ago, words in events:
            day = on - timedelta(days=ago)
            subject = Subject.objects.select_related("clock", "office").get(pk=subject.pk)
            record(
                subject=subject, version=subject.version, act=act, told={"on": day, "words": words}, actor=actor,
                at=moment(day, "10:30:00"),
            )  # fmt: skip
