"""Models by two people, runs that survive their workers, hits counted for those alone who reach the place."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import Any

import pytest
from django.db.models import Sum

from procuratorate.lib.clock import now
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from procuratorate.organs.states import Role
from procuratorate.screening import storage
from procuratorate.screening.judging import judge
from procuratorate.screening.models import Hit, Run, RunPart, Tally, Version
from procuratorate.screening.services import running, snapshots
from procuratorate.screening.states import PartState, RunState, VersionState
from tests.cast import Cast, officer, sign_in
from tests.screening.world import (
    ELSEWHERE,
    FINE,
    OTHER,
    RULE,
    approved,
    begin,
    case,
    lines,
    model,
    ran,
    sent_filings,
    supervisor,
    terms,
    upload,
)

pytestmark = pytest.mark.django_db


def archive(client: Any) -> None:
    """Three who leave too early at 青岑 over two months, one lawful; one too early at 岚浦."""
    upload(
        client,
        lines(
            case(1), case(2), case(3, filed="2018-04-05"), case(4, FINE), case(9, ELSEWHERE, name="金丝雀"),
        ),
    )  # fmt: skip


def counts(run: Run) -> dict[str, int]:
    with acting_as(BUILDER):
        told = Tally.objects.filter(run=run).aggregate(c=Sum("judged"), h=Sum("breached"), u=Sum("undecided"))
        return {**told, "hits": Hit.objects.filter(run=run).count()}


def test_a_model_is_approved_by_another_person(cast: Cast) -> None:
    fu, qin = supervisor(cast), sign_in(cast.qin)
    assert sign_in(cast.chen).post("/screening/models/new/", terms()).status_code == 403
    one = model(fu)
    assert qin.post(f"{one.get_absolute_url()}act/", {"act": "approve"}).status_code == 409  # not submitted
    fu.post(f"{one.get_absolute_url()}act/", {"act": "submit"})
    assert fu.post(f"{one.get_absolute_url()}act/", {"act": "approve"}).status_code == 403
    assert qin.post(f"{one.get_absolute_url()}act/", {"act": "send_back", "reason": ""}).status_code == 422
    qin.post(f"{one.get_absolute_url()}act/", {"act": "approve"})
    one.refresh_from_db()
    assert (one.state, one.approved_by, list(one.digests)) == (VersionState.APPROVED, cast.qin, [RULE])
    assert fu.post(f"{one.get_absolute_url()}edit/", terms()).status_code == 403
    assert fu.post(one.model.get_absolute_url()).status_code == 302
    assert Version.objects.get(number=2).state == VersionState.DRAFT


def test_whoever_drafts_cannot_approve_even_as_a_leader(cast: Cast) -> None:
    qin = sign_in(cast.qin)
    one = model(qin)
    qin.post(f"{one.get_absolute_url()}act/", {"act": "submit"})
    answer = qin.post(f"{one.get_absolute_url()}act/", {"act": "approve"})
    assert answer.status_code == 403
    assert "起草人不能批准" in answer.content.decode()


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"rules": []}, "规则"),
        ({"kinds": ["101"]}, "种类"),
        ({"since": "2020", "until": "2019"}, "止年早于起年"),
        ({"rules": ["parole-half"], "kinds": ["1"]}, "规则"),
    ],
)
def test_an_unsound_model_is_not_saved(cast: Cast, changed: dict[str, Any], why: str) -> None:
    answer = supervisor(cast).post("/screening/models/new/", terms(**changed))
    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert not Version.objects.exists()


def test_a_run_finds_by_rule_year_and_place(cast: Cast) -> None:
    fu = supervisor(cast)
    archive(fu)
    run = ran(fu, approved(cast, fu))
    assert run.state == RunState.DONE
    assert counts(run) == {"c": 5, "h": 4, "u": 0, "hits": 4}
    page = fu.get(run.get_absolute_url()).content.decode()
    assert "已筛 5 件，疑点 4 项" in page
    told = fu.get(f"{run.get_absolute_url()}hits/?rule={RULE}&year=2018").content.decode()
    assert told.count("减刑后实际执行不少于原判二分之一</td>") == 4
    assert fu.get(f"{run.get_absolute_url()}export.xlsx").status_code == 200


def test_a_rule_that_lacks_a_fact_says_it_cannot_decide(cast: Cast) -> None:
    """Days credited otherwise are not in the file: half a term cannot be worked out, and that is no breach."""
    fu = supervisor(cast)
    upload(fu, lines(case(1).replace("6个月,0,", "6个月,,")))
    assert counts(ran(fu, approved(cast, fu))) == {"c": 1, "h": 0, "u": 1, "hits": 0}


def test_silence_is_no_fact_unless_the_importer_says_what_it_means(cast: Cast) -> None:
    """A register that lists special circumstances alone says so on import; else what it is silent on is unknown."""
    fu = supervisor(cast)
    upload(fu, lines(case(1)), ordinary="")
    assert counts(ran(fu, approved(cast, fu))) == {"c": 1, "h": 0, "u": 1, "hits": 0}


def test_an_officer_counts_the_places_within_reach_alone(cast: Cast) -> None:
    """The province's run is the province's; of the 派出院's own, only places within reach are listed and counted."""
    fu = supervisor(cast)
    archive(fu)
    run = ran(fu, approved(cast, fu))
    assert sign_in(cast.chen).get(run.get_absolute_url()).status_code == 404
    with acting_as(BUILDER):
        cast.officers["xun"] = officer("J1006", "荀以方", cast.suburb, Role.DEPARTMENT_HEAD)
    xun, pei = sign_in(cast.xun), sign_in(cast.pei)
    one = model(xun)
    xun.post(f"{one.get_absolute_url()}act/", {"act": "submit"})
    pei.post(f"{one.get_absolute_url()}act/", {"act": "approve"})
    far, run = run, ran(xun, one)
    with acting_as(BUILDER):  # as if the office had answered for 岚浦监狱 when the run was made
        Hit.objects.create(
            run=run, partition=far.parts.first().partition, site=cast.lanpu, rule=RULE, year=2018, record="f" * 16,
            key="e" * 16, margin=-1,
        )  # fmt: skip
        Tally.objects.create(run=run, site=cast.lanpu, year=2018, judged=1, breached=1)
    page = pei.get(f"{run.get_absolute_url()}hits/").content.decode()
    assert "岚浦" not in page
    assert "金丝雀" not in page
    assert "已筛 4 件，疑点 3 项" in pei.get(run.get_absolute_url()).content.decode()
    with acting_as(cast.actor("pei")):
        assert Hit.objects.filter(run=run).count() == 3
        assert not Tally.objects.filter(site=cast.lanpu).exists()


def test_a_draft_runs_on_a_sample_only_and_sends_nothing(cast: Cast) -> None:
    fu = supervisor(cast)
    archive(fu)
    draft = model(fu)
    assert fu.post(f"{draft.get_absolute_url()}run/", {"permille": 1000}).status_code == 403
    run = ran(fu, draft, permille=100)
    answer = fu.post(f"{run.get_absolute_url()}send/", {"all": "1", "days": 20})
    assert answer.status_code == 403


def test_a_sample_is_the_same_cases_every_time_and_two_runs_compare_over_it(cast: Cast) -> None:
    fu = supervisor(cast)
    upload(fu, lines(*(case(n) for n in range(1, 201))))
    one = approved(cast, fu)
    sample, again, all_of_it = ran(fu, one, 100), ran(fu, one, 100), ran(fu, one)
    found = [set(Hit.objects.filter(run=run).values_list("record", flat=True)) for run in (sample, again, all_of_it)]
    assert found[0] == found[1] < found[2]
    assert 5 < len(found[0]) < 50
    page = fu.get(f"{sample.get_absolute_url()}compare/{all_of_it.pk}/").content.decode()
    assert f'<td class="num">{len(found[0])}</td><td class="num">0</td><td class="num">0</td>' in page


def test_a_run_pauses_goes_on_and_shows_what_it_has(cast: Cast) -> None:
    fu = supervisor(cast)
    archive(fu)
    run = begin(fu, approved(cast, fu))
    running.work(parts=1)
    fu.post(f"{run.get_absolute_url()}act/", {"act": "pause"})
    assert running.work() == 0
    partial = fu.get(run.get_absolute_url()).content.decode()
    assert "1 / 2 个月的案件" in partial
    fu.post(f"{run.get_absolute_url()}act/", {"act": "resume"})
    assert running.work() == 1
    run.refresh_from_db()
    assert run.state == RunState.DONE


def test_a_cancelled_run_writes_no_more(cast: Cast) -> None:
    """A worker that was at it when the run was cancelled finds its part closed."""
    fu = supervisor(cast)
    archive(fu)
    run = begin(fu, approved(cast, fu))
    part = running.claim()
    assert part is not None
    fu.post(f"{run.get_absolute_url()}act/", {"act": "cancel"})
    assert not running.finish(part, judge(part.partition.stored, running.asked_of(part.run)))
    assert counts(run)["hits"] == 0
    assert sign_in(cast.chen).post(f"{run.get_absolute_url()}act/", {"act": "resume"}).status_code == 404


def test_a_part_left_behind_is_done_once_whoever_comes_back(cast: Cast, set_clock: Any) -> None:
    """Its lease runs out, another worker does it; the first comes back late and writes nothing."""
    fu = supervisor(cast)
    archive(fu)
    run = begin(fu, approved(cast, fu))
    late = running.claim()
    assert late is not None
    assert running.work() == 1  # only the other month is free
    set_clock(now() + running.LEASE * 2)
    assert running.work() == 1
    assert not running.finish(late, judge(late.partition.stored, running.asked_of(late.run)))
    assert counts(run) == {"c": 5, "h": 4, "u": 0, "hits": 4}


def test_a_file_that_is_gone_ends_its_month_and_says_so(cast: Cast) -> None:
    fu = supervisor(cast)
    archive(fu)
    run = begin(fu, approved(cast, fu))
    storage.locate(run.parts.select_related("partition")[0].partition.stored).unlink()
    while running.work():
        pass
    page = fu.get(run.get_absolute_url()).content.decode()
    assert "1 个月的档案文件读不出" in page
    assert "完成" in page
    assert fu.get(f"{run.get_absolute_url()}hits/").status_code == 200


def test_living_cases_are_screened_with_the_past(cast: Cast) -> None:
    fu = supervisor(cast)
    upload(fu, lines(case(1)))
    sent_filings(cast, 1)
    snapshots.take_snapshots()
    run = ran(fu, approved(cast, fu, rules=[RULE, OTHER, "notice-given"]))
    assert counts(run)["c"] == 2
    with acting_as(BUILDER):
        assert RunPart.objects.filter(run=run, state=PartState.DONE).count() == 2


KILLED = """
import os, django
django.setup()
from procuratorate.screening.services import running
done = running.finish
def finish(part, found):
    if running_count[0] == 2:
        print("at it", flush=True)
        os.kill(os.getpid(), 9)
    running_count[0] += 1
    return done(part, found)
running_count = [0]
running.finish = finish
running.work(seconds=60)
"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.chaos
def test_a_worker_killed_in_mid_run_costs_nothing(cast: Cast, set_clock: Any, settings: Any) -> None:
    """A process is killed with a part in its hands; another goes on; the totals are those of a quiet run."""
    fu = supervisor(cast)
    upload(
        fu,
        lines(
            *(case(n, filed=f"2017-{month:02d}-05") for month in range(1, 7) for n in range(month * 10, month * 10 + 5))
        ),
    )
    one = approved(cast, fu)
    quiet, run = ran(fu, one), begin(fu, one)
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "procuratorate.settings",
        "SECRET_KEY": "x" * 50,
        "ARCHIVE_ROOT": str(settings.MEDIA_ROOT / "archive"),
        "DATABASE_URL": database_url(settings),
    }
    ended = subprocess.run(
        [sys.executable, "-c", KILLED], env=environment, capture_output=True, timeout=120, check=False
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()
    with acting_as(BUILDER):
        states = list(RunPart.objects.filter(run=run).values_list("state", flat=True))
    assert (states.count("done"), states.count("claimed")) == (2, 1)
    set_clock(now() + running.LEASE * 2)
    while running.work():
        pass
    assert counts(run) == counts(quiet)
    assert counts(run)["hits"] == 30
    with acting_as(BUILDER):
        assert Run.objects.get(pk=run.pk).state == RunState.DONE


def database_url(settings: Any) -> str:
    told = settings.DATABASES["default"]
    return f"postgresql://{told['USER']}:{told['PASSWORD']}@{told['HOST']}:{told['PORT']}/{told['NAME']}"
