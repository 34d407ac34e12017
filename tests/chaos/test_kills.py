"""Point (c): whatever is killed in the middle, what was acknowledged is there once, and nothing twice."""

import os
import random
import threading
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.chaos import workload
from tests.chaos.checker import faults
from tests.chaos.killer import Killer
from tests.running import accounts
from tests.running.client import Client
from tests.running.product import Product
from tests.running.waiting import until

pytestmark = pytest.mark.chaos
WHOLE = os.environ.get("CHAOS") == "whole"
KILLS = int(os.environ.get("KILLS", "200" if WHOLE else "20"))
SEED = int(os.environ.get("SEED", random.randrange(10**6)))
VICTIMS = ("hints", "work", "beat", "redis") + (("web",) if WHOLE else ())
READERS = {accounts.CHEN: "j9901@example.invalid", accounts.LU: "j9902@example.invalid"}


@pytest.fixture
def told_at_once(product: Product) -> list[str]:
    """Both officers of the resident office want a letter for every arrival."""
    for number, address in READERS.items():
        page = "/me/preferences/"
        Client(product, number).post(page, {"news": "now", "digest_hour": 8, "email": address}, page=page)
    return list(READERS.values())


@pytest.fixture
def desk(product: Product) -> workload.Desk:
    return workload.Desk(product)


@pytest.fixture
def killer(product: Product, desk: workload.Desk) -> Iterator[Killer]:
    """Kills by SEED; what it did is printed when the test fails."""
    made = Killer(product, desk.history, SEED, VICTIMS)
    yield made
    print(f"SEED={SEED} KILLS={len(made.killed)} {dict(Counter(name for name, _ in made.killed))}")


def test_a_list_whose_worker_dies_in_the_middle_is_finished_by_another_once(
    product: Product, desk: workload.Desk, killer: Killer
) -> None:
    batch = workload.new_batch(desk, desk.tang, *desk.ordinal())
    people = [desk.person() for _ in range(900)]
    upload = workload.send_list(desk, desk.tang, batch, f"大名单{batch}.xlsx", people)
    job = product.ledger.one("SELECT job_id FROM commutation_upload WHERE id = %s", upload)
    state = "SELECT state, attempts FROM work_job WHERE id = %s"
    until(lambda: product.ledger.row(state, job) == ("running", 1), 60, "the check under way")
    killer.kill("work")
    assert product.ledger.row(state, job) == ("running", 1), "killed too late to show anything"
    product.ledger.set_clock(product.ledger.one("SELECT clock() + interval '1 minute'"))  # the lease is over
    until(lambda: product.ledger.row(state, job) == ("done", 2), 180, "another worker finishing it")
    assert faults(product, desk.history, []) == []
    assert desk.tang.get(f"/batches/uploads/{upload}/").found(r"(提交可接受的 \d+ 行)")


def test_nothing_is_lost_and_nothing_happens_twice(
    product: Product, desk: workload.Desk, killer: Killer, told_at_once: list[str]
) -> None:
    work = [workload.clerk, workload.clerk, workload.registrar, workload.uploader]
    threads = [threading.Thread(target=act, args=(desk,), daemon=True) for act in work]
    for thread in threads:
        thread.start()
    try:
        killer.run(KILLS)
    finally:
        desk.over.set()
        for thread in threads:
            thread.join(180)
    assert not any(thread.is_alive() for thread in threads)
    until(lambda: settled(product), 180, "everything done three minutes after the last kill")
    history = desk.history
    assert faults(product, history, told_at_once) == []
    assert len(history.of("consult")) >= min(KILLS, 10)
    assert history.of("upload")
    assert history.of("register")
    assert [one for one in history.operations if one.outcome == "refused"] == []
    print(Counter((one.kind, one.outcome) for one in history.operations))


def settled(product: Product) -> bool:
    """Neither an outbox row nor a job is open."""
    open_rows = product.ledger.one("SELECT count(*) FROM work_outbox WHERE done_at IS NULL AND dead_at IS NULL")
    open_jobs = product.ledger.one("SELECT count(*) FROM work_job WHERE state IN ('waiting', 'running')")
    return bool(open_rows + open_jobs == 0)
