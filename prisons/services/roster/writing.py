"""Good rows into the tables: a dozen statements for any number of rows, the same whether new or known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import F

from prisons.models import Account, Commendation, ConductPeriod, Inmate
from prisons.services.refreshing import refresh
from prisons.services.roster.judging import Known
from prisons.services.roster.mapping import (
    account_of,
    aliases_of,
    categories_of,
    change_of,
    commendation_of,
    custody_of,
    judgment_of,
    offences_of,
    period_of,
    person_of,
    property_of,
    sentence_of,
    vulnerabilities_of,
)
from procuratorate.custody.models import (
    Alias,
    Custody,
    Judgment,
    OfCategory,
    Offence,
    Person,
    PropertyItem,
    Sentence,
    SentenceChange,
    Vulnerability,
)
from procuratorate.custody.services import Change, Written, bulk_corrections, pair, upsert
from procuratorate.lib.sheets import ReadRow
from procuratorate.organs.actors import Actor


@dataclass
class Outcome:
    """What became of one row: a new inmate, a changed one (and how), or one that already stood so."""

    number: int
    inmate_id: int
    kind: str  # new, changed, same
    changes: list[Change] = field(default_factory=list)


class Writer:
    """Writes the good rows of one roster. Order follows the foreign keys; every step is one upsert."""

    def __init__(self, rows: Sequence[ReadRow], known: Known, on: date) -> None:
        self.rows, self.known, self.on = rows, known, on
        self.inmates = [known.inmates.get(row.values["number"]) for row in rows]
        self.changes: dict[int, list[tuple[str, Change]]] = defaultdict(list)

    def write(self) -> list[Outcome]:
        """Write everything; an outcome for each row, in order. `settle` must follow, unless it is only a trial."""
        self._write_root()
        self._write_person_rows()
        self._write_sentence_rows()
        self._write_inmate_rows()
        return [self._outcome(*each) for each in zip(self.rows, self.inmates, self.kept, strict=True)]

    def settle(self, *, actor: Actor, reason: str) -> None:
        """Bring search and completeness in line, keep both versions of what changed."""
        refresh([row.pk for row in self.kept])
        self._correct(actor, reason)

    def _write_root(self) -> None:
        prison = self.known.prison
        places = [(self.known.ward_of(row) or prison).pk for row in self.rows]
        known_ids = [self.known.person_of(row) or 0 for row in self.rows]
        arrived = self._receive(known_ids, places)
        known_persons = Person.objects.in_bulk(known_ids)
        stored = [known_persons.get(pk) for pk in known_ids]
        self.persons = self._upsert(
            Person, zip(stored, (person_of(row.values, prison.pk) for row in self.rows), strict=True), "pk"
        )
        stays = [
            custody_of(row.values, person.pk, prison.pk, ward)
            for row, person, ward in zip(self.rows, self.persons, places, strict=True)
        ]
        custodies = self._upsert(Custody, zip(arrived, stays, strict=True))
        current = Sentence.objects.filter(person_id__in=known_ids, is_current=True).select_related("judgment")
        by_person = {sentence.person_id: sentence for sentence in current}
        sentences = [by_person.get(pk) for pk in known_ids]
        judgments = self._upsert(
            Judgment,
            zip((s and s.judgment for s in sentences), self._each(judgment_of), strict=True),
        )
        wanted = (
            sentence_of(row.values, person.pk, judgment.pk, sentence)
            for row, person, judgment, sentence in zip(self.rows, self.persons, judgments, sentences, strict=True)
        )
        self.judgments, self.sentences = judgments, self._upsert(Sentence, zip(sentences, wanted, strict=True))
        fresh = (
            {
                "custody_id": stay.pk, "person_id": stay.person_id, "prison_id": stay.organ_id, "ward_id": stay.ward_id,
                "number": stay.number, "sentence_id": sentence.pk,
            }
            for stay, sentence in zip(custodies, self.sentences, strict=True)
        )  # fmt: skip
        self.kept = upsert(Inmate, zip(self.inmates, fresh, strict=True)).rows

    def _receive(self, known_ids: list[int], places: list[int]) -> list[Custody | None]:
        """The stay of every known inmate; persons from elsewhere get theirs first, or their rows would stay unseen."""
        stays: list[Custody | None] = [inmate.custody if inmate else None for inmate in self.inmates]
        arrived: list[Custody] = []
        for place, (row, person, ward) in enumerate(zip(self.rows, known_ids, places, strict=True)):
            if stays[place] is None and person:
                stay = Custody(**custody_of(row.values, person, self.known.prison.pk, ward))
                stays[place] = stay
                arrived.append(stay)
        Custody.objects.bulk_create(arrived)
        return stays

    def _write_person_rows(self) -> None:
        persons = [person.pk for person in self.persons if person is not None]
        for model, wanted, key in (
            (Alias, self._each(aliases_of), ("person_id", "kind", "name")),
            (OfCategory, self._each(categories_of), ("person_id", "code")),
            (Vulnerability, self._each(vulnerabilities_of, self.on), ("person_id", "kind")),
        ):
            stored = model.objects.filter(person_id__in=persons)
            rows = [one for each in wanted for one in each]
            if rows:
                pairs = pair(rows, stored, key)
                self._upsert(model, [(row, {} if row else values) for row, values in pairs])

    def _write_sentence_rows(self) -> None:
        triples = list(zip(self.rows, self.persons, self.judgments, self.sentences, strict=True))
        judgments = [judgment.pk for judgment in self.judgments]
        offences = [one for row, person, j, _ in triples for one in offences_of(row.values, person.pk, j.pk)]
        items = [one for row, person, j, _ in triples for one in property_of(row.values, person.pk, j.pk)]
        changes = [one for row, person, _, s in triples for one in change_of(row.values, person.pk, s.pk)]
        self._replace_offences(offences, judgments)
        if items:
            stored = PropertyItem.objects.filter(judgment_id__in=judgments)
            self._upsert(PropertyItem, pair(items, stored, ("judgment_id", "kind")))
        if changes:
            known = SentenceChange.objects.filter(sentence_id__in=[s.pk for s in self.sentences])
            self._upsert(SentenceChange, pair(changes, known, ("sentence_id", "kind", "ruled_on")))

    def _replace_offences(self, wanted: list[dict[str, Any]], judgments: list[int]) -> None:
        """The cell names all offences: one it no longer names was a mistake."""
        stored = list(Offence.objects.filter(judgment_id__in=judgments))
        named = {(values["judgment_id"], values["name"]) for values in wanted}
        stale = [row for row in stored if (row.judgment_id, row.name) not in named]
        for row in stale:
            self.changes[row.person_id].append(("罪行", Change("罪行", row.name, "（删除）")))
        Offence.objects.filter(pk__in=[row.pk for row in stale]).delete()
        self._upsert(Offence, pair(wanted, stored, ("judgment_id", "name")))

    def _write_inmate_rows(self) -> None:
        ids = [row.pk for row in self.kept]
        owner = {row.pk: row.person_id for row in self.kept}
        for model, mapping, key in (
            (ConductPeriod, period_of, ("inmate_id", "since")),
            (Commendation, commendation_of, ("inmate_id", "kind", "approval")),
            (Account, account_of, ("inmate_id", "month")),
        ):
            rows = [one for row, i in zip(self.rows, ids, strict=True) for one in mapping(row.values, i)]
            if rows:
                written = upsert(model, pair(rows, model.objects.filter(inmate_id__in=ids), key))
                self._note(model, written, lambda row: owner[row.inmate_id])

    def _each(self, mapping: Any, *more: Any) -> list[Any]:
        return [mapping(row.values, person.pk, *more) for row, person in zip(self.rows, self.persons, strict=True)]

    def _upsert(self, model: Any, pairs: Iterable[Any], owner: str = "person_id") -> list[Any]:
        written = upsert(model, pairs)
        self._note(model, written, lambda row: getattr(row, owner))
        return written.rows

    def _note(self, model: Any, written: Written, owner: Any) -> None:
        for row, changes in zip(written.rows, written.changes, strict=True):
            self.changes[owner(row)] += [(str(model._meta.verbose_name), change) for change in changes]
        for row, created in zip(written.rows, written.created, strict=True):
            if created and model not in (Person, Custody):
                added = Change(str(model._meta.verbose_name), "（无）", str(row))
                self.changes[owner(row)].append((str(model._meta.verbose_name), added))

    def _correct(self, actor: Actor, reason: str) -> None:
        known = {row.person_id for row in self.inmates if row is not None}
        changed = {person: changes for person, changes in self.changes.items() if changes and person in known}
        entries = [
            (person, section, [change for name, change in changes if name == section])
            for person, changes in changed.items()
            for section in dict(changes)
        ]
        bulk_corrections(entries=entries, actor=actor, reason=reason)
        Person.objects.filter(pk__in=list(changed)).update(version=F("version") + 1)

    def _outcome(self, row: ReadRow, before: Inmate | None, kept: Inmate) -> Outcome:
        if before is None:
            return Outcome(row.number, kept.pk, "new")
        changes = [change for _, change in self.changes.get(kept.person_id, [])]
        return Outcome(row.number, kept.pk, "changed" if changes else "same", changes)
