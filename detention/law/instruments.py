"""The numbers of custody clocks with their articles and days of force (law.md §4). All were read in the text.

Where the day of force was not read but only the day of the text is known (监察法、公安部 orders), the later day that is
remembered stands here: an earlier custody then cannot be decided, it is never judged by a law that may not have held.
"""

from __future__ import annotations

from datetime import date

from procuratorate.lib.law.params import Book, Instrument, Quantity
from procuratorate.lib.law.standings import Measure

PROCEDURE = Instrument("刑事诉讼法", "中华人民共和国刑事诉讼法", date(2018, 10, 26))
POLICE = Instrument("公安机关办理刑事案件程序规定", "公安机关办理刑事案件程序规定", date(2020, 9, 1))
SPP_RULES = Instrument("人民检察院刑事诉讼规则", "人民检察院刑事诉讼规则", date(2019, 12, 30))
TRIALS = Instrument("法释〔2021〕1号", "最高人民法院关于适用《中华人民共和国刑事诉讼法》的解释", date(2021, 3, 1))
SUPERVISION = Instrument("监察法", "中华人民共和国监察法（2024年修正）", date(2025, 6, 1))
CENTRES_2008 = Instrument("高检发监字〔2008〕1号看守所检察办法", "人民检察院看守所检察办法", date(2008, 3, 23))
PRISONS_2012 = Instrument(
    "监狱法（2012年修正）", "中华人民共和国监狱法（2012年修正）", date(2013, 1, 1), date(2026, 10, 31)
)
PRISONS_2026 = Instrument("监狱法（2026年修订）", "中华人民共和国监狱法（2026年修订）", date(2026, 11, 1))
SHARING = Instrument("高检会〔2002〕4号", "关于推行监所网络化管理和动态监督工作的通知", date(2002, 10, 24))

D, H, M, N = Measure.DAYS, Measure.HOURS, Measure.MONTHS, Measure.COUNT
_LABELS: dict[str, tuple[str, Measure]] = {
    "hold": ("拘留后提请批准逮捕", D),
    "hold_more": ("特殊情况延长提请批准逮捕", D),
    "hold_most": ("流窜、多次、结伙作案提请批准逮捕", D),
    "review": ("已拘留的审查批捕", D),
    "free_review": ("未拘留的审查批捕", D),
    "free_review_more": ("未拘留的重大复杂案件审查批捕上限", D),
    "own_hold": ("检察院直接受理案件拘留后决定逮捕", D),
    "own_hold_more": ("检察院直接受理案件延长决定逮捕", D),
    "transfer_hold": ("监察机关移送案件先行拘留后决定强制措施", D),
    "transfer_hold_more": ("监察机关移送案件延长决定强制措施", D),
    "investigation": ("侦查羁押", M),
    "investigation_second": ("案情复杂延长侦查羁押", M),
    "investigation_four": ("四类案件延长侦查羁押", M),
    "investigation_ten": ("可能判处十年以上延长侦查羁押", M),
    "ask_before": ("提请延长侦查羁押应在届满前", D),
    "prosecution": ("审查起诉", M),
    "prosecution_more": ("重大、复杂案件延长审查起诉", D),
    "fast": ("速裁案件审查起诉", D),
    "fast_over_year": ("速裁案件可能判处超过一年，审查起诉", D),
    "fast_trial": ("速裁程序审结", D),
    "fast_trial_over_year": ("速裁程序可能判处超过一年，审结", D),
    "supplement": ("补充侦查", M),
    "supplement_times": ("补充侦查次数", N),
    "trial": ("一审宣判至迟", M),
    "trial_ordinary": ("一审一般宣判", M),
    "trial_more": ("一审经上一级法院批准延长", M),
    "supreme_each": ("最高人民法院每次批准延长上限", M),
    "trial_supplement": ("法院阶段补充侦查", M),
    "summary": ("简易程序", D),
    "summary_months": ("简易程序可能判处超过三年（一个半月之整月）", M),
    "summary_days": ("简易程序可能判处超过三年（半个月）", D),
    "appeal": ("不服判决上诉、抗诉", D),
    "appeal_ruling": ("不服裁定上诉、抗诉", D),
    "second": ("二审", M),
    "second_more": ("二审经高级法院批准延长", M),
    "reading": ("二审检察院阅卷上限", M),
    "retrial": ("再审", M),
    "retrial_most": ("再审上限", M),
    "bail": ("取保候审", M),
    "residential": ("监视居住", M),
    "liuzhi": ("留置", M),
    "liuzhi_more": ("留置延长", M),
    "liuzhi_last": ("可能判处十年以上，留置再延长", M),
    "guanhu": ("管护", D),
    "guanhu_more": ("管护延长", D),
    "expiry_notice": ("届满前通知办案机关", D),
    "over_watch": ("超期羁押纠正后未回复即报上一级", D),
    "inside_notice": ("变更羁押期限后通知监督部门", D),
    "court_papers": ("判决生效后送达执行文书", D),
    "delivery": ("收到执行文书后交付执行", M),
    "delivery_police": ("公安机关收到执行文书后送交监狱", M),
    "delivery_days": ("收到执行文书后送交监狱，检察监督", D),
    "rest_in_centre": ("由看守所代为执行的剩余刑期", M),
    "family": ("收监后通知家属", D),
    "family_working": ("收监后通知家属（工作日）", D),
    "summons": ("传唤、拘传持续", H),
    "summons_long": ("案情特别重大、复杂需要拘留、逮捕的，传唤、拘传持续", H),
    "sent_to_centre": ("拘留后送看守所羁押至迟", H),
    "questioned": ("拘留、逮捕后讯问", H),
    "family_told": ("拘留、逮捕后通知家属", H),
}
QUANTITIES = {key: Quantity(label, measure) for key, (label, measure) in _LABELS.items()}

P = PROCEDURE.param
PARAMS = (
    P("hold", 3, "91①"), P("hold_more", 4, "91①"), P("hold_most", 30, "91②"), P("review", 7, "91③"),
    SPP_RULES.param("free_review", 15, "282"), SPP_RULES.param("free_review_more", 20, "282"),
    P("own_hold", 14, "167"), P("own_hold_more", 3, "167"),
    P("transfer_hold", 10, "170②"), P("transfer_hold_more", 4, "170②"),
    P("investigation", 2, "156"), P("investigation_second", 1, "156"), P("investigation_four", 2, "158"),
    P("investigation_ten", 2, "159"), SPP_RULES.param("ask_before", 7, "309"),
    P("prosecution", 1, "172①"), P("prosecution_more", 15, "172①"), P("fast", 10, "172①"),
    P("fast_over_year", 15, "172①"), P("fast_trial", 10, "225"), P("fast_trial_over_year", 15, "225"),
    P("supplement", 1, "175"), P("supplement_times", 2, "175"),
    P("trial", 3, "208①"), P("trial_ordinary", 2, "208①"), P("trial_more", 3, "208①"),
    TRIALS.param("supreme_each", 3, "210"), P("trial_supplement", 1, "205"),
    P("summary", 20, "220"), P("summary_months", 1, "220"), P("summary_days", 15, "220"),
    P("appeal", 10, "230"), P("appeal_ruling", 5, "230"), P("second", 2, "243"), P("second_more", 2, "243"),
    P("reading", 1, "235"), P("retrial", 3, "258"), P("retrial_most", 6, "258"),
    P("bail", 12, "79"), P("residential", 6, "79"),
    SUPERVISION.param("liuzhi", 3, "48"), SUPERVISION.param("liuzhi_more", 3, "48"),
    SUPERVISION.param("liuzhi_last", 2, "48"), SUPERVISION.param("guanhu", 7, "46"),
    SUPERVISION.param("guanhu_more", 3, "46"),
    SPP_RULES.param("expiry_notice", 7, "615"), SPP_RULES.param("inside_notice", 10, "614"),
    SPP_RULES.param("over_watch", 5, "619"),
    P("court_papers", 10, "264①"), P("rest_in_centre", 3, "264②"),
    PRISONS_2012.param("delivery", 1, "15"), PRISONS_2026.param("delivery", 1, "31②"),
    POLICE.param("delivery_police", 1, "300"), SPP_RULES.param("delivery_days", 30, "625"),
    PRISONS_2012.param("family", 5, "20"), PRISONS_2026.param("family_working", 5, "37"),
    P("summons", 12, "119②"), P("summons_long", 24, "119②"), P("sent_to_centre", 24, "85②"),
    P("questioned", 24, "86、94"), P("family_told", 24, "85②、93②"),
)  # fmt: skip
BOOK = Book(QUANTITIES, PARAMS)
