"""Which rung comes next, in whose name, to whom, in which first words (规则第553、554条; law.md K04, K06–K08)."""

from __future__ import annotations

from procuratorate.lib.errors import Unacceptable
from procuratorate.notices.clocks import OVER_DETENTION, REPORTED, TOLD, URGED_SUGGESTION
from procuratorate.notices.models import Notice
from procuratorate.notices.selectors.organs import superior_of
from procuratorate.notices.states import Kind, Matter, RungKind, RungState
from procuratorate.organs.models import Organ
from procuratorate.organs.states import Kind as OrganKind

ORDER = (RungKind.CHASE, RungKind.REPORT, RungKind.TELL)
ABOVE = frozenset({OrganKind.BUREAU, OrganKind.POLICE, OrganKind.COURT, OrganKind.JUSTICE})


def next_rung(notice: Notice) -> RungKind | None:
    """The first not yet sent; over-detention is reported upward without another letter (第619条)."""
    sent = set(notice.rungs.filter(state=RungState.SENT).values_list("kind", flat=True))
    order = ORDER[1:] if notice.matter == Matter.OVER_DETENTION else ORDER
    highest = max((order.index(RungKind(kind)) for kind in sent if kind in order), default=-1)
    return order[highest + 1] if highest + 1 < len(order) else None


def recipient_of(notice: Notice, kind: RungKind) -> tuple[Organ, Organ]:
    """In whose name the rung stands, and to whom it goes."""
    if kind is RungKind.CHASE:
        return notice.organ, notice.addressee
    superior = superior_of(notice.organ)
    if superior is None:
        raise Unacceptable(f"没有登记{notice.organ.name}的上一级院，不能在本系统报告。请以公文另行报告。")
    if kind is RungKind.REPORT:
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
    words = (
        f"{what}于{day}，被监督单位为{notice.addressee.name}。{why}。\n"
        f"现将有关情况通报你单位，建议督促{notice.addressee.name}{asked}，并将结果告知我院。"
    )
    return words, article


def article_for(notice: Notice, kind: RungKind) -> str:
    """Of a correction 规则第553、554条; a suggestion goes by its own rules; over-detention is reported by 第619条."""
    if notice.kind == Kind.SUGGESTION:
        return URGED_SUGGESTION
    if kind is RungKind.TELL:
        return TOLD
    is_over = kind is RungKind.REPORT and notice.matter == Matter.OVER_DETENTION
    return OVER_DETENTION.article if is_over else REPORTED
