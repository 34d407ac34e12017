"""Jobs on their pages, and the lights of the house."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from procuratorate.audit.models import Entry
from procuratorate.lib.errors import Refusal, demand
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.models import Assignment
from procuratorate.organs.reach import acting_as
from procuratorate.work.models import Heartbeat, Job, JobState, Outbox
from procuratorate.work.probes import TASKS
from procuratorate.work.registry import RUNNERS
from procuratorate.work.services import beat, revive_outbox, run_job
from tests.cast import Cast, sign_in

pytestmark = pytest.mark.django_db


def job(cast: Cast, name: str = "tang", **fields: object) -> Job:
    with acting_as(BUILDER):
        post = Assignment.objects.get(officer=cast.officers[name])
        return Job.objects.create(kind="test", title="核对名单", assignment=post, organ=post.organ, **fields)


@pytest.mark.parametrize("who", ["lan", "chen", "chang"])
def test_jobs_of_others_do_not_exist(cast: Cast, who: str) -> None:
    row, client = job(cast), sign_in(cast.officers[who])
    assert client.get(f"/jobs/{row.pk}/").status_code == 404
    assert client.post(f"/jobs/{row.pk}/cancel/").status_code == 404
    assert "核对名单" not in client.get("/jobs/").content.decode()


def test_a_running_job_is_asked_for_each_second_until_it_ends(cast: Cast) -> None:
    row = job(cast, state=JobState.RUNNING, done=1200, total=3000, step="核对")
    client = sign_in(cast.tang)
    whole = client.get(f"/jobs/{row.pk}/").content.decode()
    assert "1200" in whole
    fragment = client.get(f"/jobs/{row.pk}/", headers={"HX-Request": "true"}).content.decode()
    assert 'hx-trigger="every 1s"' in fragment
    assert "<html" not in fragment
    with acting_as(BUILDER):
        Job.objects.filter(pk=row.pk).update(state=JobState.DONE, done=3000, address="/batches/1/")
    ended = client.get(f"/jobs/{row.pk}/", headers={"HX-Request": "true"}).content.decode()
    assert "hx-trigger" not in ended
    assert 'href="/batches/1/"' in ended


def test_watching_a_job_keeps_no_session_alive(cast: Cast) -> None:
    row, client, began = job(cast), sign_in(cast.tang), time.time()
    client.get("/jobs/")
    for minutes in (6, 12):
        with time_machine.travel(began + minutes * 60):
            assert client.get(f"/jobs/{row.pk}/", headers={"HX-Request": "true"}).status_code == 200
    with time_machine.travel(began + 16 * 60):
        assert client.get(f"/jobs/{row.pk}/", headers={"HX-Request": "true"}).status_code == 401


def test_cancelling_is_a_post_and_is_kept(cast: Cast) -> None:
    row, client = job(cast), sign_in(cast.tang)
    assert client.get(f"/jobs/{row.pk}/cancel/").status_code == 405
    assert client.post(f"/jobs/{row.pk}/cancel/")["Location"] == f"/jobs/{row.pk}/"
    with acting_as(BUILDER):
        row.refresh_from_db()
    assert row.state == JobState.CANCELLED


def test_an_empty_list_says_what_comes(cast: Cast) -> None:
    assert "还没有任务" in sign_in(cast.tang).get("/jobs/").content.decode()


def test_the_probes_of_a_monitor_need_no_login_and_tell_no_data(cast: Cast, client: Client) -> None:
    assert client.get("/healthz/live").content == b"ok"
    answer = client.get("/healthz/ready")
    assert answer.status_code == 200
    assert set(answer.content.decode().split()) <= {"ok", "outbox", "beats", "disk"}


def test_a_stuck_outbox_is_red(cast: Cast) -> None:
    with acting_as(BUILDER) as at:
        Outbox.objects.create(topic="test", key="stuck", created_at=at - timedelta(minutes=6))
    shown = sign_in(cast.admin).get("/health/").content.decode()
    assert "最早一条已等 36" in shown
    assert "请重启 hints 进程" in shown


def test_what_was_given_up_is_shown_and_revived(cast: Cast) -> None:
    with acting_as(BUILDER) as at:
        Outbox.objects.create(topic="test", key="dead", dead_at=at, attempts=8)
    assert "1 条多次未成" in sign_in(cast.admin).get("/health/").content.decode()
    assert revive_outbox() == 1
    assert "1 条多次未成" not in sign_in(cast.admin).get("/health/").content.decode()


def test_a_schedule_that_stands_still_is_red_and_one_that_runs_is_not(cast: Cast) -> None:
    client = sign_in(cast.admin)
    assert "没有按时运行" in client.get("/health/").content.decode()
    tasks = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    beat(name="work.drain")
    assert "还没有运行过" in client.get("/health/").content.decode(), "as after a fresh start"
    for name in tasks:
        beat(name=name)
        beat(name=name)
    shown = client.get("/health/").content.decode()
    assert "没有按时运行" not in shown
    assert "还没有运行过" not in shown
    with acting_as(BUILDER) as at:
        assert Heartbeat.objects.count() == len(tasks)
        Heartbeat.objects.filter(name="work.drain").update(at=at - timedelta(minutes=3))
    assert "没有按时运行：补发消息" in client.get("/health/").content.decode()


def test_a_missing_calendar_is_amber(cast: Cast) -> None:
    assert "放假安排未导入" in sign_in(cast.admin).get("/health/").content.decode()


def test_a_refusal_inside_a_job_is_on_record_for_whom_it_acted(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(job: Job, _progress: object) -> None:
        demand(Refusal("role", "名单由刑罚执行科报送。"), act="commutation.send_batch", target=job.organ)

    monkeypatch.setitem(RUNNERS, "test", refused)
    row = job(cast)
    assert run_job(job_id=row.pk) == JobState.FAILED
    with acting_as(BUILDER):
        row.refresh_from_db()
        entry = Entry.objects.get(outcome="refused")
    assert row.error == "名单由刑罚执行科报送。"
    assert (entry.officer_id, entry.act, entry.reason) == (cast.tang.pk, "commutation.send_batch", "role")
    assert (entry.target_type, entry.target_id) == ("organs.organ", str(row.organ_id))


def test_every_scheduled_task_has_a_name_an_administrator_can_read() -> None:
    assert set(TASKS) == {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
