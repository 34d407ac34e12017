"""A sentence worked out line by line, for the calculator: a day or a length, how it came, by which article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, pairwise

from commutation.law.instruments import BOOK as P
from commutation.law.sentences.credits import Credit
from commutation.law.sentences.ends import Way, counted_back, end_of, way_of
from commutation.law.sentences.lengths import Length
from commutation.law.sentences.remaining import remaining, rights_term, suspension
from commutation.law.words import Punishment
from procuratorate.lib.law.months import add_months
from procuratorate.lib.law.params import Dated
from procuratorate.lib.law.standings import Standing

DAY = timedelta(days=1)
INFERRED, VERIFIED = Standing.INFERRED, Standing.VERIFIED


@dataclass(frozen=True, slots=True)
class Line:
    """One step: what it is, its value, the words of the sum, the article, how sure."""

    label: str
    value: str
    words: str = ""
    article: str = ""
    standing: Standing = VERIFIED


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """A sentence of a time (管制、拘役、有期徒刑), as asked of the calculator."""

    kind: Punishment
    length: Length
    start: date
    decided: date
    on: date
    credits: tuple[Credit, ...] = ()
    not_counted: int = 0
    reductions: tuple[Length, ...] = ()
    stated: date | None = None
    rights: Length | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifelong:
    """无期徒刑 or 死缓: `confirmed` is the day the judgment took effect; `fixed_*` once it was reduced to a term."""

    kind: Punishment
    confirmed: date
    offence: date
    on: date
    fixed_on: date | None = None
    fixed: Length | None = None
    direct: bool = False  # 死缓期满直接减为有期徒刑
    reductions: tuple[Length, ...] = ()


def timed(asked: Timed) -> list[Line]:
    """The end, its credits and reductions, half and third of the term, what is left, the rights."""
    way = way_of(asked.decided)
    plain = end_of(asked.start, asked.length, way)
    other = end_of(asked.start, asked.length, Way.OLDER if way is Way.ARTICLE_202 else Way.ARTICLE_202)
    off = sum(credit.off for credit in asked.credits)
    end = plain - timedelta(days=off - asked.not_counted)
    remark = f"；另一种算法为{other}" if other != plain else ""
    lines = [Line("刑期止日", str(plain), f"{asked.start}起{asked.length}，起日计入{remark}", way.value, INFERRED)]
    lines += [Line("折抵", f"−{one.off}日", str(one), one.rate.article, one.rate.standing) for one in asked.credits]
    lines += _not_counted(asked.not_counted)
    if end != plain:
        lines.append(Line("计入以上各项后的止日", str(end), f"{plain}减{off}日加{asked.not_counted}日", "", INFERRED))
    ends = [*accumulate(asked.reductions, counted_back, initial=end)]
    now = ends[-1]
    return [
        *lines,
        *_reduced(ends, asked.reductions),
        *_compared(now, asked.stated),
        *_parts(asked, off - asked.not_counted),
        *_left(now, asked.on),
        *_rights(now, asked.rights),
    ]


def _not_counted(days: int) -> list[Line]:
    why = "贿赂等非法手段暂予监外执行的期间、暂予监外执行期间脱逃的期间"
    return [Line("不计入执行刑期", f"+{days}日", why, "刑事诉讼法第268条第3款")] if days else []


def _reduced(ends: Sequence[date], reductions: Sequence[Length]) -> list[Line]:
    """A line for each reduction; `ends` are the ends before the first and after each."""
    steps = zip(pairwise(ends), reductions, strict=True)
    return [
        Line(f"第{number}次减刑后止日", str(after), f"{before}按同号日倒推{length}", "刑法第78条", INFERRED)
        for number, ((before, after), length) in enumerate(steps, 1)
    ]


def _compared(now: date, stated: date | None) -> list[Line]:
    if stated is None:
        return []
    gap = abs((stated - now).days)
    words = f"与推算相差{gap}日，以裁判文书载明为准，请核对折抵" if gap else "与推算相符"
    return [Line("文书载明的止日", str(stated), words)]


def _parts(asked: Timed, off: int) -> list[Line]:
    half, third = (_part(asked, parts) - timedelta(days=off) for parts in (2, 3))
    custody = "含先行羁押；半个月为15日"
    return [
        Line("执行满原判二分之一", f"{half}起", custody, "刑法第78条第2款第1项、第81条第1款", INFERRED),
        Line("执行满原判三分之一", f"{third}起", custody, "暂予监外执行规定（2014）第7条", INFERRED),
    ]


def _part(asked: Timed, parts: int) -> date:
    months, rest = divmod(asked.length.whole_months, parts)
    first = _after(asked.start, months)
    return first + timedelta(days=(rest * 30 + asked.length.days) // parts)


def _after(day: date, months: int) -> date:
    return date.fromordinal(add_months(day.toordinal(), months))


def _left(end: date, on: date) -> list[Line]:
    if end < on:
        return [Line("刑期已满", str(end + DAY), f"到{on}已过止日{(on - end).days}日")]
    left = remaining(on, end)
    return [Line("余刑", str(left), f"{on}至{end}，首尾两日计入，共{(end - on).days + 1}日", "", INFERRED)]


def _rights(end: date, rights: Length | None) -> list[Line]:
    if not rights:
        return []
    first, last = rights_term(end + DAY, rights)
    words = f"自主刑执行完毕次日起{rights}；主刑期间当然剥夺；假释的自假释之日起"
    return [Line("附加剥夺政治权利", f"{first}至{last}", words, "刑法第58条", INFERRED)]


def lifelong(asked: Lifelong) -> list[Line]:
    """The two years of 死缓, what must be served at least, and the term it was reduced to."""
    lines, since = [], asked.confirmed
    if asked.kind is Punishment.SUSPENDED_DEATH:
        last, since = suspension(asked.confirmed)
        words = f"自判决宣告或者送达之日{asked.confirmed}起2年"
        lines.append(Line("死刑缓期执行期满", str(last), words, "刑法第51条；法释〔2021〕1号第498条", INFERRED))
    lines.append(_at_least(asked, since))
    if asked.fixed_on and asked.fixed:
        lines += _turned_fixed(asked, asked.fixed_on, asked.fixed)
    return lines


def _at_least(asked: Lifelong, since: date) -> Line:
    if asked.kind is Punishment.SUSPENDED_DEATH:
        words = f"自死缓期满之次日{since}起，死缓二年、先行羁押不计；限制减刑的另有规定"
        return _minimum(P.suspended_actual, asked.on, since, words)
    words = f"自判决生效之日{since}起，先行羁押不折抵；犯罪时间{asked.offence}"
    return _minimum(P.life_actual, asked.offence, since, words)


def _minimum(dated: Dated, day: date, since: date, words: str) -> Line:
    param = dated.on(day.toordinal())
    if param is None or param.value is None:
        return Line("实际执行下限", "不能推算", f"{day}没有可查的规定")
    months = param.value
    value = f"{_after(since, months)}起"
    return Line("实际执行满下限", value, f"{words}，满{Length(*divmod(months, 12))}", param.cite.formal, INFERRED)


def _turned_fixed(asked: Lifelong, on: date, length: Length) -> list[Line]:
    start, article = _new_start(asked, on)
    end = end_of(start, length, way_of(on))
    words = f"自{'死缓期满之次日' if start != on else '裁定之日'}{start}起{length}，以前的羁押和服刑不抵"
    first = Line("减为有期徒刑后的止日", str(end), words, article, INFERRED)
    ends = [*accumulate(asked.reductions, counted_back, initial=end)]
    return [first, *_reduced(ends, asked.reductions), *_left(ends[-1], asked.on)]


def _new_start(asked: Lifelong, on: date) -> tuple[date, str]:
    """From the end of the two years where 死缓 became a term at once (刑法 第51条), else from the ruling (第80条)."""
    if asked.direct and asked.kind is Punishment.SUSPENDED_DEATH:
        return suspension(asked.confirmed)[1], "刑法第51条"
    return on, "刑法第80条"
