"""The named cast. Everybody knows who they are, so tests need no set-up prose.

chen    procurator in charge, resident office at 青岑监狱 (派出院)    yin    the same at 岚浦监狱 (another city)
pei     chief of that 派出院                                          qin    department head of the provincial 院
tang    execution clerk, 青岑监狱                                     lan    execution clerk, 岚浦监狱
hao     warden, 青岑监狱      shen  execution head, 青岑监狱          ward   ward officer, 一监区 of 青岑监狱
admin   administrator of 青岑监狱       clerk_of_court nobody: courts have no login
root    administrator of the province   lu  auditor of the provincial 院   chang  officer of the detention centre
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.contrib.auth.hashers import make_password
from django.test import Client

from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Assignment, Credential, Officer, Organ, Pairing
from procuratorate.organs.reach import actor_for
from procuratorate.organs.states import APPROVERS, HOUSES, Kind, Level, Role

SINCE = date(2020, 1, 1)
PASSWORD = "正确的口令-2026"


@dataclass
class Cast:
    """Officers by short name, organs by code."""

    officers: dict[str, Officer]
    organs: dict[str, Organ]

    def __getattr__(self, name: str) -> Any:
        for shelf in (self.__dict__.get("officers", {}), self.__dict__.get("organs", {})):
            if name in shelf:
                return shelf[name]
        raise AttributeError(name)

    def actor(self, name: str, on: date | None = None) -> Actor:
        """The actor an officer is, in the first post held."""
        assignment = (
            Assignment.objects.select_related("organ__house", "officer").filter(officer=self.officers[name]).first()
        )
        assert assignment is not None
        return actor_for(assignment, on or date(2026, 11, 20))


def sign_in(officer: Officer, **kwargs: Any) -> Client:
    """A client with a session of this officer, as if the login page (and one-time code) had been passed."""
    client = Client(**kwargs)
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    mark_verified(client, officer)
    return client


def mark_verified(client: Client, officer: Officer) -> None:
    """Officers whose post needs a one-time code carry a verified device in the session."""
    from django_otp import DEVICE_ID_SESSION_KEY
    from django_otp.plugins.otp_totp.models import TOTPDevice

    device = TOTPDevice.objects.filter(user=officer, confirmed=True).first()
    if device is not None:
        session = client.session
        session[DEVICE_ID_SESSION_KEY] = device.persistent_id
        session.save()


def organ(code: str, name: str, kind: Kind, parent: Organ | None = None, **fields: Any) -> Organ:
    """One node of the tree, its house and path worked out."""
    made = Organ(
        code=code,
        name=name,
        short_name=fields.pop("short_name", name),
        kind=kind,
        parent=parent,
        since=SINCE,
        path=f"?{code}",
    )
    for key, value in fields.items():
        setattr(made, key, value)
    made.save()
    made.path = f"{parent.path if parent else '/'}{made.pk}/"
    made.house = made if kind in HOUSES else (parent.house if parent else None)
    made.save(update_fields=["path", "house"])
    return made


@cache
def hashed() -> str:
    """One Argon2 hash for the whole run: it is meant to be slow."""
    return make_password(PASSWORD)


def officer(number: str, name: str, organ: Organ, role: Role) -> Officer:
    """An officer with one post since 2020."""
    made = Officer.objects.create(number=number, name=name, must_change_password=False)
    Credential.objects.create(officer=made, password=hashed())
    Assignment.objects.create(officer=made, organ=organ, role=role, since=SINCE)
    if role in APPROVERS:
        made.totpdevice_set.create(name="令牌", confirmed=True, key="31" * 20)
    return made


def build_cast() -> Cast:
    """The province in small: two cities, one prison each, one 派出院, one city 院, one centre."""
    province = organ("P", "澜江省人民检察院", Kind.PROCURATORATE, level=Level.PROVINCE, issues_papers=True)
    lincheng = organ("P01", "临澄市人民检察院", Kind.PROCURATORATE, province, level=Level.CITY, issues_papers=True)
    suburb = organ(
        "P0101",
        "临澄城郊地区人民检察院",
        Kind.DISPATCHED,
        lincheng,
        level=Level.COUNTY,
        issues_papers=True,
        acts_for=lincheng,
    )
    office = organ("P0101A", "驻青岑监狱检察室", Kind.RESIDENT_OFFICE, suburb)
    wangchuan = organ("P02", "望川市人民检察院", Kind.PROCURATORATE, province, level=Level.CITY, issues_papers=True)
    office2 = organ("P02A", "驻岚浦监狱检察室", Kind.RESIDENT_OFFICE, wangchuan)
    office3 = organ("P0101B", "驻临澄市第一看守所检察室", Kind.RESIDENT_OFFICE, suburb)
    bureau = organ("B", "澜江省监狱管理局", Kind.BUREAU, level=Level.PROVINCE)
    qingcen = organ("B01", "澜江省青岑监狱", Kind.PRISON, bureau, short_name="青岑监狱")
    first, second = (organ(f"B01W{n}", f"{'一二'[n - 1]}监区", Kind.WARD, qingcen) for n in (1, 2))
    lanpu = organ("B02", "澜江省岚浦监狱", Kind.PRISON, bureau, short_name="岚浦监狱")
    lanpu_ward = organ("B02W1", "一监区", Kind.WARD, lanpu)
    centre = organ("D01", "临澄市第一看守所", Kind.CENTRE)
    court = organ("C01", "临澄市中级人民法院", Kind.COURT, level=Level.CITY)
    for body, site in ((office, qingcen), (office2, lanpu), (office3, centre)):
        Pairing.objects.create(procuratorate=body, counterpart=site, since=SINCE)
    organs = {
        "province": province, "lincheng": lincheng, "suburb": suburb, "office": office, "wangchuan": wangchuan,
        "office2": office2, "office3": office3, "bureau": bureau, "qingcen": qingcen, "ward1": first, "ward2": second,
        "lanpu": lanpu, "lanpu_ward": lanpu_ward, "centre": centre, "court": court,
    }  # fmt: skip
    officers = {
        "chen": officer("J1001", "陈砚平", office, Role.PROCURATOR),
        "pei": officer("J1002", "裴明山", suburb, Role.CHIEF),
        "yin": officer("J2001", "尹志川", office2, Role.PROCURATOR),
        "qin": officer("J0001", "秦望舒", province, Role.DEPARTMENT_HEAD),
        "lu": officer("J0002", "卢怀瑾", province, Role.AUDITOR),
        "root": officer("J0009", "管省院", province, Role.ADMINISTRATOR),
        "tang": officer("Y1001", "唐晓溪", qingcen, Role.EXECUTION_CLERK),
        "shen": officer("Y1002", "沈维岳", qingcen, Role.EXECUTION_HEAD),
        "hao": officer("Y1003", "郝景川", qingcen, Role.WARDEN),
        "ward": officer("Y1004", "翟立冬", first, Role.WARD_OFFICER),
        "admin": officer("Y1009", "管青岑", qingcen, Role.ADMINISTRATOR),
        "lan": officer("Y2001", "兰若汀", lanpu, Role.EXECUTION_CLERK),
        "chang": officer("K1001", "常国牧", centre, Role.CENTRE_OFFICER),
    }
    return Cast(officers, organs)
