"""Closed vocabularies of persons in custody, judgments and sentences. Codes of national tables where there are any."""

from django.db.models import TextChoices

from procuratorate.lib.moves import moves
from procuratorate.organs.states import Role


class Sex(TextChoices):
    """GB/T 2261.1-2003."""

    UNKNOWN = "0", "未知"
    MALE = "1", "男"
    FEMALE = "2", "女"
    UNSAID = "9", "未说明"


class Precision(TextChoices):
    """How much of a birthday is known."""

    DAY = "day", "年月日"
    MONTH = "month", "年月"
    YEAR = "year", "年"
    UNKNOWN = "unknown", "不详"


class IdKind(TextChoices):
    CITIZEN = "citizen", "公民身份号码"
    UNIDENTIFIED = "unidentified", "身份不明（18个0）"
    PASSPORT = "passport", "护照"
    RESIDENCE = "residence", "外国人永久居留身份证"
    HMT = "hmt", "港澳台居民证件"
    OTHER = "other", "其他证件"


class Identity(TextChoices):
    VERIFIED = "verified", "核实"
    SELF_REPORTED = "self_reported", "自报"
    UNKNOWN = "unknown", "不明"


class AliasKind(TextChoices):
    FORMER = "former", "曾用名"
    ALIAS = "alias", "别名"
    SELF_REPORTED = "self_reported", "自报姓名"
    TRANSLATED = "translated", "译名"


class Place(TextChoices):
    PRISON = "prison", "监狱"
    CENTRE = "centre", "看守所"


class Ended(TextChoices):
    """How a custody came to its end."""

    RELEASED = "released", "刑满释放"
    PAROLED = "paroled", "假释"
    OUTSIDE = "outside", "暂予监外执行"
    TRANSFERRED = "transferred", "调出"
    DELIVERED = "delivered", "交付执行"
    ACQUITTED = "acquitted", "再审释放"
    DIED = "died", "死亡"
    ESCAPED = "escaped", "脱逃"
    OTHER = "other", "其他"


class Vulnerable(TextChoices):
    """S43: women are known by sex; these have a beginning and mostly an end."""

    MINOR = "minor", "未成年"
    AGED = "aged", "老年"
    DISABLED = "disabled", "残疾"
    ILL = "ill", "严重疾病"
    PREGNANT = "pregnant", "怀孕、哺乳"
    DEPENDENT = "dependent", "生活不能自理"


class Category(TextChoices):
    """law.md §1.3 (法释〔2016〕23号 第7、9、11、25条；法释〔2019〕6号 第1条)."""

    A1 = "A1", "职务犯罪"
    A2 = "A2", "金融犯罪"
    A3 = "A3", "涉黑犯罪"
    A4 = "A4", "危害国家安全犯罪"
    A5 = "A5", "恐怖活动犯罪"
    A6 = "A6", "毒品犯罪集团首要分子、毒品再犯"
    A7 = "A7", "累犯"
    A8 = "A8", "有履行能力而不履行财产性判项"
    B = "B", "八类暴力犯罪"
    C1 = "C1", "两罪以上各判十年以上"
    C2 = "C2", "数罪并罚判处无期、死缓"
    X = "X", "限制减刑"
    T = "T", "终身监禁"
    G = "G", "贪贿特别规定"


class Instance(TextChoices):
    FIRST = "first", "一审"
    SECOND = "second", "二审"
    REVIEW = "review", "复核"
    RETRIAL = "retrial", "再审"


class SentenceKind(TextChoices):
    """Principal punishments (刑法第33条, with suspended death apart); the values of `lib.cells.Kind`."""

    CONTROL = "control", "管制"
    DETENTION = "detention", "拘役"
    FIXED = "fixed", "有期徒刑"
    LIFE = "life", "无期徒刑"
    SUSPENDED_DEATH = "suspended_death", "死刑缓期二年执行"


class ChangeKind(TextChoices):
    COMMUTATION = "commutation", "减刑"
    PAROLE = "parole", "假释"
    OUTSIDE = "outside", "暂予监外执行"
    RETURNED = "returned", "收监执行"
    PAROLE_REVOKED = "parole_revoked", "撤销假释"
    COMMUTATION_REVOKED = "commutation_revoked", "撤销减刑"
    RETRIAL = "retrial", "再审改判"
    JOINED = "joined", "数罪并罚"
    NOT_COUNTED = "not_counted", "不计入执行刑期"


class PropertyKind(TextChoices):
    """法释〔2024〕5号 第1条."""

    FINE = "fine", "罚金"
    CONFISCATION_PART = "confiscation_part", "没收部分财产"
    CONFISCATION_ALL = "confiscation_all", "没收个人全部财产"
    RESTITUTION = "restitution", "责令退赔"
    RECOVERY = "recovery", "追缴"
    COMPENSATION = "compensation", "民事赔偿"


class Closing(TextChoices):
    """How the executing court closed the case (practice.md F14: 终结执行 and 终结本次执行 are not the same)."""

    NONE = "", "未结案"
    PERFORMED = "performed", "履行完毕"
    TERMINATED = "terminated", "终结执行"
    THIS_TIME = "this_time", "终结本次执行"
    EXEMPTED = "exempted", "裁定免除"
    SETTLED = "settled", "谅解或者放弃"
    NOT_FILED = "not_filed", "未立案执行"


class Payer(TextChoices):
    NONE = "", "未记载"
    SELF = "self", "本人"
    FAMILY = "family", "亲属代履行"
    JOINT = "joint", "连带责任人"
    COURT = "court", "法院扣划、变价"


class Ground(TextChoices):
    """Grounds of recusal (刑诉法第29、30条；规则第24、35条)."""

    PARTY = "party", "本人是当事人或者当事人的近亲属"
    INTEREST = "interest", "本人或者近亲属与本案有利害关系"
    WITNESS = "witness", "担任过本案证人、鉴定人、辩护人、诉讼代理人"
    RELATION = "relation", "与当事人有其他关系，可能影响公正处理案件"
    GIFTS = "gifts", "接受请客送礼或者违反规定会见"
    INVESTIGATED = "investigated", "参加过同案侦查"


class Standing(TextChoices):
    """A declared recusal holds until it is rejected."""

    DECLARED = "declared", "待决定"
    GRANTED = "granted", "决定回避"
    REJECTED = "rejected", "驳回"


class Need(TextChoices):
    """刑诉法第286条: nobody else may ask."""

    CASE = "case", "司法机关为办案需要"
    STATE_RULE = "rule", "有关单位根据国家规定"


class Sealed(TextChoices):
    ASKED = "asked", "待决定"
    GRANTED = "granted", "许可，未查看"
    REFUSED = "refused", "不予许可"
    SEEN = "seen", "已查看"


# Who decides on a query of a sealed record: the head of the site that keeps it.
UNSEALERS = frozenset({Role.WARDEN, Role.DEPUTY_WARDEN, Role.CENTRE_HEAD})
SEALED_MOVES = moves(
    grant=({Sealed.ASKED}, Sealed.GRANTED),
    refuse=({Sealed.ASKED}, Sealed.REFUSED),
    look=({Sealed.GRANTED}, Sealed.SEEN),
)

# What the auditor reads.
ACTS = {
    "custody.reveal_document": "核对证件号码", "custody.move_ward": "调整监区",
    "custody.declare_recusal": "提出回避", "custody.decide_recusal": "决定回避",
    "custody.ask_sealed": "申请查询封存记录", "custody.decide_sealed": "决定封存记录查询",
    "custody.look_sealed": "查看封存记录", "custody.end": "登记羁押终止",
    "custody.resume": "恢复羁押", "custody.amend": "更正", "custody.strike": "作废",
}  # fmt: skip
