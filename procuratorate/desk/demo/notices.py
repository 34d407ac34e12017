"""Notices of the demonstration in every stage: in hand, served, answered, disputed, overdue, struck off."""

from __future__ import annotations

from datetime import date, datetime

from procuratorate.desk.demo.times import historian, moment, working_day_before
from procuratorate.dispatch.states import Outcome
from procuratorate.notices import services
from procuratorate.notices.models import Notice
from procuratorate.notices.services import AnswerWords, PointWords
from procuratorate.notices.services.rungs import draft_overdue
from procuratorate.notices.states import Finding, Kind, ObjectionState, Stance
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ

LAW = "《监狱计分考核罪犯工作规定》（司规〔2021〕3号）第三十五条"
POINTS = (
    PointWords("四监区九月加扣分公示二个工作日，少于三个工作日", LAW, "补足公示，重新受理异议"),
    PointWords("二监区会见登记簿有四次没有登记离开时间", "", "补记并核对同期其他登记"),
    PointWords("三监区禁闭审批表没有写明解除时间", "", "更正审批记录，今后逐件写明"),
)


class Office:
    """The people of 驻青岑监狱检察室, its 院 and the prison, on the days they act."""

    def __init__(self, on: date) -> None:
        self.on, self.last = on, 12
        self.chen, self.head, self.chief = (historian(one, on) for one in ("J9901", "J9906", "J9904"))
        self.clerk = historian("Y9901", on)
        self.prison = Organ.objects.get(code="9901-QC")

    def drafted(self, back: int, title: str, count: int, kind: Kind = Kind.VIOLATION) -> Notice:
        at = self.moment(back, "09:12:00")
        return services.draft_notice(
            kind=kind, addressee=self.prison, title=title, points=POINTS[:count], actor=self.chen, at=at
        )

    def moment(self, back: int, clock: str) -> datetime:
        """A time of the working day so many working days ago."""
        return moment(working_day_before(self.on, back), clock)

    def submitted(self, notice: Notice, back: int, *, endorsed: bool) -> Notice:
        seen = notice.content_hash
        services.submit_notice(
            notice=notice, seen=seen, actor=self.chen, comment="建议发出", at=self.moment(back, "10:02:00")
        )
        if endorsed:
            services.endorse_notice(notice=notice, seen=seen, actor=self.head, at=self.moment(back, "15:20:00"))
        return notice

    def issued(self, back: int, title: str, count: int, kind: Kind = Kind.VIOLATION) -> Notice:
        notice = self.submitted(self.drafted(back, title, count, kind), back, endorsed=True)
        self.last += 1
        word = {Kind.CORRECTION: "临城郊检纠", Kind.SUGGESTION: "临城郊检建"}.get(kind, "临城郊检纠违")
        services.issue_notice(
            notice=notice, seen=notice.content_hash, number=f"{word}〔{self.on.year}〕{self.last}号", actor=self.chief,
            at=self.moment(back, "16:40:00"),
        )  # fmt: skip
        found: Notice = Notice.objects.select_related("dispatch").get(pk=notice.pk)
        return found

    def served(self, back: int, title: str, count: int, kind: Kind = Kind.VIOLATION) -> Notice:
        notice = self.issued(back, title, count, kind)
        slip = {
            "outcome": Outcome.SIGNED, "received_at": self.moment(back, "17:05:00"), "received_by": "郝景川",
            "served_by": "陈砚平",
        }  # fmt: skip
        services.record_service(notice=notice, slip=slip, scans=[], actor=self.chen, at=self.moment(back, "17:20:00"))
        found: Notice = Notice.objects.select_related("dispatch", "clock").get(pk=notice.pk)
        return found

    def answered(self, notice: Notice, back: int, *stances: Stance) -> None:
        said = [AnswerWords(place, one, "已按要求更正，并核对同期其他记录。") for place, one in enumerate(stances, 1)]
        services.answer_notice(notice=notice, answers=said, actor=self.clerk, at=self.moment(back, "11:02:00"))

    def checked(self, notice: Notice, back: int, position: int, finding: Finding, words: str) -> None:
        point = notice.points.select_related("notice").get(position=position)
        services.check_point(
            point=point, finding=finding, words=words, on_spot=True, actor=self.chen, at=self.moment(back, "10:20:00")
        )


def build_notices(on: date) -> None:
    """Nine notices, each at its own step."""
    office = Office(on)
    office.drafted(0, "劳动现场安全隐患", 2, Kind.SUGGESTION)
    office.submitted(office.drafted(1, "会见登记和禁闭审批", 2, Kind.CORRECTION), 1, endorsed=False)
    office.submitted(office.drafted(1, "加扣分公示", 1), 1, endorsed=True)
    office.issued(1, "禁闭审批记录", 3)
    _oral(office)
    office.answered(office.served(8, "会见登记", 2), 3, Stance.ADOPTED)
    _disputed(office)
    _overdue(office)
    _closed(office)


def _oral(office: Office) -> None:
    notice = office.drafted(3, "开放日会见秩序", 1, Kind.ORAL)
    Notice.objects.filter(pk=notice.pk).update(spoken_on=working_day_before(office.on, 3), spoken_to="沈维岳")
    notice.refresh_from_db()
    services.speak_notice(notice=notice, seen=notice.content_hash, actor=office.chen, at=office.moment(3, "14:30:00"))


def _disputed(office: Office) -> None:
    """Two points answered, one of them gone back; the third is being examined again."""
    notice = office.served(9, "计分公示和禁闭审批", 3)
    office.answered(notice, 5, Stance.ADOPTED, Stance.PARTLY)
    services.object_to(
        notice=notice, positions=[3], words="审批表背面写有解除时间，附复印件。", files=[], actor=office.clerk,
        at=office.moment(4, "09:47:00"),
    )  # fmt: skip
    office.checked(notice, 3, 1, Finding.CORRECTED, "现场核对，原件相符")
    office.checked(notice, 2, 2, Finding.BACK, "须附会见登记簿复印件")
    services.propose_decision(
        objection=notice.objections.select_related("notice").get(), outcome=ObjectionState.REVOKED,
        words="调阅审批表原件，背面确有解除时间。", actor=office.chen, at=office.moment(1, "16:00:00"),
    )  # fmt: skip


def _overdue(office: Office) -> None:
    """Nothing came within fifteen days; the next rung waits for a leader."""
    notice = office.served(16, "加扣分公示", 2)
    if notice.clock is not None:
        draft_overdue(deadline=notice.clock, at=office.moment(1, "08:00:00"))


def _closed(office: Office) -> None:
    notice = office.served(30, "会见登记", 2)
    office.answered(notice, 25, Stance.ADOPTED, Stance.ADOPTED)
    for position in (1, 2):
        office.checked(notice, 22, position, Finding.CORRECTED, "现场核对，已补记")
    services.propose_closing(notice=notice, words="均已纠正", actor=office.chen, at=office.moment(21, "10:00:00"))
    services.close_notice(notice=notice, words="同意", actor=_second(office), at=office.moment(20, "10:00:00"))


def _second(office: Office) -> Actor:
    return office.head
