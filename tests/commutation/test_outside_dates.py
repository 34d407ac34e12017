"""Outside service by the text of the day: nobody is blamed by a text that came later, or for another's duty."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from commutation.clocks.outside import (
    Code,
    clock_on,
    copied_basis,
    ended_basis,
    handed_basis,
    recalled_basis,
    told_basis,
)
from commutation.models import Batch, Diagnosis
from procuratorate.deadlines.models import Deadline
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast
from tests.commutation.outside import (
    DECISION,
    DIAGNOSIS,
    HANDOVER,
    NOTICE,
    act,
    acts,
    decide,
    done,
    nominate,
    page,
    send,
    start,
    started,
)

pytestmark = pytest.mark.django_db

NOT_YET = "2023-07-01 起才要求"


def diagnosed(cast: Cast, batch: Batch, on: str, **changed: str) -> None:
    started(cast, batch, on="2023-06-01", **changed)
    done(cast, "diagnosis", DIAGNOSIS, on=on, issued_on=on, received_on=on, care_group="7", care_doctors="2")


@pytest.mark.parametrize(("on", "told"), [("2023-06-30", 2), ("2023-07-01", 0)])
def test_what_no_text_asked_for_yet_is_no_gap(cast: Cast, batch: Batch, on: str, told: int) -> None:
    diagnosed(cast, batch, on)
    send(cast, batch, filed=True)
    decide(cast)
    assert page(cast, "chen").count(NOT_YET) == told
    assert page(cast, "tang").count(NOT_YET) == told


def test_the_notice_to_the_public_goes_by_the_day_the_bureau_got_the_case(cast: Cast, batch: Batch) -> None:
    diagnosed(cast, batch, "2023-06-30")
    send(cast, batch, filed=True)
    done(cast, "bureau", {"on": "2023-07-01"})
    decide(cast)
    assert page(cast, "chen").count(NOT_YET) == 1  # the copy of the diagnosis alone


@pytest.mark.parametrize(("on", "short"), [("2023-06-30", False), ("2023-07-01", True)])
def test_a_public_notice_is_short_by_the_text_of_its_day(cast: Cast, batch: Batch, on: str, short: bool) -> None:
    started(cast, batch, on="2023-06-01")
    done(cast, "web_notice", {"on": on, "until_on": on, "place": "省局网站"})
    send(cast, batch)
    assert ("（不足 3 日）" in page(cast, "chen")) is short


@pytest.mark.parametrize(("on", "short"), [("2023-06-30", False), ("2023-07-03", True)])
def test_a_working_day_ahead_is_asked_for_since_july_2023(cast: Cast, batch: Batch, on: str, short: bool) -> None:
    started(cast, batch, on="2023-06-01")
    told = NOTICE | {"on": on, "planned_on": on, "letter": "狱函9号"}
    assert act(cast, "diagnosis_notice", told).status_code == (422 if short else 302)
    if short:
        done(cast, "diagnosis_notice", told, words="病危")
    assert ("（不足 1 个工作日）" in page(cast, "chen")) is short


@pytest.mark.parametrize(("ground", "short"), [("illness", True), ("pregnancy", True), ("helpless", False)])
def test_only_a_doctors_diagnosis_is_told_of_ahead(cast: Cast, batch: Batch, ground: str, short: bool) -> None:
    started(cast, batch, ground=ground)
    answer = act(cast, "diagnosis_notice", NOTICE, planned_on="2026-11-16")
    assert answer.status_code == (422 if short else 302)


def test_an_urgent_diagnosis_is_not_called_short(cast: Cast, batch: Batch) -> None:
    started(cast, batch, urgent="on")
    done(cast, "diagnosis_notice", NOTICE, planned_on="2026-11-16")
    assert "（不足" not in page(cast, "chen")


@pytest.mark.parametrize(("received", "late"), [("2023-06-30", False), ("2023-07-01", True)])
def test_a_late_copy_is_late_by_the_text_of_its_receipt(cast: Cast, batch: Batch, received: str, late: bool) -> None:
    diagnosed(cast, batch, received)
    done(cast, "diagnosis_copy", {"on": "2023-07-10", "letter": "狱函10号"})
    assert acts("diagnosis_copy")[-1].facts["after"] > 3
    assert ("（超过 3 个工作日）" in page(cast, "chen")) is late


@pytest.mark.parametrize(
    ("ground", "on", "holds"),
    [
        ("illness", "2023-06-30", False),
        ("illness", "2023-07-01", True),
        ("pregnancy", "2023-07-01", False),
        ("helpless", "2023-07-01", False),
    ],
)
def test_only_a_diagnosis_of_illness_runs_out(cast: Cast, batch: Batch, ground: str, on: str, holds: bool) -> None:
    diagnosed(cast, batch, on, ground=ground)
    with acting_as(BUILDER):
        assert (Diagnosis.objects.get().valid_until is not None) is holds


def clocks(kind: str) -> list[Deadline]:
    with acting_as(BUILDER):
        return list(Deadline.objects.filter(kind=f"commutation.outside_{kind}").select_related("organ").order_by("pk"))


def released(cast: Cast, batch: Batch, approved: str, left: str) -> None:
    """An urgent case of 2023, approved and handed over on these days."""
    started(cast, batch, on="2023-06-01", urgent="on")
    done(cast, "decision", DECISION, on=approved, received_on=approved)
    done(cast, "handover", HANDOVER, on=left)


@pytest.mark.parametrize(
    ("approved", "left", "begun"),
    [
        ("2023-06-26", "2023-06-30", ["2023-06-30"]),  # 78号 runs from the release
        ("2023-06-30", "2023-07-03", []),  # neither text
        ("2023-07-01", "2023-07-05", ["2023-07-01"]),  # 24号 runs from the approval
    ],
)
def test_the_announcement_runs_from_what_its_text_says(
    cast: Cast, batch: Batch, approved: str, left: str, begun: list[str]
) -> None:
    released(cast, batch, approved, left)
    assert [str(one.starts_on) for one in clocks("announce")] == begun


def test_an_announcement_made_before_the_release_starts_no_clock(cast: Cast, batch: Batch) -> None:
    started(cast, batch, on="2023-06-01", urgent="on")
    done(cast, "decision", DECISION, on="2023-06-26", received_on="2023-06-26")
    done(cast, "public_notice", {"on": "2023-06-28", "place": "狱务公开栏"})
    done(cast, "handover", HANDOVER, on="2023-06-30")
    assert not clocks("announce")


def test_a_clock_says_whose_it_is_and_the_bureau_keeps_its_own(cast: Cast, batch: Batch) -> None:
    started(cast, batch, urgent="on")
    done(cast, "diagnosis_notice", NOTICE, commissioned_on="2026-11-16")
    done(cast, "decision", DECISION)
    done(cast, "handover", HANDOVER)
    told = {
        kind: (clocks(kind)[0].organ_id, clocks(kind)[0].title) for kind in ("issue", "recheck", "confirm", "online")
    }
    bureau = cast.qingcen.parent_id
    for kind, organ, whose in (
        ("issue", cast.qingcen.pk, "（由医院办理）"),
        ("recheck", cast.qingcen.pk, "（由社区矫正机构办理）"),
        ("confirm", bureau, "（由省局办理）"),
        ("online", bureau, "（由省局办理）"),
    ):
        assert told[kind][0] == organ, kind
        assert told[kind][1].endswith(whose), kind


def test_what_the_hospital_owes_is_not_the_prisons_fault(
    cast: Cast, batch: Batch, set_clock: Callable[[datetime | None], None]
) -> None:
    started(cast, batch)
    done(cast, "diagnosis_notice", NOTICE, commissioned_on="2026-11-16")
    set_clock(datetime(2026, 12, 31, 2, tzinfo=UTC))
    for by in ("tang", "chen"):
        assert "由医院办理，期限届满" in page(cast, by)
        assert "时限已过" not in page(cast, by)


def test_what_is_lawfully_kept_from_the_public_is_a_fact_and_no_clock(cast: Cast, batch: Batch) -> None:
    started(cast, batch)
    done(cast, "bureau", {"on": "2026-11-16"})
    lacking = act(cast, "web_notice", {"on": "2026-11-16"})
    assert lacking.status_code == 422
    assert "依法不予公开的，请填写不公开的情形" in lacking.content.decode()
    done(cast, "web_notice", {"on": "2026-11-16", "not_public": "涉及国家秘密"})
    assert [one.state for one in clocks("web")] == ["cancelled"]
    assert "不公开：涉及国家秘密" in page(cast, "tang")
    first = acts("bureau")[0]
    done(cast, "bureau", {"on": "2026-11-16"}, replaces=first.pk, words="更正")
    assert len(clocks("web")) == 1


@pytest.mark.parametrize(
    ("decider", "on", "article"),
    [
        ("bureau", "2016-09-30", "司发通〔2014〕112号第14条"),
        ("bureau", "2016-10-01", "司发通〔2016〕78号第24条第1款"),
        ("police", "2026-11-16", "司发通〔2014〕112号第14条"),
        ("court", "2026-11-16", None),
        ("bureau", "2014-11-30", None),
    ],
)
def test_the_days_to_decide_are_those_of_who_decides(decider: str, on: str, article: str | None) -> None:
    rule = clock_on(Code.DECIDE, date.fromisoformat(on), decider=decider)
    assert (rule.article if rule else None) == article


@pytest.mark.parametrize("decider", ["police", "court"])
def test_of_those_in_a_prison_the_bureau_decides(cast: Cast, batch: Batch, decider: str) -> None:
    answer = start(cast, nominate(cast, batch), decider=decider)
    assert answer.status_code == 422
    assert "由省级监狱管理机关批准（司发通〔2014〕112号第2条）" in answer.content.decode()


def begun(*codes: str) -> set[str]:
    return {code for code in codes if clocks(code)}


@pytest.mark.parametrize(
    ("ground", "urgent", "on", "runs"),
    [
        ("illness", "", "2023-06-30", set()),
        ("illness", "", "2023-07-03", {"organise", "issue"}),
        ("illness", "on", "2023-07-03", {"issue"}),
        ("pregnancy", "", "2023-07-03", {"organise"}),
        ("nursing", "", "2023-07-03", set()),
        ("helpless", "", "2023-07-03", set()),
    ],
)
def test_what_runs_from_the_commission(
    cast: Cast, batch: Batch, ground: str, urgent: str, on: str, runs: set[str]
) -> None:
    started(cast, batch, on="2023-06-01", ground=ground, **({"urgent": urgent} if urgent else {}))
    told = NOTICE | {"on": on, "planned_on": "2023-07-05", "letter": "狱函9号", "commissioned_on": on}
    done(cast, "diagnosis_notice", told, words="说明")
    assert begun("organise", "issue") == runs
    if runs == {"organise", "issue"}:
        assert [str(one.due_on) for one in (*clocks("organise"), *clocks("issue"))] == ["2023-07-10", "2023-07-31"]
        assert "条文没有写明" in clocks("issue")[0].start_reason
        done(cast, "diagnosis", DIAGNOSIS, on="2023-07-06", issued_on="2023-07-12", received_on="2023-07-12")
        assert [one.state for one in (*clocks("organise"), *clocks("issue"))] == ["met", "met"]


def test_nursing_rests_on_a_certificate_and_asks_for_no_doctor(cast: Cast, batch: Batch) -> None:
    started(cast, batch, ground="nursing")
    told = {"hospital": "临澄县妇幼保健院", "doctors": "", "finding": "出生医学证明照录"}
    done(cast, "diagnosis", DIAGNOSIS, **told)
    assert not begun("copy", "recheck")
    send(cast, batch)
    shown = page(cast, "chen")
    assert "哺乳凭出生证明，不作诊断" in shown
    assert "疑点：没有登记" not in shown


@pytest.mark.parametrize(
    ("on", "told", "handed", "recalled", "died"),
    [
        ("2014-12-01", "司发通〔2014〕112号第8条第3款", "司发通〔2014〕112号第16条", "司发通〔2014〕112号第23条第1款",
         "司发通〔2014〕112号第28条"),
        ("2016-09-30", "司发通〔2014〕112号第8条第3款", "司发通〔2014〕112号第16条", "司发通〔2014〕112号第23条第1款",
         "司发通〔2014〕112号第28条"),
        ("2016-10-01", "司发通〔2016〕78号第10条", "司发通〔2016〕78号第27条第3款", "司发通〔2016〕78号第29条第2款",
         "司发通〔2016〕78号第33条"),
    ],
)  # fmt: skip
def test_older_acts_rest_on_the_text_of_2014(on: str, told: str, handed: str, recalled: str, died: str) -> None:
    day = date.fromisoformat(on)
    assert (told_basis(day), copied_basis(day)) == (told, told)
    assert (handed_basis(day), recalled_basis(day), ended_basis(day, died=True)) == (handed, recalled, died)


@pytest.mark.parametrize(
    ("code", "on", "article"),
    [
        (Code.ANNOUNCE, "2014-11-30", None),
        (Code.ANNOUNCE, "2014-12-01", "司发通〔2014〕112号第13条第1款"),
        (Code.ANNOUNCE, "2016-10-01", "司发通〔2016〕78号第17条第3款"),
        (Code.RECHECK, "2014-12-01", "司发通〔2014〕112号第21条"),
        (Code.RECHECK, "2023-06-30", "司发通〔2014〕112号第21条"),
        (Code.RECHECK, "2023-07-01", "司发通〔2023〕24号第25条"),
    ],
)
def test_older_clocks_rest_on_the_text_of_2014(code: Code, on: str, article: str | None) -> None:
    rule = clock_on(code, date.fromisoformat(on))
    assert (rule.article if rule else None) == article


def basis(name: str) -> str:
    sent = acts(name)[-1].dispatch
    assert sent is not None
    return sent.basis


@pytest.mark.parametrize(
    ("on", "copied", "handed", "freed", "died"),
    [
        (
            "2026-10-31",
            "司发通〔2014〕112号第14条；司发通〔2016〕78号第24条第2款",
            "司发通〔2016〕78号第27条第3款",
            "",
            "司发通〔2016〕78号第33条",
        ),
        (
            "2026-11-01",
            "监狱法（2026年修订）第46条第1款",
            "监狱法（2026年修订）第47条；司发通〔2016〕78号第27条第3款",
            "监狱法（2026年修订）第48条第3款",
            "监狱法（2026年修订）第48条第3款",
        ),
    ],
)
def test_what_is_sent_rests_on_the_text_of_its_day(
    cast: Cast, batch: Batch, on: str, copied: str, handed: str, freed: str, died: str
) -> None:
    started(cast, batch, on="2026-10-09", urgent="on")
    done(cast, "decision", DECISION, on=on, received_on=on)
    done(cast, "handover", HANDOVER, on=on)
    done(cast, "end", {"on": on, "reason": "released"})
    assert (basis("decision"), basis("handover"), basis("end")) == (copied, handed, freed)
    done(cast, "end", {"on": on, "reason": "died"}, replaces=acts("end")[0].pk, words="更正")
    assert basis("end") == died


@pytest.mark.parametrize(
    ("on", "article"),
    [("2026-10-31", "司发通〔2016〕78号第29条第2款"), ("2026-11-01", "监狱法（2026年修订）第48条第3款")],
)
def test_a_recall_rests_on_the_text_of_its_day(cast: Cast, batch: Batch, on: str, article: str) -> None:
    started(cast, batch, on="2026-10-09", urgent="on")
    done(cast, "decision", DECISION, on="2026-10-12", received_on="2026-10-12")
    done(cast, "handover", HANDOVER, on="2026-10-13")
    done(cast, "recall", {"on": on, "case_no": "澜狱收〔2026〕1号", "ground": "病情好转"})
    assert basis("recall") == article


def test_a_hearing_is_held_with_the_procuratorate_called(cast: Cast, batch: Batch) -> None:
    started(cast, batch)
    told = {"on": "2026-11-16", "held_on": "2026-11-18", "place": "会议室", "why": "objected"}
    assert act(cast, "hearing", told, held_on="2026-11-13").status_code == 422
    assert act(cast, "hearing", told, by="ward").status_code == 403
    first = done(cast, "hearing", told)
    assert basis("hearing") == "司发通〔2023〕24号第13条第2款"
    assert "听证日：2026-11-18；听证原因：公示期间收到不同意见" in page(cast, "chen").replace("地点：会议室；", "")
    done(cast, "hearing", told, replaces=first.pk, place="二楼会议室", words="换地点")


@pytest.mark.parametrize(("sent", "late"), [("2026-11-12", False), ("2026-11-13", True)])
def test_a_dossier_goes_to_the_other_province_in_three_working_days(
    cast: Cast, batch: Batch, sent: str, late: bool
) -> None:
    started(cast, batch, on="2026-10-09", urgent="on")
    assert act(cast, "archive", {"on": sent, "bureau": "望海省监狱管理局"}).status_code == 403  # nothing granted yet
    done(cast, "decision", DECISION, on="2026-11-09", received_on="2026-11-09")
    done(cast, "archive", {"on": sent, "bureau": "望海省监狱管理局", "named_on": "2026-11-16", "keeper": "望海监狱"})
    shown = page(cast, "tang")
    assert ("（超过 3 个工作日）" in shown) is late
    assert "接收档案的监狱：望海监狱" in shown
    assert "（超过 10 个工作日）" not in shown
