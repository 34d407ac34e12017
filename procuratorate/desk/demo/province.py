"""Organs, pairings and officers of 澜江省: both constellations of practice.md F2 (派出院 and 市院直接派驻)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.contrib.auth.hashers import make_password
from django_otp.plugins.otp_totp.models import TOTPDevice

from procuratorate.organs.demo import PASSWORD
from procuratorate.organs.models import Assignment, Credential, Officer, Organ, Pairing
from procuratorate.organs.states import APPROVERS, HOUSES, Kind, Level, Role

SINCE = date(2019, 1, 1)
K = Kind


@dataclass(frozen=True)
class Node:
    """One organ: code, name, kind, parent's code, level, short name."""

    code: str
    name: str
    kind: Kind
    parent: str = ""
    level: str = ""
    short: str = ""


def nodes() -> list[Node]:
    """The tree, parents before children."""
    p, c, n = Level.PROVINCE, Level.CITY, Level.COUNTY
    fixed = [
        Node("99-JCY", "澜江省人民检察院", K.PROCURATORATE, "", p, "省检察院"),
        Node("99-JCY-XZ", "刑事执行检察部", K.DEPARTMENT, "99-JCY"),
        Node("99-JCY-AG", "案件管理部", K.DEPARTMENT, "99-JCY"),
        Node("9901-JCY", "临澄市人民检察院", K.PROCURATORATE, "99-JCY", c, "临澄市检察院"),
        Node("9901-JCY-XZ", "刑事执行检察部", K.DEPARTMENT, "9901-JCY"),
        Node("9901-CJ", "临澄城郊地区人民检察院", K.DISPATCHED, "9901-JCY", n, "城郊检察院"),
        Node("9901-CJ-QC", "派驻青岑监狱检察室", K.RESIDENT_OFFICE, "9901-CJ", "", "驻青岑监狱检察室"),
        Node("9901-CJ-K1", "派驻临澄市第一看守所检察室", K.RESIDENT_OFFICE, "9901-CJ", "", "驻一看检察室"),
        Node("9902-JCY", "望川市人民检察院", K.PROCURATORATE, "99-JCY", c, "望川市检察院"),
        Node("9902-JCY-LP", "派驻岚浦监狱检察室", K.RESIDENT_OFFICE, "9902-JCY", "", "驻岚浦监狱检察室"),
        Node("990223-JCY", "石滩县人民检察院", K.PROCURATORATE, "9902-JCY", n, "石滩县检察院"),
        Node("990223-JCY-K", "派驻石滩县看守所检察室", K.RESIDENT_OFFICE, "990223-JCY", "", "驻石滩看守所检察室"),
        Node("99-FY", "澜江省高级人民法院", K.COURT, "", p, "省高院"),
        Node("9901-FY", "临澄市中级人民法院", K.COURT, "", c, "临澄中院"),
        Node("9902-FY", "望川市中级人民法院", K.COURT, "", c, "望川中院"),
        Node("99-JYJ", "澜江省监狱管理局", K.BUREAU, "", p, "省监狱局"),
        Node("99-JYJ-XC", "刑罚执行处", K.DEPARTMENT, "99-JYJ"),
        Node("9901-QC", "澜江省青岑监狱", K.PRISON, "99-JYJ", c, "青岑监狱"),
        Node("9901-QC-XF", "刑罚执行科", K.DEPARTMENT, "9901-QC", "", "刑罚执行科"),
        Node("9902-LP", "澜江省岚浦监狱", K.PRISON, "99-JYJ", c, "岚浦监狱"),
        Node("9902-LP-XF", "刑罚执行科", K.DEPARTMENT, "9902-LP", "", "刑罚执行科"),
        Node("99-GA", "澜江省公安厅", K.POLICE, "", p, "省公安厅"),
        Node("9901-GA", "临澄市公安局", K.POLICE, "99-GA", c),
        Node("9901-K1", "临澄市第一看守所", K.CENTRE, "9901-GA", c, "临澄一看"),
        Node("9902-GA", "望川市公安局", K.POLICE, "99-GA", c),
        Node("990223-K", "石滩县看守所", K.CENTRE, "9902-GA", n, "石滩看守所"),
        Node("99-SFT", "澜江省司法厅", K.JUSTICE, "", p, "省司法厅"),
        Node("99-RD", "澜江省人大监察和司法委员会", K.CONGRESS, "", p),
        Node("99-JW", "澜江省监察委员会", K.SUPERVISION, "", p),
    ]
    return (
        fixed
        + _counties()
        + _wards("9901-QC", "一二三四五六七八九十", "（老病残）")
        + _wards("9902-LP", "一二三四五六七", "（女犯）")
    )


def _counties() -> list[Node]:
    """The organs that handle cases before judgment: police, 院 and court of each county."""
    counties = (
        ("990101", "9901", "临澄市", "澄阳区"),
        ("990102", "9901", "临澄市", "汀桥区"),
        ("990121", "9901", "", "北岭县"),
    )
    made = [
        Node("990223-GA", "石滩县公安局", K.POLICE, "9902-GA", Level.COUNTY),
        Node("990223-FY", "石滩县人民法院", K.COURT, "9902-FY", Level.COUNTY),
    ]
    for code, city, prefix, name in counties:
        police = f"{prefix}公安局{name.removesuffix('区')}分局" if prefix else f"{name}公安局"
        short = f"{name.removesuffix('区')}分局" if prefix else police
        made += [
            Node(f"{code}-GA", police, K.POLICE, f"{city}-GA", Level.COUNTY, short),
            Node(
                f"{code}-JCY",
                f"{prefix}{name}人民检察院",
                K.PROCURATORATE,
                f"{city}-JCY",
                Level.COUNTY,
                f"{name}检察院",
            ),
            Node(f"{code}-FY", f"{prefix}{name}人民法院", K.COURT, f"{city}-FY", Level.COUNTY, f"{name}法院"),
        ]
    return made


def _wards(prison: str, numerals: str, last: str) -> list[Node]:
    wards = [Node(f"{prison}-W{i:02d}", f"{cn}监区", K.WARD, prison) for i, cn in enumerate(numerals, 1)]
    special = wards[-1]
    wards[-1] = Node(special.code, special.name + last, K.WARD, prison)
    below = [(i, j) for i in (1, 2, 3) for j in (1, 2)] if len(numerals) > 7 else []
    return wards + [
        Node(f"{prison}-W{i:02d}-{j}", f"{'一二'[j - 1]}分监区", K.SUBWARD, f"{prison}-W{i:02d}") for i, j in below
    ]


PAIRS = (
    ("9901-CJ-QC", "9901-QC"),
    ("9902-JCY-LP", "9902-LP"),
    ("9901-CJ-K1", "9901-K1"),
    ("990223-JCY-K", "990223-K"),
)

R = Role
# number, name, organ, role, title: the people a visitor signs in as come first
STAFF: tuple[tuple[str, str, str, Role, str], ...] = (
    ("J9901", "陈砚平", "9901-CJ-QC", R.PROCURATOR, "一级检察官"),
    ("J9902", "陆文瑾", "9901-CJ-QC", R.ASSISTANT, "检察官助理"),
    ("J9903", "舒以宁", "9901-CJ-QC", R.PROCURATOR_CLERK, "书记员"),
    ("J9904", "裴明山", "9901-CJ", R.CHIEF, "检察长"),
    ("J9905", "穆清和", "9901-CJ", R.DEPUTY_CHIEF, "副检察长"),
    ("J9906", "荀以方", "9901-CJ", R.DEPARTMENT_HEAD, "部门负责人"),
    ("J9907", "容静姝", "9901-CJ", R.CASE_MANAGER, "案件管理"),
    ("J9908", "耿若川", "9901-CJ-K1", R.PROCURATOR, "二级检察官"),
    ("J9909", "管维周", "9901-CJ", R.ADMINISTRATOR, "管理员"),
    ("J9911", "尹志川", "9902-JCY-LP", R.PROCURATOR, "一级检察官"),
    ("J9912", "苗见微", "9902-JCY-LP", R.ASSISTANT, "检察官助理"),
    ("J9913", "封长庚", "9902-JCY", R.CHIEF, "检察长"),
    ("J9914", "柳照临", "990223-JCY-K", R.PROCURATOR, "三级检察官"),
    ("J9921", "符远舟", "9901-JCY-XZ", R.DEPARTMENT_HEAD, "部主任"),
    ("J9931", "秦望舒", "99-JCY-XZ", R.SUPERVISOR, "业务指导"),
    ("J9932", "司空砺", "99-JCY-XZ", R.DEPARTMENT_HEAD, "部主任"),
    ("J9933", "卢怀瑾", "99-JCY", R.AUDITOR, "检务督察"),
    ("J9939", "管省川", "99-JCY", R.ADMINISTRATOR, "管理员"),
    ("J9941", "莫玉岚", "9901-CJ", R.SECRETARY, "会议秘书"),
    ("Y9901", "唐晓溪", "9901-QC-XF", R.EXECUTION_CLERK, "刑罚执行科内勤"),
    ("Y9902", "沈维岳", "9901-QC-XF", R.EXECUTION_HEAD, "科长"),
    ("Y9903", "郝景川", "9901-QC", R.WARDEN, "监狱长"),
    ("Y9904", "邬致远", "9901-QC", R.DEPUTY_WARDEN, "副监狱长"),
    ("Y9905", "翟立冬", "9901-QC-W01", R.WARD_OFFICER, "责任警察"),
    ("Y9906", "龚䶮", "9901-QC-W03", R.WARD_HEAD, "监区长"),
    ("Y9909", "管青禾", "9901-QC", R.ADMINISTRATOR, "管理员"),
    ("Y9911", "兰若汀", "9902-LP-XF", R.EXECUTION_CLERK, "刑罚执行科内勤"),
    ("Y9912", "贺兰屿", "9902-LP-XF", R.EXECUTION_HEAD, "科长"),
    ("Y9913", "闻人溥", "9902-LP", R.WARDEN, "监狱长"),
    ("Y9914", "乔知夏", "9902-LP-W07", R.WARD_HEAD, "监区长"),
    ("Y9921", "车望北", "99-JYJ-XC", R.BUREAU_OFFICER, "刑罚执行处"),
    ("K9901", "常国牧", "9901-K1", R.CENTRE_OFFICER, "管教民警"),
    ("K9902", "时敬亭", "9901-K1", R.CENTRE_HEAD, "所长"),
    ("K9911", "游见山", "990223-K", R.CENTRE_OFFICER, "管教民警"),
)


def build_province() -> dict[str, Organ]:
    """Create the tree, pairings, officers; returns organs by code. Inside `acting_as(BUILDER)`, on an empty site."""
    organs: dict[str, Organ] = {}
    for node in nodes():
        organs[node.code] = _organ(node, organs.get(node.parent))
    organs["9901-CJ"].acts_for = organs["9901-JCY"]
    organs["9901-CJ"].acts_for_basis = "省院关于派出院代行市院刑事执行检察职权的规定（演示）"
    organs["9901-CJ"].save(update_fields=["acts_for", "acts_for_basis"])
    for body, site in PAIRS:
        Pairing.objects.create(procuratorate=organs[body], counterpart=organs[site], since=SINCE)
    for number, name, code, role, title in STAFF:
        _officer(number, name, organs[code], role, title)
    return organs


def _organ(node: Node, parent: Organ | None) -> Organ:
    fields: dict[str, Any] = {
        "kind": node.kind,
        "level": node.level,
        "region": node.code.partition("-")[0].ljust(6, "0"),
    }
    organ = Organ.objects.create(
        code=node.code,
        name=node.name,
        short_name=node.short or node.name,
        parent=parent,
        path=f"?{node.code}",
        since=SINCE,
        issues_papers=node.kind in (K.PROCURATORATE, K.DISPATCHED),
        **fields,
    )
    organ.path = f"{parent.path if parent else '/'}{organ.pk}/"
    organ.house = organ if node.kind in HOUSES else (parent.house if parent else None)
    organ.save(update_fields=["path", "house"])
    return organ


@cache
def _hashed() -> str:
    """One Argon2 hash for all: it is meant to be slow, and the password is printed on the screen anyway."""
    return make_password(PASSWORD)


def _officer(number: str, name: str, organ: Organ, role: Role, title: str) -> None:
    officer = Officer.objects.create(
        number=number,
        name=name,
        must_change_password=False,
        email=f"{number.lower()}@example.invalid",
    )
    Credential.objects.create(officer=officer, password=_hashed())
    Assignment.objects.create(officer=officer, organ=organ, role=role, title=title, since=SINCE)
    if role in APPROVERS:
        TOTPDevice.objects.create(user=officer, name="演示令牌", confirmed=True)
