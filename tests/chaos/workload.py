"""Clerks, their head and a procurator at work over HTTP, each asking again when no answer comes."""

import json
import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from openpyxl import Workbook

from tests.chaos.history import History, insist
from tests.running import accounts
from tests.running.client import Answer, Client, Unknown
from tests.running.product import Product
from tests.running.waiting import until

YEARS = range(2030, 2099)
AT_ONCE = 4  # lists under check
PATIENCE = 120  # half seconds a page is waited for
CHECKED = 600.0  # seconds for a list to be checked: each worker killed over it costs its lease and a start


@dataclass(frozen=True)
class Person:
    number: str
    name: str


class Desk:
    """What all clients share: sessions, the token of the prison's system, people nobody has put forward yet."""

    def __init__(self, product: Product) -> None:
        self.product, self.history = product, History()
        self.tang, self.shen, self.chen = (
            Client(product, who) for who in (accounts.TANG, accounts.SHEN, accounts.CHEN)
        )
        self.token = issue_token(product)
        self.free = iter(unlisted(product))
        self.ordinals = _ordinals()
        self.lock = threading.Lock()
        self.over = threading.Event()

    def person(self) -> Person:
        with self.lock:
            return next(self.free)

    def ordinal(self) -> tuple[int, int]:
        with self.lock:
            return next(self.ordinals)


def _ordinals() -> Iterator[tuple[int, int]]:
    return ((year, number) for year in YEARS for number in range(1, 100))


def unlisted(product: Product) -> list[Person]:
    """People of 青岑 on no list, with a fixed term."""
    rows = product.ledger.rows(
        "SELECT i.number, p.name FROM prisons_inmate i JOIN custody_person p ON p.id = i.person_id"
        " JOIN custody_sentence s ON s.id = i.sentence_id JOIN organs_organ o ON o.id = i.prison_id"
        " WHERE o.code = '9901-QC' AND s.kind = 'fixed' AND i.number LIKE '990100%%' AND i.state = 'in'"
        " AND NOT EXISTS (SELECT FROM commutation_filing f WHERE f.inmate_id = i.id) ORDER BY i.number", *()
    )  # fmt: skip
    return [Person(*row) for row in rows]


def issue_token(product: Product) -> str:
    """The clerk's post, for the prison's own system."""
    admin = Client(product, accounts.ADMIN)
    organ, post = product.ledger.rows(
        "SELECT a.organ_id, a.id FROM organs_assignment a JOIN organs_officer o ON o.id = a.officer_id"
        f" WHERE o.number = '{accounts.TANG}'"
    )[0]
    page = f"/organs/{organ}/tokens/add/"
    given = {"post": post, "name": "狱政系统", "scopes": ["read", "write"], "until": "2099-12-31"}
    return admin.post(page, given, page=page).found(r'<code class="secret">([^<]+)</code>')


def clerk(desk: Desk) -> None:
    """Batch after batch: made, one person put on it over the API, sent by the head, receipt read."""
    tang, shen = desk.tang.twin(), desk.shen.twin()
    while not desk.over.is_set():
        year, number = desk.ordinal()
        batch = new_batch(desk, tang, year, number)
        if batch and put_forward(desk, tang, batch):
            consult(desk, shen, batch)


BOARD = r"/batches/\d+/"


def new_batch(desk: Desk, tang: Client, year: int, number: int) -> str:
    """The id of the batch; asked for twice, the second answer is 422 and opens the first one's."""
    operation = desk.history.begin("batch", f"{year}-{number}")
    given = {"year": year, "ordinal": number, "cutoff_on": "2026-09-30"}
    answer = insist(
        operation, lambda: tang.post("/batches/new/", given, page="/batches/new/"),
        lambda answer: (answer.status == 422 and "打开20" in answer.body) or bool(re.fullmatch(BOARD, answer.path)),
    )  # fmt: skip
    if answer is None or operation.outcome != "ok":
        return ""
    known = "SELECT id::text FROM commutation_batch WHERE year = %s AND ordinal = %s"
    return answer.path.split("/")[2] if answer.status == 200 else str(desk.product.ledger.one(known, year, number))


def put_forward(desk: Desk, tang: Client, batch: str) -> bool:
    person = desk.person()
    operation = desk.history.begin("rows", f"chaos-{batch}-{person.number}")
    row = {"number": person.number, "name": person.name, "kind": "减刑", "months": "6个月"}
    answer = insist(
        operation,
        lambda: tang.api(f"/api/v1/batches/{batch}/rows/", {"rows": [row]}, token=desk.token, key=operation.key),
        lambda answer: answer.status == 200,
    )
    if answer is None or answer.status != 200:
        operation.told["answer"] = answer.body[:300] if answer else ""
        return False
    told = json.loads(answer.body)
    operation.told = {"upload": str(told["upload"]), "filing": str(told["rows"][0]["filing"]), "batch": batch}
    return bool(told["rows"][0]["filing"])


def consult(desk: Desk, shen: Client, batch: str) -> None:
    """Send; 409 after a question without an answer means that the first one arrived."""
    operation = desk.history.begin("consult", batch)
    page = f"/batches/{batch}/consult/"
    insist(
        operation, lambda: shen.post(page, {"agreed_days": 5}, page=page),
        lambda answer: answer.path == f"/batches/{batch}/" or (answer.status == 409 and operation.tries > 1),
    )  # fmt: skip
    if operation.outcome != "ok":
        return
    board = _patiently(shen, f"/batches/{batch}/")
    receipt = _patiently(shen, f"/dispatches/{board.found(r'/dispatches/([0-9]+)/receipt/')}/receipt/")
    operation.told = {
        "number": receipt.found(r'class="slip-no">([^<]+)<'),
        "hash": receipt.found(r'class="slip-hash">[^0-9a-f]*([0-9a-f]{64})'),
    }


def registrar(desk: Desk) -> None:
    """The procurator registers what is new, as long as something comes."""
    chen = desk.chen.twin()
    while not desk.over.is_set():
        waiting = re.findall(r'data-arrival="(\d+)"', _patiently(chen, "/inbox/").body)
        for dispatch in waiting[:5]:
            operation = desk.history.begin("register", dispatch)
            insist(
                operation, lambda: chen.post(f"/inbox/{dispatch}/acknowledge/", {}, page="/inbox/"),  # noqa: B023
                lambda answer: answer.status == 200,
            )  # fmt: skip


def uploader(desk: Desk) -> None:
    """Lists of two hundred rows into a batch of their own, a few at a time under check."""
    tang = desk.tang.twin()
    batch = new_batch(desk, tang, *desk.ordinal())
    people = [desk.person() for _ in range(200)]
    waiting = "SELECT count(*) FROM commutation_upload WHERE batch_id = %s AND state = 'waiting'"
    number = 0
    while not desk.over.is_set():
        number += 1
        send_list(desk, tang, batch, f"名单{batch}-{number}.xlsx", people)
        until(lambda: desk.over.is_set() or desk.product.ledger.one(waiting, batch) < AT_ONCE, CHECKED, "lists checked")


def send_list(desk: Desk, tang: Client, batch: str, name: str, people: list[Person]) -> str:
    """The upload's id. A file has no key of its own: before asking again, the clerk looks whether it is there."""
    operation = desk.history.begin("upload", name)
    page, data = f"/batches/{batch}/import/", sheet(people)

    def ask() -> Answer:
        known = "SELECT id FROM commutation_upload WHERE filename = %s"
        if operation.tries > 1 and (found := desk.product.ledger.row(known, name)):
            return tang.get(f"/batches/uploads/{found[0]}/")
        return tang.post(page, {}, page=page, files={"file": (name, data)})

    answer = insist(operation, ask, lambda answer: "/uploads/" in answer.path)
    operation.told["rows"] = str(len(people))
    return answer.path.strip("/").rpartition("/")[2] if answer else ""


def sheet(people: list[Person]) -> bytes:
    book = Workbook()
    page = book.active
    page.append(["罪犯编号", "姓名", "提请种类", "拟减刑期"])
    for person in people:
        page.append([person.number, person.name, "减刑", "5个月"])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _patiently(client: Client, path: str) -> Answer:
    """A page, asked for until it comes: a killed web process is back in seconds, on a busy machine in many."""
    for _ in range(PATIENCE):
        try:
            answer = client.get(path)
        except Unknown:
            answer = None
        if answer and answer.status == 200:
            return answer
        time.sleep(0.5)
    raise AssertionError(f"{path} never came")
