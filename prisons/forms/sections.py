"""The sections of a dossier: which rows, which columns, one form each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Model, QuerySet

from prisons.forms.cells import field_for, stored, written
from prisons.models import Account, Commendation, ConductPeriod, Inmate, Punishment
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
from procuratorate.custody.states import IdKind
from procuratorate.lib.identifiers import citizen_id
from procuratorate.lib.merging import merge
from procuratorate.organs.edits import read_opened, sign_opened
from procuratorate.organs.models import Organ


@dataclass(frozen=True)
class Section:
    """One part of a dossier. `rows` are those of an inmate; `many` says that more may be added and taken back."""

    key: str
    title: str
    model: type[Model]
    columns: tuple[str, ...]
    rows: Callable[[Inmate], QuerySet[Any]]
    many: bool = True


def _person(model: type[Model]) -> Callable[[Inmate], QuerySet[Any]]:
    return lambda inmate: model._default_manager.filter(person_id=inmate.person_id)


def _inmate(model: type[Model]) -> Callable[[Inmate], QuerySet[Any]]:
    return lambda inmate: model._default_manager.filter(inmate_id=inmate.pk)


_SECTIONS = (
    Section(
        "person", "身份", Person,
        ("name", "sex", "born_on", "born_precision", "id_kind", "id_number", "identity", "nationality", "ethnicity",
         "education", "occupation", "former_rank", "domicile", "address"),
        lambda inmate: Person.objects.filter(pk=inmate.person_id), many=False,
    ),
    Section("place", "监区", Custody, ("ward",), lambda one: Custody.objects.filter(pk=one.custody_id), many=False),
    Section("alias", "其他姓名", Alias, ("kind", "name"), _person(Alias)),
    Section("vulnerability", "特殊群体", Vulnerability, ("kind", "since", "until", "basis"), _person(Vulnerability)),
    Section("category", "罪犯类别", OfCategory, ("code", "source"), _person(OfCategory)),
    Section(
        "judgment", "判决", Judgment,
        ("court", "case_no", "instance", "judged_on", "effective_on", "main_text", "is_prior", "is_sealed"),
        _person(Judgment),
    ),
    Section(
        "offence", "罪行", Offence,
        ("name", "code", "is_main", "committed_from", "committed_to", "kind", "months"), _person(Offence),
    ),
    Section(
        "sentence", "刑罚", Sentence,
        ("kind", "months", "days", "starts_on", "ends_on", "ends_now", "suspension_ends_on", "rights_months",
         "rights_for_life", "restricted", "for_life", "credit_days", "first_custody_on", "delivered_on", "admitted_on",
         "transferred_in_on", "from_where"),
        lambda inmate: Sentence.objects.filter(pk=inmate.sentence_id or 0), many=False,
    ),
    Section(
        "change", "刑罚变更", SentenceChange,
        ("kind", "filed_on", "ruled_on", "served_on", "court", "case_no", "months", "days", "new_kind", "new_months",
         "new_ends_on", "rights_months"),
        _person(SentenceChange),
    ),
    Section(
        "property", "财产性判项", PropertyItem,
        ("kind", "ordered", "paid", "paid_by", "closing", "closed_on", "closing_no", "proof"), _person(PropertyItem),
    ),
    Section(
        "conduct", "考核期", ConductPeriod, ("since", "until", "points", "carried", "grade", "approval"),
        _inmate(ConductPeriod),
    ),
    Section("award", "奖励", Commendation, ("kind", "count", "approval", "awarded_on"), _inmate(Commendation)),
    Section("punishment", "处罚", Punishment, ("kind", "since", "until", "reason", "approval"), _inmate(Punishment)),
    Section("account", "狱内账户", Account, ("month", "spending", "limit", "balance"), _inmate(Account)),
)  # fmt: skip
SECTIONS: Mapping[str, Section] = {one.key: one for one in _SECTIONS}


class SectionForm(forms.Form):
    """One row of one section. `opened` carries, signed, what the form showed, to tell differences by."""

    def __init__(self, data: Any = None, *, section: Section, row: Any, inmate: Inmate) -> None:
        self.section, self.row, self.inmate = section, row, inmate
        self._columns: dict[str, Any] = {name: section.model._meta.get_field(name) for name in section.columns}
        super().__init__(data, initial=self._initial())
        for name, column in self._columns.items():
            self.fields[name] = self._ward_field() if name == "ward" else field_for(column)
        if row is not None:
            self.fields["why"] = forms.CharField(
                label="更正理由",
                max_length=200,
                help_text="原来的内容和更正理由一并保留，可打印",
                error_messages={"required": "请写明更正理由，如“照判决书更正”。"},
            )
        self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput)
        self.fields["opened"] = forms.CharField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """What the cells say against one another."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if self.section.model is Person and values.get("id_kind") in {IdKind.CITIZEN, IdKind.UNIDENTIFIED}:
            parsed = citizen_id(values.get("id_number") or None)
            if parsed.problem:
                self.add_error("id_number", f"{parsed.problem}。{parsed.mending}。")
            values["id_number"] = parsed.value
        return values

    @property
    def values(self) -> dict[str, Any]:
        """Column → value, as the services take them."""
        cleaned = self.cleaned_data
        return {
            name: cleaned[name] if name == "ward" else stored(column, cleaned[name])
            for name, column in self._columns.items()
        }

    def merged(self, by: str) -> dict[str, str]:
        """The typed texts with what others changed meanwhile. Raises Conflict where both changed the same column."""
        labels = {name: str(column.verbose_name) for name, column in self._columns.items()}
        return merge(
            read_opened(self.data.get("opened", "")),
            self.shown(),
            self.typed(),
            labels,
            title=self.section.title,
            by=by,
        )

    def shown(self) -> dict[str, str]:
        """What is stored now, as the form writes it."""
        return {name: str(self.initial.get(name, "")) for name in self._columns}

    def typed(self) -> dict[str, str]:
        return {name: str(self.data.get(name, "")) for name in self._columns}

    def _initial(self) -> dict[str, Any]:
        shown = {name: written(self.row, column) for name, column in self._columns.items()} if self.row else {}
        opened = sign_opened({name: str(value) for name, value in shown.items()})
        return {**shown, "version": self.inmate.person.version, "opened": opened}

    def _ward_field(self) -> forms.Field:
        wards = Organ.objects.filter(house_id=self.inmate.prison_id)
        return forms.ModelChoiceField(wards, label="监区", empty_label=None)
