"""How much is asked for or ruled, in the words of a ruling."""

from procuratorate.lib.cells import years_and_months

# Of a life sentence the months are the fixed term asked for, 19 to 25 years (法释〔2016〕23号第8至11条): nothing takes
# ten years off a fixed term at once.
LEAST_TERM = 120


def extent_of(months: int) -> str:
    """减刑7个月; of a life sentence 减为有期徒刑22年."""
    if months < LEAST_TERM:
        return f"减刑{months}个月"
    return f"减为有期徒刑{years_and_months(months)}"
