"""A small world with something of every kind in 青岑监狱, each bearing a canary its strangers must never see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse

from commutation.models import (
    Batch,
    Filing,
    Finding,
    FlowNotice,
    LocalRule,
    Material,
    Opinion,
    PublicNotice,
    Question,
    SitIn,
    Sitting,
    Upload,
)
from commutation.services.lists import take_rows
from commutation.services.managing import give_flow_notice
from commutation.services.opinions import draft_opinion
from commutation.services.sending import send_consultation
from commutation.states.reviews import PaperKind
from prisons.models import Departure, Inmate, Roster
from prisons.services.departing import Leaving, register_departure
from prisons.services.roster import LAYOUT
from prisons.states import RosterState
from procuratorate.custody.models import Judgment, Recusal, SealedQuery
from procuratorate.custody.states import Ended, Ground
from procuratorate.deadlines.models import CalendarNotice, Deadline
from procuratorate.dispatch.models import Dispatch
from procuratorate.lib.digest import sm3_of
from procuratorate.lib.sheets import write_table
from procuratorate.organs.actors import BUILDER, Actor
from procuratorate.organs.models import Assignment, Competence, Officer, Pairing, Token
from procuratorate.organs.reach import acting_as
from procuratorate.organs.tokens import digest
from procuratorate.work.models import Job
from tests.cast import Cast, build_cast
from tests.commutation.factories import batch_of, inmates, row
from tests.matrix.community import REGISTERED, community_arguments, register_somebody
from tests.matrix.courts import bring_to_court, court_arguments
from tests.matrix.detention import HELD, detention_arguments, hold_somebody
from tests.matrix.incidents import DIED, KIN, incident_arguments, let_somebody_die
from tests.matrix.meetings import meeting_arguments
from tests.matrix.notices import notice_arguments
from tests.matrix.outside import bring_outside, outside_arguments
from tests.matrix.packets import packet_arguments
from tests.matrix.papers import paper_arguments
from tests.matrix.registers import register_arguments
from tests.matrix.screening import ARCHIVED, screening_arguments

DRAFT, SENT = "金丝雀甲", "金丝雀乙"  # people on a list not yet sent, and on one that was
FILED = "金丝雀丙"  # and before the court
OUTSIDE = "金丝雀丁"  # and put forward for outside service
STRANGERS = ("yin", "lan", "chang", "admin", "root", "nobody")
NOT_OF_THE_OFFICE = ("yin", "tang", "shen", "hao", "ward", "lan", "chang", "admin", "root", "nobody")
NOT_AT_THE_CENTRE = (
    "chen",
    "tang",
    "shen",
    "hao",
    "ward",
    "admin",
    "root",
    "lu",
    "nobody",
)  # yin, lan: he is sent there
BEYOND_THE_OFFICE = ("yin", "tang", "shen", "hao", "ward", "lan", "chang", "admin", "root", "lu", "nobody")


@dataclass
class World:
    """The cast, the arguments each route is asked with, and what strangers must not see."""

    cast: Cast
    arguments: dict[str, dict[str, Any]]
    canaries: dict[str, tuple[str, ...]] = field(
        default_factory=lambda: (
            dict.fromkeys((DRAFT, SENT, FILED, OUTSIDE), STRANGERS)
            | {HELD: NOT_AT_THE_CENTRE, DIED: STRANGERS, KIN: NOT_OF_THE_OFFICE, REGISTERED: BEYOND_THE_OFFICE}
            | {ARCHIVED: (*STRANGERS, "tang", "shen", "hao", "ward", "lu")}
        )
    )

    def address(self, route: str) -> str:
        """The path of a route in this world."""
        return reverse(route, kwargs=self.arguments.get(route, {}))

    def token(self, actor: str) -> str:
        """A new key of the actor's post, for reading and writing."""
        days = {"since": date(2020, 1, 1), "until": date(2030, 1, 1)}
        with acting_as(BUILDER):
            post = Assignment.objects.get(officer=self.cast.officers[actor])
            Token.objects.create(assignment=post, name="矩阵", scopes="read write", digest=digest(actor), **days)
        return actor

    def leaked(self, actor: str, body: bytes) -> list[str]:
        """The canaries an actor must not see and did."""
        return [word for word, strangers in self.canaries.items() if actor in strangers and word.encode() in body]


def build_world() -> World:
    """One draft batch, one sent; what hangs on them."""
    with acting_as(BUILDER):
        cast = build_cast()
        clerk, head, warden = (cast.actor(name) for name in ("tang", "shen", "hao"))
    draft, sent = batch_of(cast, ordinal=4), batch_of(cast, ordinal=3)
    _transfer(clerk, cast, inmates(cast.ward1, 1, first=3)[0])
    waiting = _nominate(clerk, draft, inmates(cast.ward1, 1, names=[DRAFT])[0])
    _nominate(clerk, sent, inmates(cast.ward1, 1, first=2, names=[SENT])[0])
    with acting_as(head) as at:
        send_consultation(batch=sent, actor=head, at=at)
    _paper(cast, sent)
    filed = batch_of(cast, ordinal=2)
    _nominate(clerk, filed, inmates(cast.ward1, 1, first=4, names=[FILED])[0])
    bring_to_court(cast, filed)
    outside = batch_of(cast, ordinal=1)
    _nominate(clerk, outside, inmates(cast.ward1, 1, first=5, names=[OUTSIDE])[0])
    bring_outside(cast, outside)
    hold_somebody(cast)
    let_somebody_die(cast)
    register_somebody(cast)
    papers = paper_arguments(cast, SENT) | register_arguments(cast, SENT)
    papers |= meeting_arguments(cast, SENT)
    papers |= notice_arguments(cast, SENT) | packet_arguments(cast) | screening_arguments(cast)
    with acting_as(BUILDER):
        return World(cast, _arguments(cast, draft, sent, waiting, warden) | papers)


def _nominate(clerk: Actor, batch: Batch, inmate: Inmate) -> Upload:
    given = row(inmate)
    with acting_as(clerk) as at:
        return take_rows(batch=batch, actor=clerk, rows=[given], source=Upload.Source.SCREEN, at=at, commit=True)


def _paper(cast: Cast, sent: Batch) -> None:
    """An opinion chen drafts about whoever stands on the list that was sent; a notice pei gives to chen's office."""
    with acting_as(BUILDER):
        chen, pei, court = cast.actor("chen"), cast.actor("pei"), cast.court
    with acting_as(chen) as at:
        filings = list(Filing.objects.filter(batch=sent).select_related("prison"))
        draft_opinion(kind=PaperKind.FILING_OPINION, filings=filings, actor=chen, at=at, addressee=court)
    with acting_as(pei) as at:
        give_flow_notice(office=cast.office, words="受理登记迟延", filing=filings[0], actor=pei, at=at)


def _transfer(clerk: Actor, cast: Cast, inmate: Inmate) -> None:
    """Somebody on the way from 青岑监狱 to 岚浦监狱."""
    told = Leaving(Ended.TRANSFERRED, date(2026, 11, 10), paper="狱调〔2026〕12号", receiver=cast.lanpu)
    with acting_as(clerk) as at:
        known = Inmate.objects.select_related("person", "custody", "prison").get(pk=inmate.pk)
        register_departure(inmate=known, told=told, version=known.person.version, actor=clerk, at=at)


def _arguments(cast: Cast, draft: Batch, sent: Batch, waiting: Upload, warden: Actor) -> dict[str, dict[str, Any]]:
    filed, drafted = (Filing.objects.get(batch=batch) for batch in (sent, draft))
    dispatch, clock = (
        Dispatch.objects.get(kind="commutation.consultation"),
        Deadline.objects.get(kind="commutation.consultation"),
    )
    post = Assignment.objects.get(officer=cast.tang)
    job = Job.objects.create(kind="none", title=f"核对{DRAFT}的表", assignment=post, organ=post.organ)
    roster = _checked_roster(cast, post)
    return (
        same([*DRAFT_ROUTES, "commutation:api_batch"], {"pk": draft.pk})
        | same((f"commutation:{name}" for name in ("upload", "result", "commit", "discard")), {"pk": waiting.pk})
        | same(("commutation:person", "commutation:review_form"), {"pk": draft.pk, "filing_id": drafted.pk})
        | {"commutation:case_batch": {"pk": sent.pk}, "commutation:rule": {"code": "half-served"}}
        | _level_arguments(cast, drafted, dispatch)
        | _proof_arguments(cast, filed, drafted)
        | same(("commutation:case", "commutation:extend", "commutation:api_filing"), {"pk": filed.pk})
        | _paper_arguments(sent, filed)
        | court_arguments()
        | outside_arguments()
        | detention_arguments()
        | incident_arguments()
        | community_arguments()
        | _review_arguments(cast, filed)
        | _inmate_arguments(filed.inmate, roster)
        | _transfer_arguments(filed.inmate)
        | same(DISPATCH_ROUTES, {"pk": dispatch.pk})
        | {"dispatch:arrival": {"shape": "row", "pk": dispatch.pk}, "deadlines:clock": {"pk": clock.pk}}
        | {"dispatch:scan": {"pk": dispatch.pk, "scan": 1}}
        | same(("work:job", "work:cancel"), {"pk": job.pk})
        | {"commutation:bundle": {"pk": filed.pk}, "commutation:bundle_file": {"pk": filed.pk, "job": job.pk}}
        | _house_arguments(cast, filed.inmate, post)
    )  # fmt: skip


def _checked_roster(cast: Cast, post: Assignment) -> Roster:
    """A roster of 青岑监狱 with one good row, waiting to be written or given up."""
    found = {"row": 2, "number": "", "name": DRAFT, "ward": "", "level": "accepted", "kind": "new", "problems": []}
    return Roster.objects.create(
        organ=cast.qingcen, assignment=post, filename=f"{DRAFT}.xlsx", digest="", accepted=1,
        content=write_table(LAYOUT.columns, [{"name": DRAFT}]), state=RosterState.CHECKED, findings=[found],
    )  # fmt: skip


BATCH_PAGES = "board plan prepare reopen cancel people drop pick roster papers notice"
BATCH_FORMS = "import template consult file api_rows"
LEVEL_PAGES = "levels notices"
DRAFT_ROUTES = tuple(f"commutation:{name}" for name in f"{BATCH_PAGES} {BATCH_FORMS} {LEVEL_PAGES}".split())
PAPER_PAGES = "_approval _edit _preview _received _submit _endorse _return _issue _refer _resolve _sign _extend _drop"
PAPER_ROUTES = ("commutation:opinion", *(f"commutation:opinion{name}" for name in PAPER_PAGES.split()))
DISPATCH_PAGES = "open acknowledge open-sent receipt slip keep-scan record-service api_one api_acknowledge"
DISPATCH_ROUTES = tuple(f"dispatch:{name}" for name in DISPATCH_PAGES.split())


def _level_arguments(cast: Cast, drafted: Filing, dispatch: Dispatch) -> dict[str, dict[str, Any]]:
    """A meeting of the first ward on the draft, and an invitation to the committee after it."""
    told = {"batch": drafted.batch, "prison": cast.qingcen, "held_on": date(2026, 11, 10), "by": cast.tang}
    ward = Sitting.objects.create(organ=cast.ward1, level="ward", form="meeting", state="held", **told)
    committee = Sitting.objects.create(organ=cast.qingcen, level="committee", form="meeting", **told)
    invited = SitIn.objects.create(
        sitting=committee, prison=cast.qingcen, office=cast.office, title="评审委员会", held_on=date(2026, 11, 10),
        dispatch=dispatch,
    )  # fmt: skip
    names = ["sitting", *(f"sitting_{name}" for name in "edit roster hold cancel agree close invite".split())]
    return (
        same((f"commutation:{name}" for name in names), {"pk": ward.pk})
        | same(("commutation:sitting_said", "commutation:sitting_unsaid"), {"pk": ward.pk, "filing_id": drafted.pk})
        | {"commutation:sit_in": {"pk": invited.pk}}
    )


def _proof_arguments(cast: Cast, filed: Filing, drafted: Filing) -> dict[str, dict[str, Any]]:
    """A notice that bears whoever was sent, an objection to it, and a paper of his file."""
    line = {"filing": filed.pk, "name": filed.name, "proposal": "减刑7个月"}
    days = {"posted_on": date(2026, 11, 2), "until_on": date(2026, 11, 6)}
    content = {"people": [line], "days": 5, "asked": "减刑"}
    notice = PublicNotice.objects.create(
        batch=filed.batch, place="监区公示栏", contact="刑罚执行科", content=content, content_hash=sm3_of(content),
        by=cast.tang, **days,
    )  # fmt: skip
    objection = notice.objections.create(
        prison=cast.qingcen, kind="inmate", words="异议", received_on=date(2026, 11, 3), by=cast.tang
    )
    paper = Material.objects.create(
        filing=filed, prison=cast.qingcen, item="minutes", title="会议记录", page_from=1, page_to=2, provider="监狱",
        by=cast.tang,
    )  # fmt: skip
    names = ("public_notice", *(f"notice_{name}" for name in "sheet end void photo objection".split()))
    return (
        same((f"commutation:{name}" for name in names), {"pk": notice.pk})
        | {"commutation:notice_photo_file": {"pk": notice.pk, "stored": "0" * 64}}
        | {"commutation:notice_answer": {"pk": notice.pk, "objection_id": objection.pk}}
        | {"commutation:materials": {"pk": drafted.batch_id, "filing_id": drafted.pk}}
        | same(
            (f"commutation:{name}" for name in ("particulars", "assessment", "person_law", "person_reckoning")),
            {"pk": drafted.batch_id, "filing_id": drafted.pk},
        )
        | {"commutation:case_materials": {"pk": filed.pk}, "commutation:checks": {"pk": filed.pk}}
        | {"commutation:case_reckoning": {"pk": filed.pk}}
        | same(("commutation:material", "commutation:material_file", "commutation:material_replace"), {"pk": paper.pk})
    )


def same(names: Iterable[str], arguments: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Many routes asked with the same arguments."""
    return {name: dict(arguments) for name in names}


CASE_ACTS = "reviewed note ask advise case_notice"
BATCH_ACTS = "agree_many our_opinions opinions_received"


def _review_arguments(cast: Cast, filed: Filing) -> dict[str, dict[str, Any]]:
    """What the office asked and found about a case that was sent."""
    asked = Question.objects.create(
        filing=filed, office=cast.office, prison=cast.qingcen, words=f"请说明{SENT}的消费", asked_by=cast.chen
    )
    found = Finding.objects.create(
        filing=filed, stage="consultation", rule="x", key="x", title=f"{SENT}间隔", verdict="breached", text="早 8 日"
    )
    return (
        same((f"commutation:{name}" for name in CASE_ACTS.split()), {"pk": filed.pk})
        | same((f"commutation:{name}" for name in BATCH_ACTS.split()), {"pk": filed.batch_id})
        | same((f"commutation:{name}" for name in ("chase", "withdraw", "question")), {"pk": asked.pk})
        | {"commutation:settle": {"pk": found.pk}}
        | {"commutation:adjust": {"pk": filed.batch_id, "filing_id": filed.pk}}
    )


def _paper_arguments(sent: Batch, filed: Filing) -> dict[str, dict[str, Any]]:
    sending = sent.sendings.get()
    return (
        same(PAPER_ROUTES, {"pk": Opinion.objects.get().pk})
        | {"commutation:agree": {"pk": sent.pk}, "commutation:allot": {"pk": sending.pk, "filing_id": filed.pk}}
        | same(("commutation:accept", "commutation:rotate"), {"pk": sending.pk})
        | same(("commutation:flow_answer", "commutation:flow_close"), {"pk": FlowNotice.objects.get().pk})
    )


def _inmate_arguments(inmate: Inmate, roster: Roster) -> dict[str, dict[str, Any]]:
    listed = same(("prisons:inmate", "prisons:reveal"), {"pk": inmate.pk})
    part = {"pk": inmate.pk, "section": "person"}
    rows = {"pk": inmate.pk, "section": "conduct", "row": inmate.conduct_periods.get().pk}
    edits = {"prisons:edit": part, "prisons:edit_row": rows, "prisons:strike": rows}
    names = ("roster", "returned", "commit", "discard")
    return listed | edits | {f"prisons:{name}": {"pk": roster.pk} for name in names}


def _transfer_arguments(inmate: Inmate) -> dict[str, dict[str, Any]]:
    moved = Departure.objects.get()
    under_way = same(("prisons:transfer", "prisons:api_receive"), {"pk": moved.pk})
    return (
        same(("prisons:leave", "prisons:api_leave"), {"pk": inmate.pk})
        | under_way
        | {"prisons:come_back": {"pk": moved.inmate_id}}
    )


def _house_arguments(cast: Cast, inmate: Inmate, post: Assignment) -> dict[str, dict[str, Any]]:
    """What the administrator of 青岑监狱 (and of the province) handles: tang's account and post, the prison itself."""
    pairing = Pairing.objects.get(counterpart=cast.qingcen)
    competence = Competence.objects.create(
        act="filing_opinion", site=cast.qingcen, procuratorate=cast.suburb, basis="省院规定", since=date(2020, 1, 1)
    )
    token = Token.objects.create(
        assignment=post, name="协同平台", scopes="read", digest="0" * 64, since=date(2020, 1, 1), until=date(2030, 1, 1)
    )
    recusal = Recusal.objects.create(
        officer=cast.chen,
        person=inmate.person,
        organ=cast.office,
        ground=Ground.PARTY,
        article="规则第24条",
        state="rejected",
    )
    sealed = Judgment.objects.create(person=inmate.person, court="封存的判决", is_sealed=True)
    asked = SealedQuery.objects.create(
        judgment=sealed,
        keeper=cast.qingcen,
        officer=cast.chen,
        organ=cast.office,
        need="case",
        reason="办案",
        scope="本案",
    )
    local = LocalRule.objects.create(
        province=cast.bureau, code="two_thirds_of_due", value="0.6667", basis="省局规定", since=date(2020, 1, 1)
    )
    chief = Assignment.objects.get(officer=cast.pei)
    deputy = Assignment.objects.create(
        officer=Officer.objects.create(number="J1098", name="穆清和"), organ=chief.organ, role=chief.role,
        since=date(2026, 11, 2), until=date(2026, 12, 2), acting_for=chief, basis="休假",
    )  # fmt: skip
    notice = CalendarNotice.objects.order_by("pk").first()
    organs = "organ add_organ edit_organ close_organ competence add_competence issue_token".split()
    officers = (
        "officer edit_officer disable_officer enable_officer reset_password reset_totp add_post hand_over".split()
    )
    return (
        {f"organs:{name}": {"pk": cast.qingcen.pk} for name in organs}
        | {f"organs:{name}": {"pk": cast.tang.pk} for name in officers}
        | {f"organs:{name}": {"pk": post.pk} for name in ("end_post", "substitute", "take_post")}
        | {
            "organs:add_pairing": {"pk": cast.office.pk},
            "organs:end_pairing": {"pk": pairing.pk},
            "organs:end_competence": {"pk": competence.pk},
            "organs:end_delegation": {"pk": deputy.pk},
            "commutation:local_rule_end": {"pk": local.pk},
        }
        | {"organs:revoke_token": {"pk": token.pk}, "custody:recuse": {"pk": inmate.person_id}}
        | {"custody:ask_sealed": {"pk": sealed.pk}}
        | same(("custody:decide_sealed", "custody:look_sealed"), {"pk": asked.pk})
        | {"custody:decide": {"pk": recusal.pk}, "deadlines:notice": {"pk": notice.pk if notice else 0}}
    )
