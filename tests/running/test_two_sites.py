"""Two running sites on two networks: a list goes over in a file, the receipt comes back in another."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator

import pytest

from scripts.embedded.places import PYTHON, ROOT
from tests.chaos import workload
from tests.running import accounts, database
from tests.running.client import Client
from tests.running.product import Product, second
from tests.running.waiting import until

pytestmark = pytest.mark.servers
PRISON, OFFICE = "9901-QC", "9901-CJ"  # the houses at the two ends, as both sites name them


@pytest.fixture(scope="module")
def prisons() -> Iterator[Product]:
    with second("prisons", GATEWAY_ORGANS=OFFICE) as started:
        yield started


@pytest.fixture(scope="module")
def offices(prisons: Product) -> Iterator[Product]:
    with second("offices", GATEWAY_ORGANS=PRISON) as started:
        yield started


def trusts(site: Product, code: str, other: Product) -> None:
    """The administrator brings the other house's certificate over, and compares its fingerprint."""
    certificate = other.home / "certificates" / f"{code}.crt.pem"
    name = str(site.ledger.one("SELECT current_database()"))
    environment = os.environ | database.urls(name) | {"VAR_DIR": str(site.home), "DEMO": "1"}
    words = [PYTHON, "manage.py", "packet", "trust", code, str(certificate)]
    done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert "指纹" in done.stdout, done.stdout + done.stderr


def sent(site: Product, desk: workload.Desk) -> str:
    """A list of one person, sent for consultation over the prisons' own site; the number of the dispatch."""
    batch = workload.new_batch(desk, desk.tang, *desk.ordinal())
    assert workload.put_forward(desk, desk.tang, batch)
    page = f"/batches/{batch}/consult/"
    assert desk.shen.post(page, {"agreed_days": 5}, page=page).path == f"/batches/{batch}/"
    return str(site.ledger.one("SELECT max(id) FROM dispatch_dispatch WHERE kind = 'commutation.consultation'"))


def packed(shen: Client, dispatch: str) -> bytes:
    made = shen.post("/packets/make/", {"id": dispatch}, page="/packets/")
    assert re.fullmatch(r"/packets/\d+/", made.path), made.body[-3000:]
    return shen.download(f"{made.path}file/")


def taken(who: Client, data: bytes) -> str:
    """The page that tells what became of each."""
    told = who.post("/packets/take/", {}, page="/packets/", files={"file": ("包.zip", data)})
    assert re.fullmatch(r"/packets/\d+/", told.path), told.body[-3000:]
    return told.path


def test_a_list_goes_over_in_a_file_and_the_receipt_comes_back(prisons: Product, offices: Product) -> None:
    desk, chen = workload.Desk(prisons), Client(offices, accounts.CHEN)
    shen, dispatch = desk.shen, sent(prisons, desk)
    number = prisons.ledger.one("SELECT number FROM commutation_filing ORDER BY id DESC LIMIT 1")
    key, delivered = prisons.ledger.row("SELECT key, delivered_at FROM dispatch_dispatch WHERE id = %s", dispatch) or ()
    assert delivered is None, "nothing has arrived before the file did"
    data = packed(shen, dispatch)
    refused = chen.post("/packets/take/", {}, page="/packets/", files={"file": ("包.zip", data)})
    assert (refused.status, "packet trust" in refused.body) == (422, True)

    trusts(offices, PRISON, prisons)
    packet = taken(chen, data)
    assert "退回" not in chen.get(packet).body
    here, arrived = offices.ledger.row("SELECT id, delivered_at FROM dispatch_dispatch WHERE key = %s", key) or ()
    batch = re.search(r"/cases/batches/\d+/", chen.get(f"/inbox/{here}/").url)
    assert batch, "the arrival leads to its list"
    dossier = "SELECT count(*) FROM custody_judgment j JOIN commutation_filing f ON f.person_id = j.person_id"
    once = [one.ledger.one(f"{dossier} WHERE f.number = %s", number) for one in (prisons, offices)]
    assert once[0] == once[1] > 0, "who is known at both sites is one person with one dossier"
    clock = "SELECT count(*) FROM commutation_sending s JOIN deadlines_deadline d ON d.id = s.clock_id"
    assert offices.ledger.one(f"{clock} WHERE s.dispatch_id = %s AND d.state = 'open'", here) == 1
    waiting = "SELECT count(*) FROM work_outbox WHERE done_at IS NULL AND topic IN (%s, %s)"
    until(
        lambda: offices.ledger.one(waiting, "dispatch.arrived", "commutation.findings") == 0, 60,
        "the other site's workers to tell of it and to judge it",
    )  # fmt: skip
    assert chen.post(f"/inbox/{here}/acknowledge/", {}, page="/inbox/").status == 200

    slip = chen.post(f"{packet}receipt/", {}, page=packet)
    trusts(prisons, OFFICE, offices)
    taken(shen, chen.download(f"{slip.path}file/"))
    proof = "SELECT delivered_at, acknowledged_by_name FROM dispatch_crossing WHERE dispatch_id = %s"
    assert prisons.ledger.row(proof, dispatch) == (arrived, "陈砚平")
    assert "没有等待装包的件" in shen.get("/packets/").body
