"""Closed vocabularies of organs, posts and sides."""

from django.db.models import TextChoices


class Side(TextChoices):
    """Which database role a session takes: the two sides are adverse parties on one system."""

    PROCURATORATE = "procuratorate", "检察"
    PRISON = "prison", "监狱"
    DETENTION = "detention", "看守所"
    ADMINISTRATION = "administration", "系统管理"
    AUDIT = "audit", "检务督察"
    SERVICE = "service", "系统任务"
    BUILDER = "builder", "建库"
    ANONYMOUS = "anonymous", "未登录"


class Kind(TextChoices):
    """Kinds of organ. The tree holds houses (a 院, a prison) and their parts (an office, a ward)."""

    PROCURATORATE = "procuratorate", "人民检察院"
    DISPATCHED = "dispatched_procuratorate", "派出检察院"
    RESIDENT_OFFICE = "resident_office", "派驻检察室"
    DEPARTMENT = "department", "内设部门"
    BUREAU = "bureau", "监狱管理局"
    PRISON = "prison", "监狱"
    WARD = "ward", "监区"
    SUBWARD = "subward", "分监区"
    CENTRE = "detention_centre", "看守所"
    POLICE = "police", "公安机关"
    COURT = "court", "人民法院"
    JUSTICE = "justice_department", "司法行政机关"
    CONGRESS = "peoples_congress", "人大常委会"
    SUPERVISION = "supervision_commission", "监察委员会"
    HOSPITAL = "hospital", "医院"


class Level(TextChoices):
    NATIONAL = "national", "国家"
    PROVINCE = "province", "省级"
    CITY = "city", "市级"
    COUNTY = "county", "县级"


# What may stand below what. A prison's administrator founds wards, never a procuratorate.
KINDS_BELOW: dict[str, frozenset[Kind]] = {
    Kind.PROCURATORATE: frozenset({Kind.PROCURATORATE, Kind.DISPATCHED, Kind.RESIDENT_OFFICE, Kind.DEPARTMENT}),
    Kind.DISPATCHED: frozenset({Kind.RESIDENT_OFFICE, Kind.DEPARTMENT}),
    Kind.BUREAU: frozenset({Kind.PRISON, Kind.DEPARTMENT, Kind.HOSPITAL}),
    Kind.PRISON: frozenset({Kind.WARD, Kind.DEPARTMENT, Kind.HOSPITAL}),
    Kind.WARD: frozenset({Kind.SUBWARD}),
    Kind.POLICE: frozenset({Kind.POLICE, Kind.CENTRE, Kind.DEPARTMENT}),
    Kind.CENTRE: frozenset({Kind.WARD, Kind.DEPARTMENT}),
    Kind.COURT: frozenset({Kind.COURT, Kind.DEPARTMENT}),
    Kind.JUSTICE: frozenset({Kind.JUSTICE, Kind.BUREAU, Kind.DEPARTMENT}),
}
PROCURATORIAL = frozenset({Kind.PROCURATORATE, Kind.DISPATCHED, Kind.RESIDENT_OFFICE})
PRISON_HOUSE = frozenset({Kind.BUREAU, Kind.PRISON, Kind.WARD, Kind.SUBWARD})
HOUSES = frozenset(Kind) - {Kind.RESIDENT_OFFICE, Kind.DEPARTMENT, Kind.WARD, Kind.SUBWARD}
SIDE_OF_KIND = {
    Kind.PROCURATORATE: Side.PROCURATORATE,
    Kind.DISPATCHED: Side.PROCURATORATE,
    Kind.BUREAU: Side.PRISON,
    Kind.PRISON: Side.PRISON,
    Kind.CENTRE: Side.DETENTION,
    Kind.POLICE: Side.DETENTION,
}
SITES = frozenset({Kind.PRISON, Kind.CENTRE})  # places of custody a procuratorate supervises


class Role(TextChoices):
    """Posts (practice.md §2, §4). What each may do stands in every app's permissions."""

    PROCURATOR = "procurator", "承办检察官"
    ASSISTANT = "assistant", "检察官助理"
    PROCURATOR_CLERK = "procurator_clerk", "书记员"
    DEPARTMENT_HEAD = "department_head", "部门负责人"
    DEPUTY_CHIEF = "deputy_chief", "分管副检察长"
    CHIEF = "chief", "检察长"
    CASE_MANAGER = "case_manager", "案件管理"
    SUPERVISOR = "supervisor", "业务指导"
    AUDITOR = "auditor", "检务督察"
    SECRETARY = "secretary", "会议秘书"
    WARD_OFFICER = "ward_officer", "责任警察"
    WARD_HEAD = "ward_head", "监区长"
    EXECUTION_CLERK = "execution_clerk", "刑罚执行科内勤"
    EXECUTION_HEAD = "execution_head", "刑罚执行科科长"
    DEPUTY_WARDEN = "deputy_warden", "分管副监狱长"
    WARDEN = "warden", "监狱长"
    BUREAU_OFFICER = "bureau_officer", "省局刑罚执行处"
    CENTRE_OFFICER = "centre_officer", "看守所民警"
    CENTRE_HEAD = "centre_head", "看守所所长"
    ADMINISTRATOR = "administrator", "管理员"
    SYSTEM = "system", "系统"


class Scope(TextChoices):
    """What a token may do through the API, within what its post may do."""

    READ = "read", "读取"
    WRITE = "write", "写入"


PROCURATORS = frozenset(
    {
        Role.PROCURATOR, Role.ASSISTANT, Role.PROCURATOR_CLERK, Role.DEPARTMENT_HEAD, Role.DEPUTY_CHIEF, Role.CHIEF,
        Role.SUPERVISOR,
    }
)  # fmt: skip
PRISON_STAFF = frozenset(
    {Role.WARD_OFFICER, Role.WARD_HEAD, Role.EXECUTION_CLERK, Role.EXECUTION_HEAD, Role.DEPUTY_WARDEN, Role.WARDEN}
)
CENTRE_STAFF = frozenset({Role.CENTRE_OFFICER, Role.CENTRE_HEAD})
# With whom a sentence is served: of those who serve in a centre (留所服刑) the centre proposes what else a prison does.
SERVING_STAFF = PRISON_STAFF | CENTRE_STAFF
SERVING_SIDES = frozenset({Side.PRISON, Side.DETENTION})
APPROVERS = frozenset(
    {
        Role.DEPARTMENT_HEAD,
        Role.DEPUTY_CHIEF,
        Role.CHIEF,
        Role.DEPUTY_WARDEN,
        Role.WARDEN,
        Role.EXECUTION_HEAD,
        Role.CENTRE_HEAD,
        Role.AUDITOR,
        Role.ADMINISTRATOR,
    }
)  # fmt: skip  posts that sign or administer: a one-time code is required
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
LEADERS = frozenset({Role.CHIEF, Role.DEPUTY_CHIEF})  # who sign papers of a 院, and may let a deputy sign for them
AUDITORS = frozenset({Role.AUDITOR})
ACTS = {
    "organs.sign_in": "登录", "organs.sign_out": "退出", "organs.lock": "锁定", "organs.take_post": "切换岗位",
    "organs.change_password": "修改密码", "organs.enrol_code": "绑定动态口令", "organs.set_preferences": "设置通知偏好",
    "organs.end_sessions": "结束其他登录", "organs.create_officer": "新建人员", "organs.edit_officer": "修改人员",
    "organs.disable_officer": "停用账号", "organs.enable_officer": "启用账号", "organs.reset_password": "重置密码",
    "organs.reset_totp": "重置动态口令", "organs.add_post": "增加岗位", "organs.end_post": "截止岗位",
    "organs.substitute": "设置代行", "organs.delegate": "授权代行", "organs.end_delegation": "终止授权",
    "organs.hand_over": "移交", "organs.add_organ": "增加单位",
    "organs.edit_organ": "修改单位", "organs.close_organ": "撤销单位", "organs.pair": "增加派驻关系",
    "organs.end_pairing": "截止派驻关系", "organs.take_over": "接管派驻", "organs.set_competence": "增加职权规定",
    "organs.end_competence": "截止职权规定",
    "organs.issue_token": "发放接口令牌", "organs.revoke_token": "收回接口令牌", "organs.grant": "指名授权",
    "organs.revoke": "收回指名授权", "organs.load_organs": "导入单位", "organs.first_administrator": "建首任管理员",
    "organs.save_view": "保存视图", "organs.set_list": "设置名单的打开方式",
}  # fmt: skip
EVERYONE = frozenset(Role) - {Role.SYSTEM}
# Lists that keep views, and the columns one may leave out, by the class of their cells (static/css/columns.css).
LISTS: dict[str, dict[str, str]] = {
    "/inmates/": {
        "offence": "罪名", "category": "类别", "term": "原判刑期", "starts": "刑期起", "left": "余刑",
        "filled": "完整度", "missing": "缺项",
    },
    "/cases/": {
        "number": "编号", "batch": "监狱、批次", "ward": "监区", "found": "发现", "state": "状态", "route": "途径",
        "warned": "监狱自查提醒",
    },
    "/rulings/": {"prison": "监狱", "asked": "提请", "ruled": "裁定日", "came": "监狱收到", "peer": "同级院收到"},
    "/outside/": {"prison": "监狱", "ground": "情形", "next": "下次复查"},
    "/inbox/": {"mode": "方式", "number": "编号", "opened": "首次打开"},
    "/sent/": {"mode": "方式", "number": "编号", "came": "到达", "opened": "对方首次打开"},
    "/deadlines/": {"other": "单位", "starts": "起算事由", "law": "依据", "sum": "算式"},
    "/officers/": {"account": "账号", "seen": "最近登录"},
    "/audit/": {"reason": "理由、细目", "trace": "参考号", "sound": "校验"},
}  # fmt: skip
