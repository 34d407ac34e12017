"""What the demonstration's seeds and its table of accounts share. Nothing here reaches a production site."""

PASSWORD = "澜江演示-2026"  # noqa: S105  printed by `make run`; the seed gives it to invented officers only
