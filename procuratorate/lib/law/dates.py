"""Calendar arithmetic of procedural periods (期间), and dates said in Chinese.

Sentence terms (刑期) follow another rule, one day shorter, and live in `commutation.law`: never share the two.
"""

from calendar import monthrange
from datetime import date

WEEKDAYS = "一二三四五六日"


def last_of_month(day: date) -> date:
    """The last day of the month `day` lies in."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def add_months(day: date, months: int) -> date:
    """The day on which `months` ≥ 0 months from `day` are full, by 法释〔2021〕1号 第202条第1款.

    The same number in the target month; its last day where that number does not exist, and also where `day` itself is
    the last of its month (29 February + 2 months = 30 April).
    """
    years, month = divmod(day.month - 1 + months, 12)
    target = last_of_month(date(day.year + years, month + 1, 1))
    if months == 0:
        return day
    return target if day == last_of_month(day) else target.replace(day=min(day.day, target.day))


def month_day(day: date, *, beside: date | None = None) -> str:
    """「11月10日」; with the year in front when it differs from that of `beside`, or when there is nothing beside."""
    short = f"{day.month}月{day.day}日"
    return short if beside and beside.year == day.year else f"{day.year}年{short}"


def weekday(day: date) -> str:
    """「周六」."""
    return f"周{WEEKDAYS[day.weekday()]}"
