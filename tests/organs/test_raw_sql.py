"""The database itself: what a side may not do stays undone, whatever SQL it sends through its own door."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import Error, connection, transaction

from procuratorate.custody.models import Custody, Person
from procuratorate.organs.actors import ANONYMOUS, BUILDER, Actor, without_post
from procuratorate.organs.reach import acting_as
from tests.cast import sign_in
from tests.matrix.world import World, build_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> World:
    """青岑监狱 with a draft and a list sent to chen's office."""
    return build_world()


def actor(world: World, name: str) -> Actor:
    with acting_as(BUILDER):
        return world.cast.actor(name)


def rows(actor: Actor, sql: str) -> int:
    """How many rows the statement touches; nothing of it stays."""
    with acting_as(actor), connection.cursor() as cursor:
        cursor.execute(sql)
        touched = cursor.rowcount
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what would only be refused at the end
        transaction.set_rollback(True)
    return touched


JOB = (
    "INSERT INTO work_job (assignment_id, organ_id, state, kind, title, args, done, total, step, result, error,"
    " address, cancel_asked, attempts) SELECT id, organ_id, {}, 'x', 'x', '{{}}', 0, 0, '', '{{}}', '', '', false, 0"
    " FROM organs_assignment WHERE {}"
)
# who tries what: the last day of the other side's clock, a sent list, a receipt, a name, a record of the audit
REFUSED = (
    ("tang", "UPDATE deadlines_deadline SET due_on = '2099-01-01'"),
    ("tang", "UPDATE deadlines_deadline SET organ_id = counterpart_id"),
    ("chen", "UPDATE deadlines_deadline SET starts_on = starts_on + 1"),
    ("tang", "INSERT INTO deadlines_extension (deadline_id, amount, unit, reason, article, decided_on)"
             " SELECT id, 90, 'day', 'x', 'x', '2026-11-16' FROM deadlines_deadline"),
    ("tang", "UPDATE commutation_filing SET warnings = '[1]' WHERE sent_at IS NOT NULL"),
    ("tang", "UPDATE commutation_filing SET name = 'x' WHERE sent_at IS NOT NULL"),
    ("tang", "UPDATE commutation_filing SET sent_at = NULL WHERE sent_at IS NOT NULL"),
    ("tang", "UPDATE commutation_batch SET title = 'x' WHERE sent_at IS NOT NULL"),
    ("tang", "UPDATE commutation_batch SET sent_at = NULL WHERE sent_at IS NOT NULL"),
    ("tang", "INSERT INTO commutation_sentfiling (sending_id, filing_id, position, facts_hash)"
             " SELECT s.id, f.id, 99, '' FROM commutation_sending s, commutation_filing f WHERE f.sent_at IS NULL"),
    ("tang", "INSERT INTO commutation_sentfiling (sending_id, filing_id, position, facts_hash)"
             " SELECT s.id, f.id, 1, '' FROM commutation_sending s, commutation_filing f WHERE f.sent_at IS NULL"),
    ("tang", "UPDATE commutation_sending SET people = 0"),
    ("tang", "DELETE FROM commutation_sentfiling"),
    ("chen", "UPDATE commutation_filing SET state = 'dropped'"),
    ("chen", "UPDATE commutation_batch SET title = 'x'"),
    ("chen", "UPDATE custody_person SET name = 'x'"),
    ("tang", "UPDATE dispatch_dispatch SET title = 'x'"),
    ("tang", "UPDATE dispatch_dispatch SET sent_at = sent_at - interval '1 day'"),
    ("tang", "UPDATE dispatch_dispatch SET acknowledged_at = clock()"),
    ("tang", "DELETE FROM dispatch_dispatch"),
    ("chen", "UPDATE dispatch_dispatch SET opened_at = clock(), opened_by_id ="
             " (SELECT id FROM organs_officer WHERE number = 'J1002')"),
    ("chen", "UPDATE dispatch_dispatch SET acknowledged_at = clock(), acknowledged_by_id ="
             " (SELECT id FROM organs_officer WHERE number = 'J1002')"),
    ("chen", "UPDATE dispatch_dispatch SET note = 'x'"),
    ("chen", "INSERT INTO dispatch_opening (dispatch_id, recipient_id, officer_id) SELECT id, recipient_id,"
             " (SELECT id FROM organs_officer WHERE number = 'J1002') FROM dispatch_dispatch"),
    ("admin", "INSERT INTO organs_assignment (officer_id, organ_id, role, title, basis, since)"
              " SELECT acting_officer(), id, 'warden', '', '', '2020-01-01' FROM organs_organ"
              " WHERE short_name = '青岑监狱'"),
    ("admin", "UPDATE organs_assignment SET until = NULL WHERE officer_id = acting_officer()"),
    ("admin", "UPDATE organs_assignment SET role = 'warden'"),
    ("admin", "UPDATE organs_assignment SET officer_id = acting_officer()"),
    ("root", "UPDATE organs_pairing SET counterpart_id = procuratorate_id"),
    ("shen", "UPDATE dispatch_counter SET last = last + 1"),
    ("shen", "UPDATE dispatch_counter SET last = 0"),
    ("shen", "INSERT INTO dispatch_counter (organ_id, year, last) SELECT organ_id, 2030, 7 FROM dispatch_counter"),
    ("tang", "UPDATE work_job SET state = 'done'"),
    ("tang", "UPDATE work_job SET args = '{}'"),
    ("tang", JOB.format("'waiting'", "role = 'warden'")),
    ("tang", JOB.format("'done'", "officer_id = acting_officer()")),
    ("ward", "UPDATE commutation_batch SET title = 'x'"),
    ("ward", "UPDATE commutation_batch SET state = 'cancelled'"),
    ("ward", "UPDATE commutation_planstep SET planned_on = NULL"),
    ("ward", "DELETE FROM commutation_planstep"),
    ("chen", "UPDATE commutation_filing SET clock_id = NULL WHERE clock_id IS NOT NULL"),
    ("tang", "SELECT password FROM organs_credential"),
    ("admin", "SELECT password FROM organs_credential"),
    ("admin", "UPDATE organs_credential SET password = ''"),
    ("tang", "UPDATE organs_officer SET name = 'x'"),
    ("tang", "UPDATE organs_officer SET number = 'x'"),
    ("tang", "UPDATE organs_officer SET must_change_password = false"),
    ("tang", "UPDATE organs_officer SET is_active = true"),
    ("tang", "UPDATE organs_officer SET session_epoch = 0"),
    ("tang", "UPDATE organs_token SET digest = 'x'"),
    ("admin", "UPDATE organs_token SET digest = 'x'"),
    ("tang", "UPDATE organs_assignment SET role = 'warden'"),
    ("lu", "UPDATE audit_entry SET reason = 'x'"),
    ("lu", "DELETE FROM audit_entry"),
    ("tang", "TRUNCATE audit_entry"),
    ("tang", "ALTER TABLE audit_entry DISABLE TRIGGER ALL"),
    ("tang", "SET session_replication_role = replica"),
    ("tang", "CREATE TEMPORARY TABLE custody_recusal (officer_id bigint, person_id bigint, state text)"),
    ("tang", "CREATE FUNCTION public.reach_home() RETURNS bigint[] LANGUAGE sql AS 'SELECT NULL::bigint[]'"),
    ("tang", "SELECT count(*) FROM audit_entry"),
    ("tang", "SELECT count(*) FROM work_outbox"),
    ("chen", "SELECT count(*) FROM commutation_upload"),
    ("admin", "SELECT count(*) FROM prisons_inmate"),
)  # fmt: skip

# Hashes, keys and sessions of others, by whoever asks; none of them may be read.
SECRETS = (
    "SELECT key FROM otp_totp_totpdevice WHERE user_id <> acting_officer()",
    "SELECT session_key FROM organs_session WHERE officer_id <> acting_officer()",
)

# Tables that hold something of 青岑监狱, none of which a neighbour may count.
HIDDEN = (
    "prisons_inmate custody_person custody_custody custody_sentence commutation_batch commutation_filing"
    " commutation_sending dispatch_dispatch deadlines_deadline work_job"
).split()

# What was sent to them they read, and whom they hold themselves.
UNLESS_SENT = {
    "dispatch_dispatch": " WHERE recipient_id <> ALL (reach_home())",
    "custody_person": " WHERE keeper_id <> ALL (reach_home())",
    "custody_custody": " WHERE organ_id <> ALL (reach_home())",
    "deadlines_deadline": " WHERE organ_id <> ALL (reach_home())",
}


def test_no_statement_of_a_side_changes_what_is_not_its_own(world: World) -> None:
    done = []
    for name, sql in REFUSED:
        try:
            if touched := rows(actor(world, name), sql):
                done.append(f"{name}: {sql} touched {touched}")
        except Error:
            continue
    assert done == [], "\n".join(done)


@pytest.mark.parametrize("name", ["tang", "chen", "admin", "root", "lu", "chang"])
def test_nobody_reads_what_others_sign_in_with(world: World, name: str) -> None:
    for officer in ("hao", "chen"):
        sign_in(world.cast.officers[officer]).get("/me/sessions/")
    asker = actor(world, name)
    assert [rows(asker, sql) for sql in SECRETS] == [0, 0]
    with pytest.raises(Error, match="permission denied"):
        rows(asker, "SELECT count(*) FROM organs_credential")


def test_a_stranger_who_is_somebody_reads_no_hash(world: World) -> None:
    """Before the login every hash may be compared; an officer without a post stands on the same side, and may not."""
    hashes = "SELECT password FROM organs_credential"
    assert rows(ANONYMOUS, hashes) == 13
    assert rows(without_post(world.cast.chen.pk, "陈砚平"), hashes) == 0


def test_a_job_is_started_in_ones_own_post_and_may_be_asked_to_stop(world: World) -> None:
    tang = actor(world, "tang")
    assert rows(tang, JOB.format("'waiting'", "officer_id = acting_officer()")) == 1
    assert rows(tang, "UPDATE work_job SET cancel_asked = true") > 0


def test_ones_own_preferences_are_ones_own(world: World) -> None:
    tang = actor(world, "tang")
    assert rows(tang, "UPDATE organs_officer SET news = 'now', email = 'a@example.invalid', digest_hour = 9") == 1


@pytest.mark.parametrize("name", ["lan", "yin", "chang"])
def test_a_neighbour_counts_nothing(world: World, name: str) -> None:
    neighbour, seen = actor(world, name), {}
    with acting_as(neighbour), connection.cursor() as cursor:
        for table in HIDDEN:
            cursor.execute("SELECT has_table_privilege(current_user, %s, 'SELECT')", [table])
            if cursor.fetchone()[0]:
                cursor.execute(f"SELECT count(*) FROM {table}{UNLESS_SENT.get(table, '')}")  # our own names
                seen[table] = cursor.fetchone()[0]
    assert seen
    assert not any(seen.values()), seen


def test_drafts_are_the_prisons_own(world: World) -> None:
    for table in ("commutation_batch", "commutation_filing"):
        sql = f"SELECT id FROM {table} WHERE sent_at IS NULL"
        assert rows(actor(world, "chen"), sql) == 0
        assert rows(actor(world, "tang"), sql) > 0


def test_a_prison_that_held_a_person_reads_on_and_writes_no_more(world: World) -> None:
    tang, lan = actor(world, "tang"), actor(world, "lan")
    person = moved(world)
    read, write = (
        f"{act} WHERE id = {person}"
        for act in ("SELECT id FROM custody_person", "UPDATE custody_person SET name = '改'")
    )
    assert (rows(tang, read), rows(lan, read)) == (1, 1)
    assert (rows(tang, write), rows(lan, write)) == (0, 1)
    sentence = f"UPDATE custody_sentence SET months = 1 WHERE person_id = {person}"
    assert (rows(tang, sentence), rows(lan, sentence)) == (0, 1)


def moved(world: World) -> int:
    """Somebody of 青岑监狱 is held in 岚浦监狱 from today on, which now gives the person's data."""
    cast = world.cast
    with acting_as(BUILDER):
        stay = Custody.objects.filter(organ=cast.qingcen).order_by("pk").first()
        assert stay is not None
        Custody.objects.filter(pk=stay.pk).update(until=date(2026, 11, 15))
        Custody.objects.create(
            person=stay.person, organ=cast.lanpu, ward=cast.lanpu_ward, kind=stay.kind, number="9912345678",
            since=date(2026, 11, 16),
        )  # fmt: skip
        Person.objects.filter(pk=stay.person_id).update(keeper=cast.lanpu)
        return stay.person_id
