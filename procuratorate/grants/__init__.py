"""The one table of who may touch what: every table × side, and the row policies behind it.

Sides are `organs.states.Side`; `login` is the role web and workers log in as, outside the door. Letters: S select,
I insert, U update, D delete; "U(name,phone)" confines a letter to columns. `migrate` applies this (organs.grants); a
table without a line fails the build (tests/architecture). Rows of a table with policies are seen by a side only if its
condition holds; a side without a condition sees none. A policy's key names sides as here, with letters where the
condition is not the same for every act ("administration:IU"); without letters it holds for all four. `reach_organs()`
is all the actor reaches, `reach_home()` the actor's own house.

Each module here holds the tables of one field; `house` those of the instruments.
"""

from procuratorate.grants import (
    community,
    commutation,
    detention,
    gateway,
    house,
    incidents,
    meetings,
    notices,
    registers,
    scans,
    screening,
)

_PARTS = (house, community, gateway, registers, notices, commutation, detention, incidents, meetings, scans, screening)

GRANTS: dict[str, str] = {table: line for part in _PARTS for table, line in part.GRANTS.items()}
POLICIES: dict[str, dict[str, str]] = {table: rules for part in _PARTS for table, rules in part.POLICIES.items()}
