"""What is put to an act: the site's conclusion, photographs, records of talks. Who reads the act reads it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from procuratorate.audit.services import record_read
from procuratorate.incidents.models import IncidentAct
from procuratorate.lib import files
from procuratorate.lib.errors import Unacceptable
from procuratorate.lib.media import type_of
from procuratorate.notices.services.files import demand_files
from procuratorate.organs.actors import Actor

LOST = "存档的附件缺失或与校验值不符，没有打开。请联系管理员，并以纸质原件为准。"


def kept(told: Mapping[str, Any]) -> dict[str, Any]:
    """What a form told, its `file` (name, bytes) stored under its hash. Raises Unacceptable for other formats."""
    rest = {name: value for name, value in told.items() if name != "file"}
    if not told.get("file"):
        return rest
    name, data = told["file"]
    demand_files([(name, data)], "file")
    return {**rest, "file": {"name": name[:120], "stored": files.keep(data), "type": type_of(data)}}


def look_at(*, act: IncidentAct, actor: Actor) -> bytes:
    """The bytes of an act's file; the look is written."""
    record_read(actor=actor, target=act, act="incidents.read_file")
    try:
        return files.fetch(act.facts["file"]["stored"])
    except (OSError, ValueError) as error:
        raise Unacceptable(LOST) from error
