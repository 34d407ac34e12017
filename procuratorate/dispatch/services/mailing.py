"""Telling officers by mail, as each prefers. Mail leaves the house: it names no person and no title.

Every mail is an outbox row of its own (one officer, one arrival or one day), so that a broken address stops nobody
else's, and what is drained twice is sent once.
"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage

from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.selectors import figures
from procuratorate.dispatch import selectors
from procuratorate.dispatch.models import Digest, Dispatch
from procuratorate.dispatch.states import Mode
from procuratorate.lib.clock import SHANGHAI, day_of
from procuratorate.organs.models import Officer
from procuratorate.work.services import enqueue

CLOSING = "请登录平台办理。本邮件由系统发出，不含案件和人员信息，请勿回复。"


def tell_at_once(*, dispatch_id: int, at: datetime) -> None:
    """Write one mail for every officer of the recipient's house who wants to be told at once."""
    dispatch = Dispatch.objects.select_related("recipient").defer("content").get(pk=dispatch_id)
    for officer in selectors.readers_of(dispatch.recipient, day_of(at)).filter(news="now").exclude(email=""):
        key = f"mail:{dispatch.pk}:{officer.pk}"
        enqueue(topic="dispatch.mail", key=key, payload={"id": dispatch.pk, "officer": officer.pk})


def send_arrival_mail(*, dispatch_id: int, officer_id: int) -> None:
    """Send one officer the news of one arrival."""
    dispatch = Dispatch.objects.select_related("sender", "recipient").defer("content").get(pk=dispatch_id)
    mode = dispatch.get_legal_mode_display()
    when = f"{dispatch.sent_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}"
    lines = [f"{dispatch.recipient.name}：", f"{when} 新到 1 件（{mode}），编号 {dispatch.number}。", CLOSING]
    post(officer_id, f"新到 1 件（{mode}）：{dispatch.sender.short_name}", lines, f"arrival-{dispatch.pk}")


def send_digests(*, at: datetime) -> int:
    """Once a day from the hour each officer chose: write a summary for those who want one. Returns how many."""
    on, hour = day_of(at), at.astimezone(SHANGHAI).hour
    due = Officer.objects.filter(is_active=True, news="digest", digest_hour__lte=hour).exclude(email="")
    due = due.exclude(pk__in=Digest.objects.filter(on_day=on).values("officer_id")).order_by("pk")
    officers = list(due)
    for officer in officers:
        Digest.objects.bulk_create([Digest(officer=officer, on_day=on)], ignore_conflicts=True)
        key = f"digest:{officer.pk}:{on}"
        enqueue(topic="dispatch.digest", key=key, payload={"officer": officer.pk})
    return len(officers)


def send_digest_mail(*, officer_id: int, at: datetime) -> None:
    """Send one officer how much waits, by mode, and how many clocks are near. Nothing of either, no mail."""
    on = day_of(at)
    desks = selectors.desks_of_officer(officer_id, on)
    waiting = Dispatch.objects.filter(recipient__in=desks).unregistered()
    arrived = {mode.label: waiting.filter(legal_mode=mode).count() for mode in Mode}
    near = figures(Deadline.objects.held_by(desks), on)
    clocks = {"逾期": near["overdue"], "今日到期": near["today"], "三日内": near["soon"]}
    lines = [_counted("待登记", arrived), _counted("期限", clocks)]
    if any(lines):
        post(officer_id, f"{on} 待办汇总", [f"截至 {on}：", *filter(None, lines), CLOSING], f"digest-{on}")


def _counted(what: str, counts: dict[str, int]) -> str:
    """ "待登记 3 件：征求意见 2 件，抄送 1 件。", or nothing."""
    parts = "，".join(f"{name} {count} 件" for name, count in counts.items() if count)
    return f"{what} {sum(counts.values())} 件：{parts}。" if parts else ""


def post(officer_id: int, subject: str, lines: list[str], name: str) -> None:
    """Post one letter. A worker killed between posting and commit posts it again, under the same Message-ID."""
    officer = Officer.objects.filter(pk=officer_id, is_active=True).exclude(email="").first()
    if officer is not None:
        identity = {"Message-ID": f"<{name}-{officer_id}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2]}>"}
        subject = f"[{settings.SITE_NAME}] {subject}"
        EmailMessage(subject, "\n".join(lines), None, [officer.email], headers=identity).send()
