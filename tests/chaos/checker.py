"""The whole history against the ledger: what was acknowledged is there once, and nothing else is."""

import hashlib
import json
from collections import Counter
from email import message_from_string
from typing import Any

from tests.chaos.history import History
from tests.running.ledger import Ledger
from tests.running.product import Product


def faults(product: Product, history: History, readers: list[str]) -> list[str]:
    """Everything that contradicts the history; `readers` are the mail addresses told at once of every arrival."""
    ledger = product.ledger
    return [
        *_consultations(ledger, history), *_numbers(ledger), *_effects(ledger), *_mails(product, history, readers),
        *_rows(ledger, history), *_uploads(ledger, history), *_registrations(ledger, history),
    ]  # fmt: skip


def _consultations(ledger: Ledger, history: History) -> list[str]:
    found = Counter(key.partition(":")[2] for (key,) in ledger.rows(
        "SELECT key FROM dispatch_dispatch WHERE key LIKE 'consultation:%%'" , *()))  # fmt: skip
    wrong = [f"{one.key}: {found[one.key]} dispatches" for one in history.of("consult") if found[one.key] != 1]
    wrong += [f"{one.key}: repeated" for one in history.of("consult", "unknown") if found[one.key] > 1]
    wrong += [f"{one.key}: refused, yet sent" for one in history.of("consult", "refused") if found[one.key]]
    for one in history.of("consult"):
        wrong += _sent_as_told(ledger, one.key, one.told)
    return wrong


def _sent_as_told(ledger: Ledger, batch: str, told: dict[str, str]) -> list[str]:
    """Receipt, hash, clock, sending and audit of one acknowledged consultation."""
    row = ledger.row(
        "SELECT id, number, content_hash, content::text, delivered_at FROM dispatch_dispatch WHERE key = %s",
        f"consultation:{batch}",
    )
    if row is None:
        return [f"{batch}: lost"]
    dispatch, number, kept, content, delivered = row
    plain = json.dumps(json.loads(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    counts = {
        "sendings": ledger.one("SELECT count(*) FROM commutation_sending WHERE dispatch_id = %s", dispatch),
        "clocks": ledger.one(
            "SELECT count(*) FROM deadlines_deadline WHERE kind = 'commutation.consultation' AND address = %s",
            f"/cases/batches/{batch}/",
        ),
        "outbox rows": ledger.one(
            "SELECT count(*) FROM work_outbox WHERE key = %s AND done_at IS NOT NULL", f"arrived:{dispatch}"
        ),
        "audit entries": ledger.one(
            "SELECT count(*) FROM audit_entry WHERE act = 'dispatch.send' AND target_id = %s", str(dispatch)
        ),
    }
    wrong = [f"{batch}: {count} {what}" for what, count in counts.items() if count != 1]
    same: dict[str, tuple[Any, Any]] = {
        "number": (number, told["number"]), "hash": (kept, told["hash"]),
        "content": (hashlib.new("sm3", plain.encode()).hexdigest(), kept),
    }  # fmt: skip
    wrong += [f"{batch}: {what} {a} is not {b}" for what, (a, b) in same.items() if a != b]
    return wrong + ([] if delivered else [f"{batch}: never arrived"])


def _numbers(ledger: Ledger) -> list[str]:
    """Numbers without a gap and without a twin, times in their order."""
    wrong = ledger.rows(
        "SELECT sender_id, year, count(*), max(sequence) FROM dispatch_dispatch"
        " GROUP BY 1, 2 HAVING count(*) <> max(sequence)"
    )
    return [f"numbers of {row}" for row in wrong]


def _effects(ledger: Ledger) -> list[str]:
    """Nothing is left in the outbox, nothing was given up."""
    left = ledger.rows("SELECT key, attempts, last_error FROM work_outbox WHERE done_at IS NULL OR dead_at IS NOT NULL")
    return [f"outbox: {row}" for row in left]


def _mails(product: Product, history: History, readers: list[str]) -> list[str]:
    """Every reader has one letter for each arrival; a letter posted twice by a kill bears the same Message-ID."""
    letters: Counter[tuple[str, str]] = Counter()
    seen: set[str] = set()
    for letter in product.mails():
        for part in letter.split("-" * 79 + "\n"):
            message = message_from_string(part.strip())
            if message["Message-ID"] and message["Message-ID"] not in seen:
                seen.add(message["Message-ID"])
                body = str(message.get_payload())
                letters[message["To"], body.partition("编号 ")[2].partition("。")[0]] += 1
    wanted = [(reader, one.told["number"]) for one in history.of("consult") for reader in readers]
    return [f"letter {key}: {letters[key]}" for key in wanted if letters[key] != 1]


def _rows(ledger: Ledger, history: History) -> list[str]:
    wrong = []
    for one in history.of("rows"):
        if one.told.get("filing"):
            number = one.key.rpartition("-")[2]
            count = ledger.one(
                "SELECT count(*) FROM commutation_filing WHERE batch_id = %s AND number = %s", one.told["batch"], number
            )
            wrong += [] if count == 1 else [f"{one.key}: {count} filings"]
    return wrong


def _uploads(ledger: Ledger, history: History) -> list[str]:
    """Every list once, checked once, its rows once."""
    wrong = []
    for one in history.of("upload"):
        found = ledger.rows(
            "SELECT u.state, u.total, (SELECT count(*) FROM commutation_uploadrow r WHERE r.upload_id = u.id), j.state"
            " FROM commutation_upload u JOIN work_job j ON j.id = u.job_id WHERE u.filename = %s", one.key
        )  # fmt: skip
        rows = int(one.told["rows"])
        if [(total, kept, job) for _, total, kept, job in found] != [(rows, rows, "done")]:
            wrong.append(f"{one.key}: {found} instead of one list of {rows}")
    return wrong


def _registrations(ledger: Ledger, history: History) -> list[str]:
    """Registered once, though asked for again."""
    wrong = []
    for key in {one.key for one in history.of("register")}:
        entries = ledger.one(
            "SELECT count(*) FROM audit_entry WHERE act = 'dispatch.acknowledge' AND target_id = %s", key
        )
        kept = ledger.one("SELECT count(*) FROM dispatch_dispatch WHERE id = %s AND acknowledged_at IS NOT NULL", key)
        wrong += [] if (entries, kept) == (1, 1) else [f"registration {key}: {entries} entries, {kept} kept"]
    return wrong
