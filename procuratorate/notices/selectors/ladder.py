"""Which rung comes next, in whose name, to whom, in which first words (规则第553、554条; law.md K04, K06–K08)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Unacceptable
from procuratorate.notices.clocks import BY_DECISION, FILED_WITHIN, OVER_DETENTION, REPORTED, TOLD, URGED_SUGGESTION
from procuratorate.notices.models import Notice, Rung
from procuratorate.notices.selectors.organs import superior_of
from procuratorate.notices.states import ASIDE, LADDER, Kind, Matter, RungKind, RungState
from procuratorate.organs.models import Organ
from procuratorate.organs.states import Kind as OrganKind

ABOVE = frozenset({OrganKind.BUREAU, OrganKind.POLICE, OrganKind.COURT, OrganKind.JUSTICE})


def next_rung(notice: Notice) -> RungKind | None:
    """The first not yet sent; over-detention is reported upward without another letter (第619条)."""
    sent = set(notice.rungs.filter(state=RungState.SENT).values_list("kind", flat=True))
    order = LADDER[1:] if notice.matter == Matter.OVER_DETENTION else LADDER
    highest = max((order.index(RungKind(kind)) for kind in sent if kind in order), default=-1)
    return order[highest + 1] if highest + 1 < len(order) else None


OUTSIDE = {RungKind.CONGRESS: OrganKind.CONGRESS, RungKind.COMMISSION: OrganKind.SUPERVISION}


def asides_of(notice: Notice) -> list[tuple[str, str]]:
    """What may be drafted beside the ladder: (kind, words); filing is of suggestions alone."""
    kinds = ASIDE if notice.kind == Kind.SUGGESTION and notice.joint_id is None else ASIDE[1:]
    return [(one.value, one.label) for one in kinds]


def filing_day(notice: Notice, rungs: Iterable[Rung]) -> date | None:
    """Until when a suggestion is to be filed with the superior 院; None once it was, or where it is not asked."""
    filed = any(one.kind == RungKind.FILING and one.state == RungState.SENT for one in rungs)
    if notice.kind != Kind.SUGGESTION or notice.joint_id or notice.issued_at is None or filed:
        return None
    return day_of(notice.issued_at) + timedelta(days=FILED_WITHIN)


def outsiders() -> list[tuple[int, str]]:
    """Congresses and commissions on record, to choose from."""
    rows = Organ.objects.filter(kind__in=OUTSIDE.values(), until=None).order_by("kind", "path")
    return list(rows.values_list("pk", "name"))


def recipient_of(notice: Notice, kind: RungKind, chosen: int | None = None) -> tuple[Organ, Organ]:
    """In whose name the rung stands, and to whom it goes. `chosen`: a congress or a commission."""
    if kind in OUTSIDE:
        found = Organ.objects.filter(pk=chosen or 0, kind=OUTSIDE[kind], until=None).first()
        if found is None:
            why = f"请选择{OUTSIDE[kind].label}。没有列出的，请管理员先登记该单位。"
            raise Unacceptable(why, fields={"recipient": why})
        return notice.organ, found
    if kind is RungKind.CHASE:
        return notice.organ, notice.addressee
    superior = superior_of(notice.organ)
    if superior is None:
        raise Unacceptable(f"没有登记{notice.organ.name}的上一级院，不能在本系统报告。请以公文另行报告。")
    if kind in {RungKind.REPORT, RungKind.FILING}:
        return notice.organ, superior
    above = notice.addressee.parent
    if above is None or above.kind not in ABOVE:
        raise Unacceptable(f"没有登记{notice.addressee.name}的上级机关，不能在本系统通报。请以公文另行通报。")
    return superior, above


def words_for(notice: Notice, kind: RungKind, why: str) -> tuple[str, str]:
    """First words, which a person rewrites, and the article. Facts only: no adjectives."""
    what = f"{notice.organ.name}{notice.number}《{notice.name}》"
    day = f"{notice.served_on:%Y年%-m月%-d日}送达" if notice.served_on else "已经发出"
    article, asked = article_for(notice, kind), "落实" if notice.kind == Kind.SUGGESTION else "纠正"
    if kind is RungKind.CHASE:  # until when is added on the day of signing
        words = f"我院{notice.number}《{notice.name}》于{day}。{why}。\n请你单位将{asked}情况书面回复我院。"
        return words, article
    if kind is RungKind.REPORT:
        words = (
            f"我院向{notice.addressee.name}发出的{notice.number}《{notice.name}》于{day}。{why}。\n以上情况，特此报告。"
        )
        return words, article
    if kind in ASIDE:
        lead = f"我院向{notice.addressee.name}发出的{notice.number}《{notice.name}》于{day}。{why}。"
        return f"{lead}\n{ENDINGS[kind]}", article
    words = (
        f"{what}于{day}，被监督单位为{notice.addressee.name}。{why}。\n"
        f"现将有关情况通报你单位，建议督促{notice.addressee.name}{asked}，并将结果告知我院。"
    )
    return words, article


ENDINGS = {
    RungKind.FILING: "现将该文书报送备案。",
    RungKind.CONGRESS: "以上情况，特此报告。",
    RungKind.COMMISSION: "现将有关情况和材料移送你单位，请依法处理，并将处理结果告知我院。",
}


def article_for(notice: Notice, kind: RungKind) -> str:
    """Of a correction 规则第553、554条; a suggestion goes by its own rules; over-detention is reported by 第619条."""
    if notice.kind == Kind.SUGGESTION:
        return URGED_SUGGESTION
    if kind in ASIDE:
        return BY_DECISION
    if kind is RungKind.TELL:
        return TOLD
    is_over = kind is RungKind.REPORT and notice.matter == Matter.OVER_DETENTION
    return OVER_DETENTION.article if is_over else REPORTED
