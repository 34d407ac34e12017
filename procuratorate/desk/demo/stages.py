"""How far a batch has come: through its levels, to the procuratorate, to the court."""

from __future__ import annotations

from datetime import date, timedelta

from commutation.models import Assessment, Filing
from commutation.services.assessing import Reply, answer_assessment, commission_assessment, note_moved
from commutation.services.materials import Paper, add_material
from commutation.services.sending import send_consultation, send_filing_copy
from commutation.services.sit_ins import attend_sitting, invite_procurator
from commutation.states import Kind
from commutation.states.levels import Item, Level
from commutation.states.outside import Conclusion
from procuratorate.custody.models import Person
from procuratorate.custody.services import declare_recusal
from procuratorate.desk.demo.lists import House, Plan, nominate
from procuratorate.desk.demo.meetings import (
    Course,
    agree,
    announce,
    end_all,
    hold,
    later_committee,
    seats,
    through_committee,
    through_section,
    through_wardens,
    through_wards,
)
from procuratorate.desk.demo.papers import write_down
from procuratorate.desk.demo.times import historian, moment, officer, working_day_before
from procuratorate.organs.actors import Actor


def go_through_levels(course: Course, plan: Plan) -> None:
    """From the wards to the end of the public notice, and what goes a way of its own."""
    through_wards(course, plan.before(22), plan.before(20))
    through_section(course, plan.before(14))
    _step_back(course, "recused_in_time")
    through_committee(course, plan.before(8))
    later_committee(course, "eight_members", plan.before(8), 8)
    announce(course, plan.before(6), plan.before(2))
    if Filing.objects.filter(batch=course.batch, kind=Kind.OUTSIDE_SERVICE).exists():
        announce(course, plan.before(6), plan.before(2), scope="outside")
    if course.apart("no_contact"):
        later_committee(course, "no_contact", plan.before(6), 9)
        announce(course, plan.before(5), plan.before(1), contact="")
    if first := course.apart("wardens_first"):
        through_wardens(course, plan.before(1), first)
    end_all(course, plan.sent_on)
    _step_back(course, "recused_late")
    for filing in course.apart("explained"):
        paper = Paper(Item.POINTS, "计分考核情况说明", 12, 13, course.batch.prison.name, declared=True)
        add_material(filing=filing, paper=paper, actor=course.clerk, at=moment(plan.before(3), "10:00:00"))


def _step_back(course: Course, way: str) -> None:
    """邬致远, in the chair of the committee, is related to somebody: said before it met, or found out after."""
    for filing in course.apart(way):
        chair = officer("Y9904", course.batch.created_at.date())
        person = Person.objects.get(pk=filing.person_id)
        declare_recusal(person=person, ground="party", statement="系本人近亲属", actor=chair)


def consult(course: Course, plan: Plan) -> None:
    """The list goes to the resident office."""
    _assess(course, plan.filed_on or plan.sent_on)
    send_consultation(batch=course.batch, actor=course.head, at=moment(plan.sent_on, "09:22:07"))
    course.batch.refresh_from_db()
    checker, at = _checker(plan.key, plan.sent_on), moment(plan.sent_on, "15:40:00")
    write_down(course.batch, plan.key, "finds", actor=checker, filed=plan.filed_on or plan.sent_on, at=at)


def _checker(key: str, day: date) -> Actor:
    """The procurator in charge at the prison of a list."""
    return historian("J9901" if key.startswith("qc") else "J9911", day)


def hear(course: Course, key: str, day: date) -> None:
    """What the office hears afterwards, from others than the prison."""
    checker, at = _checker(key, day), moment(day, "16:10:00")
    write_down(course.batch, key, "hears", actor=checker, filed=day, at=at)


def file(course: Course, plan: Plan) -> None:
    """The wardens met; registered on the platform, and the copy sent."""
    filed_on = plan.filed_on or plan.sent_on
    through_wardens(course, working_day_before(filed_on, 1))
    number = f"澜监减假〔{plan.ordinal[0]}〕第{plan.ordinal[1]}批"
    at = moment(filed_on, "15:06:41")
    send_filing_copy(batch=course.batch, actor=course.head, platform_no=number, at=at)
    course.batch.refresh_from_db()


# way → days since the assessment came, whether the residence changed since
ASSESSED = {"": (60, False), "assessed_long_ago": (220, False), "assessed_and_moved": (220, True)}


def _assess(course: Course, filed_on: date) -> None:
    """调查评估 of those proposed for parole, commissioned and answered as the section enters it."""
    for filing in Filing.objects.filter(batch=course.batch, kind=Kind.PAROLE).select_related("batch"):
        days, moved = ASSESSED.get(course.ways.get(filing.pk, ""), (0, False))
        made = _commissioned(course, filing, filed_on - timedelta(days=days + 20))
        if days:
            reply = Reply(filed_on - timedelta(days=days), Conclusion.MEETS)
            at = moment(filed_on, "08:20:00")
            answer_assessment(assessment=made, reply=reply, why="", actor=course.clerk, at=at)
            if moved:
                why = "亲属搬迁，重新核实"
                note_moved(assessment=made, residence="澜江省望川市", why=why, actor=course.clerk, at=at)


def _commissioned(course: Course, filing: Filing, on: date) -> Assessment:
    """Some were commissioned for a list before this one."""
    at = moment(max(on, course.batch.created_at.date()), "10:30:00")
    where = {"body": "临澄市汀桥区司法局", "residence": "澜江省临澄市汀桥区"}
    return commission_assessment(filing=filing, on=on, actor=course.clerk, at=at, **where)


def on_the_wall(house: House, on: date) -> None:
    """A batch in public notice, day three; the procurator sat in on its committee."""
    posted = working_day_before(on, 2)
    plan = Plan("", (on.year, 5), (12, 0), posted, wards=2)
    course = nominate(house, plan, on)
    through_wards(course, plan.before(12), plan.before(10))
    through_section(course, plan.before(6))
    day = plan.before(2)
    sitting = hold(course, Level.COMMITTEE, house.prison, moment(day, "09:00:00"), seats(10))
    sit_in = invite_procurator(sitting=sitting, actor=house.clerk, at=moment(day, "09:01:00"))
    chen = historian("J9901", on)
    attend_sitting(sit_in=sit_in, actor=chen, remarks="对财产性判项履行材料请逐人核对。", at=moment(day, "11:30:00"))
    agree(course, sitting, moment(day, "11:40:00"))
    announce(course, posted, posted + timedelta(days=8))
