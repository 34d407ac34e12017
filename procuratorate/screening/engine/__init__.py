"""The law run over partitions of columns. Knows no law: rules, facts and derived columns are handed in."""

from procuratorate.screening.engine.answers import Engine, Screened, total

__all__ = ["Engine", "Screened", "total"]
