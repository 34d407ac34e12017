"""A centre with people in it, made as its officers make them.

geng   procurator at the centre's resident office    shi  head of the centre    you  officer of another centre
police, station  handling police (city, county)      courthouse  county court   county  the county's 院
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.test import Client

from detention import services
from detention.models import Detainee, SharedList, Stage
from procuratorate.lib.clock import now
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.models import Pairing
from procuratorate.organs.reach import acting_as
from procuratorate.organs.states import Kind, Level, Role
from procuratorate.work.services import drain
from tests.cast import SINCE, Cast, officer, organ

REGION = "990100"


def site(cast: Cast) -> None:
    """Handling organs of the county, a second centre with an officer, the procurator and the head of the first."""
    with acting_as(BUILDER):
        station = organ(
            "G0101", "澄阳区公安分局", Kind.POLICE, level=Level.COUNTY, region=REGION, short_name="澄阳分局"
        )
        house = organ("C0101", "澄阳区人民法院", Kind.COURT, level=Level.COUNTY, region=REGION, short_name="澄阳区法院")
        county = organ(
            "P0102", "澄阳区人民检察院", Kind.PROCURATORATE, cast.lincheng, level=Level.COUNTY, region=REGION,
            issues_papers=True,
        )  # fmt: skip
        other, far = (
            organ("D02", "石滩县看守所", Kind.CENTRE),
            organ("P02B", "驻石滩县看守所检察室", Kind.RESIDENT_OFFICE, cast.wangchuan),
        )
        Pairing.objects.create(procuratorate=far, counterpart=other, since=SINCE)
        cast.organs |= {"station": station, "courthouse": house, "county": county, "other": other}
        cast.officers |= {
            "geng": officer("J1011", "耿若川", cast.office3, Role.PROCURATOR),
            "shi": officer("K1002", "时敬亭", cast.centre, Role.CENTRE_HEAD),
            "you": officer("K2001", "游见山", other, Role.CENTRE_OFFICER),
        }


def told(cast: Cast, **changes: Any) -> dict[str, Any]:
    """A good admission: arrested, investigated by the county's police."""
    place = changes.pop("place", 1)
    return {
        "name": "钱望舒", "sex": "1", "born_on": date(1990, 5, 6), "id_number": "", "cell": "203", "offence": "盗窃",
        "number": f"9901011112026{place:08d}", "entered_on": date(2026, 9, 1), "case_number": "",
        "phase": "investigation", "handler": cast.organs.get("station", cast.court), "start": date(2026, 9, 25),
        "traits": [], "paper": "澄公捕〔2026〕11号",
    } | changes  # fmt: skip


def held(cast: Cast, who: str = "chang", at: datetime | None = None, **changes: Any) -> Detainee:
    """Somebody admitted by an officer of the centre."""
    actor = cast.actor(who)
    centre = cast.organs["other"] if who == "you" else cast.centre
    with acting_as(actor) as when:
        return services.admit(centre=centre, told=told(cast, **changes), actor=actor, at=at or when)


def fresh(detainee: Detainee) -> Detainee:
    with acting_as(BUILDER):
        found: Detainee = Detainee.objects.select_related("stage__clock", "person", "custody", "centre").get(
            pk=detainee.pk
        )
        return found


def stages(detainee: Detainee) -> list[Stage]:
    with acting_as(BUILDER):
        return list(Stage.objects.filter(detainee=detainee).select_related("clock"))


def do(client: Client, detainee: Detainee, act: str, **form: Any) -> Any:
    """Send the form of an act as the page now stands."""
    body = {"version": fresh(detainee).version, **{key: value for key, value in form.items() if value is not None}}
    return client.post(f"/detainees/{detainee.pk}/{act}/", body)


def the_list() -> SharedList:
    """The latest version of the agreed list."""
    with acting_as(BUILDER):
        found: SharedList = SharedList.objects.order_by("-version")[0]
        return found


def judged() -> None:
    """What the acts left for later."""
    while drain():
        pass


def today() -> datetime:
    return now()
