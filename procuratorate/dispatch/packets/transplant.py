"""Rows of other apps carried to another site: keys of this site's rows stand for those of the site they came from.

An organ goes by its code; an officer by number and name, who stands on the other site as a name without an account;
another row by its model and id there. What a row points at must come before it, or it points at nothing.

A trusted house speaks for itself alone: organs its rows name lie within it, and what another house keeps here it may
point at, never change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Field, ForeignKey, Model

from procuratorate.custody.states import IdKind
from procuratorate.dispatch.models import Carried
from procuratorate.lib.errors import Unacceptable
from procuratorate.organs.models import Officer, Organ

Natural = Mapping[str, tuple[str, ...]]  # by which columns a row of a model is known when it came another way
Here = dict[tuple[str, int], int]
KEPT_BY = {"person": "keeper", "inmate": "prison"}
SAYS_NOBODY = frozenset({None, "", "0" * 18, IdKind.UNIDENTIFIED})  # parts of a key that many share (身份不明)


def carry(rows: Iterable[Model], *, without: frozenset[str] = frozenset()) -> list[dict[str, Any]]:
    """Rows as text; `without` names columns that mean something on this site alone ("clock")."""
    return [_carried(row, without) for row in rows]


def _carried(row: Model, without: frozenset[str]) -> dict[str, Any]:
    fields = {one.name: _said(one, row) for one in _columns(type(row)) if one.name not in without}
    return {"model": row._meta.label_lower, "id": row.pk, "fields": fields}


def _columns(model: type[Model]) -> list[Field[Any, Any]]:
    return [one for one in model._meta.concrete_fields if not one.primary_key and not getattr(one, "generated", False)]


def _said(field: Field[Any, Any], row: Model) -> Any:
    value = field.value_from_object(row)
    if value is None:
        return None
    if not isinstance(field, ForeignKey):
        return field.value_to_string(row)
    other = getattr(row, field.name)
    if isinstance(other, Organ):
        return other.code
    return [other.number, other.name] if isinstance(other, Officer) else [other._meta.label_lower, other.pk]


class Bed:
    """Where rows from `origin`'s site are laid down; known ones take the new values, but those written `once`.

    Of `alike` models several rows may share the natural key: each here stands for one there.
    """

    def __init__(
        self, origin: Organ, *, allowed: Iterable[str], natural: Natural, once: frozenset[str],
        alike: frozenset[str] = frozenset(),
    ) -> None:  # fmt: skip
        self.origin, self.natural, self.once, self.alike = origin, natural, once, alike
        self.models = {label: apps.get_model(label) for label in allowed}
        self.here: Here = {}

    def knows(self, told: Mapping[str, Any]) -> bool:
        """Whether this row came before."""
        known: bool = self._carried(str(told["model"]), told["id"]).exists()
        return known

    def recall(self, told: Iterable[Mapping[str, Any]]) -> None:
        """Know again rows that came before, without writing anything: what comes next may point at them."""
        for one in told:
            label, there = str(one["model"]), one["id"]
            if here := self._carried(label, there).values_list("here", flat=True).first():
                self.here[label, there] = here

    def lay(self, told: Iterable[Mapping[str, Any]]) -> None:
        """Write these rows in their order."""
        for one in told:
            label, there = str(one.get("model")), one.get("id")
            if label not in self.models or not isinstance(there, int):
                raise Unacceptable("包内有本站不接收的内容。请两边升级到同一版本后重新制作。")
            self.here[label, there] = self._kept(label, there, one["fields"])

    def read(self, label: str, fields: Mapping[str, Any]) -> Model:
        """A row as told, unsaved: for what points at organs beyond the origin's house, which the caller looks up."""
        return self._read(self.models[label], fields)

    def _carried(self, label: str, there: int) -> Any:
        return Carried.objects.filter(origin=self.origin, model=label, there=there)

    def _kept(self, label: str, there: int, fields: Mapping[str, Any]) -> int:
        model, known = self.models[label], self._carried(label, there).values_list("here", flat=True).first()
        row = self._read(model, fields)
        here: int | None = known or self._standing(label, row)
        if here is None:
            model._base_manager.bulk_create([row])
            here = int(row.pk)
        elif label not in self.once and self._own(model, here):
            values = {one.attname: getattr(row, one.attname) for one in _columns(model) if one.name in fields}
            model._base_manager.filter(pk=here).update(**values)
        if known is None:
            Carried.objects.create(origin=self.origin, model=label, there=there, here=here)
        return here

    def _standing(self, label: str, row: Model) -> int | None:
        """The row that stood here before any packet told of it."""
        for pk in _same(row, self.natural.get(label, ())):
            if label not in self.alike or not Carried.objects.filter(origin=self.origin, model=label, here=pk).exists():
                return pk
        return None

    def _own(self, model: type[Model], here: int) -> bool:
        """Whether the row that stands here is the origin's: each organ it names lies within that house.

        One that names no organ is whose the person is: part of a dossier.
        """
        names = {one.name for one in _columns(model) if one.remote_field}
        organs = [one.name for one in _columns(model) if one.remote_field and one.remote_field.model is Organ]
        organs = organs or [f"{name}__{keeper}" for name, keeper in KEPT_BY.items() if name in names]
        within = {f"{name}__path__startswith": self.origin.path for name in organs}
        return bool(model._base_manager.filter(pk=here, **within).exists())

    def _read(self, model: type[Model], fields: Mapping[str, Any]) -> Model:
        row = model()
        for field in _columns(model):
            if field.name in fields:
                setattr(row, field.attname, _value(field, fields[field.name], self.here, self.origin))
        return row


def _value(field: Field[Any, Any], said: Any, here: Here, origin: Organ) -> Any:
    if said is None:
        return None
    if not isinstance(field, ForeignKey):
        return _plain(field, said)
    target = field.remote_field.model
    if target is Organ:
        return organ_of(str(said), origin).pk
    if target is Officer:
        return officer_of(str(said[0]), str(said[1])).pk
    return here.get((str(said[0]), said[1]))


def _plain(field: Field[Any, Any], said: Any) -> Any:
    try:
        return field.to_python(said)
    except ValidationError as error:
        raise Unacceptable(f"包内“{field.verbose_name}”的值读不出。") from error


def organ_of(code: str, origin: Organ) -> Organ:
    """An organ by its code, within the house that speaks. Raises Unacceptable."""
    found: Organ | None = Organ.objects.filter(code=code).first()
    if found is None:
        raise Unacceptable(f"本站没有代码为 {code[:30]} 的单位。请管理员先建立，再重新导入。")
    if not found.path.startswith(origin.path):
        raise Unacceptable(f"包内有{found.name}的数据，不由{origin.name}提供，没有接收。请发件单位核对后重新制作。")
    return found


def officer_of(number: str, name: str) -> Officer:
    """Whoever acted there, by name; without account or post here."""
    found: Officer = Officer.objects.get_or_create(
        number=number, defaults={"name": name, "is_active": False, "must_change_password": True}
    )[0]
    return found


def _same(row: Model, natural: tuple[str, ...]) -> list[int]:
    """Rows that stand here already under the same natural key, each part of which tells one from another."""
    wanted = {name: getattr(row, name) for name in natural}
    if not wanted or SAYS_NOBODY & set(wanted.values()):
        return []
    return list(type(row)._base_manager.filter(**wanted).order_by("pk").values_list("pk", flat=True)[:50])
