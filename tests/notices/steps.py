"""The acts on a notice as both sides press them, through the pages."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from procuratorate.notices.models import Notice, NoticeStep, Point
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.models import Officer, Organ
from procuratorate.organs.reach import acting_as
from procuratorate.organs.states import Role
from tests.cast import Cast, officer, sign_in

NUMBER = "临城郊检纠违〔2026〕16号"
SECRET = "金丝雀戊"
FACTS = (f"二监区对罪犯{SECRET}禁闭四日", "四监区加扣分公示二个工作日")
PDF = b"%PDF-1.4 proof"


def post(who: Officer, address: str, **data: Any) -> Any:
    return sign_in(who).post(address, data)


def colleague(number: str, name: str, organ: Organ, role: Role) -> Officer:
    """One more officer."""
    with acting_as(BUILDER):
        return officer(number, name, organ, role)


def notice(pk: int | None = None) -> Notice:
    """The one notice there is (or that one), as it is stored."""
    with acting_as(BUILDER):
        rows = Notice.objects.select_related("clock", "dispatch", "addressee", "organ", "office", "drafter")
        found: Notice = rows.get(pk=pk) if pk else rows.get()
        return found


def point(position: int = 1) -> Point:
    with acting_as(BUILDER):
        found: Point = Point.objects.prefetch_related("mendings").get(position=position)
        return found


def steps() -> list[str]:
    with acting_as(BUILDER):
        return list(NoticeStep.objects.values_list("step", flat=True))


def begin(cast: Cast, who: str = "chen", **changed: Any) -> Any:
    told = {"kind": "violation", "matter": "general", "addressee": cast.qingcen.pk, "title": "禁闭和计分公示"}
    return post(cast.officers[who], "/notices/new/", **told | changed)


def write(cast: Cast, who: str = "chen", facts: tuple[str, ...] = FACTS, **changed: Any) -> Any:
    """Save the words as the editor has them, one point for each fact."""
    held = notice()
    told: dict[str, Any] = {
        "seen": held.content_hash, "title": held.title, "opening": held.opening, "closing": held.closing
    }  # fmt: skip
    for place, one in enumerate(facts):
        told |= {f"p{place}-facts": one, f"p{place}-article": "监狱法第五十八条", f"p{place}-demand": "予以纠正"}
    return post(cast.officers[who], f"/notices/{held.pk}/edit/", **told | changed)


def act(who: Officer, name: str, **data: Any) -> Any:
    """One press on the only notice, on what it says now."""
    held = notice()
    return post(who, f"/notices/{held.pk}/{name}/", seen=held.content_hash, **data)


def drafted(cast: Cast, **changed: Any) -> Notice:
    assert begin(cast, **changed).status_code == 302
    assert write(cast).status_code == 302
    return notice()


def issued(cast: Cast, **changed: Any) -> Notice:
    """Drafted by chen, endorsed and issued by pei: nobody heads a department here."""
    drafted(cast, **changed)
    assert act(cast.chen, "submit", comment="建议发出").status_code == 302
    assert act(cast.pei, "endorse").status_code == 302
    answer = act(cast.pei, "issue", number=NUMBER)
    assert answer.status_code == 302, answer.content.decode()
    return notice()


def serve(cast: Cast, at: str = "2026-11-16 10:00", **changed: Any) -> Any:
    told = {"outcome": "signed", "received_at": at, "received_by": "郝景川", "served_by": "陈砚平"}
    scan = SimpleUploadedFile("回证.pdf", PDF)
    return post(cast.chen, f"/notices/{notice().pk}/service/", **told | {"scan": scan} | changed)


def served(cast: Cast, **changed: Any) -> Notice:
    issued(cast, **changed)
    answer = serve(cast)
    assert answer.status_code == 302, answer.content.decode()
    return notice()


def answers(*positions: int, stance: str = "adopted", **changed: Any) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for one in positions:
        told |= {f"p{one}-stance": stance, f"p{one}-words": f"第{one}项已更正审批记录", f"p{one}-done_on": "2026-11-16"}
    return told | changed


def reply(cast: Cast, *positions: int, who: str = "tang", **changed: Any) -> Any:
    proof = {f"p{one}-proof": SimpleUploadedFile(f"更正审批单{one}.pdf", PDF) for one in positions}
    return post(cast.officers[who], f"/notices/{notice().pk}/reply/", **answers(*positions) | proof | changed)


def check(cast: Cast, position: int, finding: str = "corrected", **changed: Any) -> Any:
    told = {"finding": finding, "words": "现场核对，原件相符", "on_spot": "on", "days": 5} | changed
    return post(cast.chen, f"/notices/{notice().pk}/points/{position}/check/", **told)


def page(who: Officer, address: str = "") -> str:
    answer = sign_in(who).get(address or f"/notices/{notice().pk}/")
    assert answer.status_code == 200, answer.status_code
    body: str = answer.content.decode()
    return body
