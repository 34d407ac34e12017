"""The same sheet through django-import-export, with the very checks our own upload makes.

Cells are read by the same parsers (as widgets), rows judged by the same functions (in `validate_instance`, the hook its
documentation names for this), dossiers read once in `before_import`. What differs is the machinery around them.
"""

from __future__ import annotations

from typing import Any

from import_export import fields, resources, widgets

from commutation.checks import Row, check_row
from commutation.columns import COLUMNS, LAYOUT
from commutation.dossiers import Dossier
from commutation.services import checking
from prisons.models import Inmate
from procuratorate.lib.cells import Parse
from procuratorate.lib.clock import today
from procuratorate.lib.sheets import ReadRow
from procuratorate.organs.actors import Actor
from tests.bench.rival.models import Nomination

TEXTS = ("ward", "id_number", "term", "property", "performance", "proof", "note")  # stored as "", never NULL


class Cell(widgets.Widget):
    """One of our parsers as a widget."""

    def __init__(self, parse: Parse) -> None:
        super().__init__()
        self.parse = parse

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        if value is None or value == "":
            return None
        parsed = self.parse(value)
        if parsed.problem:
            raise ValueError(parsed.problem)
        return parsed.value


class OfPrison(widgets.ForeignKeyWidget):
    """Among the prison's own, as its documentation limits a look-up: the unique index is used."""

    prison = 0

    def get_queryset(self, value: Any, row: Any, *args: Any, **kwargs: Any) -> Any:
        return Inmate.objects.filter(prison=self.prison)


class OfPrisonCached(widgets.CachedForeignKeyWidget):
    """The same, all of them read once."""

    prison = 0

    def get_queryset(self, value: Any, row: Any, *args: Any, **kwargs: Any) -> Any:
        return Inmate.objects.filter(prison=self.prison)


def _cell(key: str) -> fields.Field:
    return fields.Field(attribute=key, column_name=COLUMNS[key].title, widget=Cell(COLUMNS[key].parser))


class OneByOne(resources.ModelResource):
    """Its defaults: every row looked up, compared, saved by itself."""

    inmate = fields.Field("inmate", COLUMNS["number"].title, OfPrison(Inmate, "number"))
    locals().update({key: _cell(key) for key in COLUMNS if key != "number"})

    class Meta:
        model = Nomination
        import_id_fields = ("inmate", "kind")
        fields = ("inmate", *(key for key in COLUMNS if key != "number"))
        use_transactions = True

    def __init__(self, actor: Actor, prison_id: int) -> None:
        super().__init__()
        self.actor, self.prison_id, self.known = actor, prison_id, dict[str, Dossier]()
        self.on = today()
        self.fields["inmate"].widget.prison = prison_id  # a resource has its own copy of the fields

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        self.known = checking.held(actor=self.actor, prison_id=self.prison_id)

    def validate_instance(
        self, instance: Any, import_validation_errors: Any = None, validate_unique: bool = True
    ) -> None:
        errors = dict(import_validation_errors or {})
        if instance.inmate_id:
            row = self._judged(instance)
            errors |= {one.key: f"{one.reason}。{one.mending}" for one in row.problems if row.has_problem(one.key)}
        for key in TEXTS:
            setattr(instance, key, getattr(instance, key) or "")
        super().validate_instance(instance, errors, validate_unique)

    def _judged(self, instance: Any) -> Row:
        number = instance.inmate.number
        values = {"number": number, **{key: getattr(instance, key) for key in COLUMNS if key != "number"}}
        row = Row(ReadRow(0, values, [], LAYOUT, {}))
        checking._identify(row, self.known, "本监狱")
        check_row(row, self.on)
        checking._require(row)
        for key in values.keys() - {"number"}:
            setattr(instance, key, row.values[key])
        return row


class InBulk(OneByOne):
    """Every switch of its chapter on performance: bulk inserts, no comparison, no look-ups for rows known to be new."""

    inmate = fields.Field("inmate", COLUMNS["number"].title, OfPrisonCached(Inmate, "number"))

    class Meta:
        use_bulk = True
        batch_size = 1000
        skip_diff = True
        skip_html_diff = True
        force_init_instance = True
