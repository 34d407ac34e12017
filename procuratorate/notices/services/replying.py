"""回复函: the addressee's answer as a paper of its own, under its own number, for whoever wants one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from procuratorate.documents import services as documents
from procuratorate.documents.models import Paper
from procuratorate.documents.numbers import as_number
from procuratorate.lib.errors import Unacceptable
from procuratorate.lib.law.articles import chinese
from procuratorate.notices.models import Notice
from procuratorate.notices.papers import REPLY
from procuratorate.notices.services.words import AnswerWords
from procuratorate.notices.states import Stance
from procuratorate.organs.actors import Actor


def numbered(said: str) -> str:
    """The number as it is written on papers; "" where none was given. Raises Unacceptable for what is no number."""
    number = as_number(said)
    if said.strip() and not number:
        why = "文号写作 青监函〔2026〕12号；没有编文号的，不填。"
        raise Unacceptable(why, fields={"number": why})
    return number


def give_reply(
    *, notice: Notice, answers: Sequence[AnswerWords], number: str, actor: Actor, at: datetime
) -> Paper:  # fmt: skip
    """Issue the letter under the addressee's number, and let the office that handles the notice read it."""
    title = f"关于{notice.name}{notice.number}的回复"[:160]
    facts = {
        "mark": f"{notice.addressee.name}文件", "title": title, "addressee": notice.organ.name,
        "sections": [[0, line] for line in paragraphs(notice, answers)],
    }  # fmt: skip
    paper = documents.draft(
        kind=REPLY, organ=notice.addressee, office=notice.addressee, title=title, facts=facts,
        key=f"notice-reply:{notice.pk}:{number}", persons=notice.persons, address=notice.get_absolute_url(),
        actor=actor, at=at,
    )  # fmt: skip
    documents.issue(paper=paper, number=number, actor=actor, at=at)
    documents.hand_over(paper=paper, organ=notice.office, actor=actor)
    return paper


def paragraphs(notice: Notice, answers: Iterable[AnswerWords]) -> list[str]:
    """The lead, then what is said to each point."""
    lead = f"你院{notice.number}《{notice.name}》收悉。经研究，现将有关情况回复如下："
    return [lead, *map(_point, sorted(answers, key=lambda one: one.position)), "特此回复。"]


def _point(one: AnswerWords) -> str:
    """第一项，采纳。…（2026年11月16日纠正；附件：…）"""
    done = [f"{one.done_on:%Y年%-m月%-d日}纠正"] if one.done_on else []
    files = [f"附件：{'、'.join(name for name, _ in one.files)}"] if one.files else []
    more = f"（{'；'.join([*done, *files])}）" if done or files else ""
    return f"第{chinese(one.position)}项，{Stance(one.stance).label}。{one.words.strip().rstrip('。')}{more}。"
