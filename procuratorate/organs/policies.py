"""The words row policies are written in: whose a row is, within whose reach, held by whom. SQL text, for `grants`."""

HOME, REACH = "(SELECT reach_home())", "(SELECT reach_organs())"


def mine(column: str = "organ_id") -> str:
    """The row belongs to an organ of the actor's own house."""
    return f"{column} = ANY ({HOME}::bigint[])"


def seen(column: str = "organ_id") -> str:
    """The row belongs to an organ within reach."""
    return f"{column} = ANY ({REACH}::bigint[])"


def with_parent(table: str, column: str) -> str:
    """The row is seen whenever the row it hangs on is."""
    return f'EXISTS (SELECT FROM "{table}" parent WHERE parent.id = {column})'


# An officer recused from a person sees nothing of that person (custody.Recusal).
NOT_RECUSED = "{} <> ALL ((SELECT recused_persons())::bigint[])"
# A paper about several is closed to whoever is recused from one of them.
NONE_RECUSED = "NOT persons && (SELECT recused_persons())"


def linked(column: str, table: str, key: str) -> str:
    """A row of `table` whose `key` is this column's value is seen.

    Not EXISTS: PostgreSQL would hash it, reading every custody within a province's reach to show fifty rows.
    """
    return f"(SELECT true FROM {table} kept WHERE kept.{key} = {column} LIMIT 1)"  # noqa: S608  # our own names


def kept(person: str) -> str:
    """The actor's house holds the person today: who held them once goes on reading, and writes no more."""
    return (
        f"(SELECT true FROM custody_custody held WHERE held.person_id = {person}"  # noqa: S608  # our own names
        f" AND held.until IS NULL AND {mine('held.ward_id')} LIMIT 1)"
    )


def keeper_of(person: str) -> str:
    """The person's data are this house's to give: it holds them, or held them last."""
    return f"({kept(person)} OR (SELECT {mine('keeper_id')} FROM custody_person WHERE id = {person}))"  # noqa: S608


OF_PERSON = (
    "custody_alias", "custody_vulnerability", "custody_ofcategory", "custody_correction", "custody_judgment",
    "custody_offence", "custody_sentence", "custody_sentencechange", "custody_propertyitem",
)  # fmt: skip
OF_INMATE = ("prisons_conductperiod", "prisons_commendation", "prisons_punishment", "prisons_account")

ALWAYS = {"builder": "true", "service": "true"}

ME = "(SELECT acting_officer())"
# Officers who hold or held a post in one's house; posts one holds; posts of one's house.
STAFF = f"(SELECT officer_id FROM organs_assignment WHERE {mine()})"  # noqa: S608  constants only
MY_POSTS = f"(SELECT id FROM organs_assignment WHERE officer_id = {ME})"  # noqa: S608
HOME_POSTS = f"(SELECT id FROM organs_assignment WHERE {mine()})"  # noqa: S608
PARTIES = ("procuratorate", "prison", "detention")

# A paper is its house's and its office's, and once issued theirs to whom it was handed: to read, never to change.
_MADE = f"({mine()} OR {mine('office_id')})"
_HANDED = (
    f"(state <> 'draft' AND EXISTS (SELECT FROM documents_copy handed"
    f" WHERE handed.paper_id = documents_paper.id AND {mine('handed.organ_id')}))"
)
DOCUMENTS = {
    "documents_paper": ALWAYS
    | {f"{side}:S": f"({_MADE} OR {_HANDED}) AND {NONE_RECUSED}" for side in PARTIES}
    | {f"{side}:IU": f"{_MADE} AND {NONE_RECUSED}" for side in PARTIES},
    "documents_series": ALWAYS | dict.fromkeys(PARTIES, mine()),
    "documents_copy": ALWAYS
    | {f"{side}:S": f"{mine('sender_id')} OR {mine()}" for side in PARTIES}
    | {f"{side}:I": mine("sender_id") for side in PARTIES},
}

# The houses the actor's organs are part of: a ward's officer works on the batch of the whole prison.
HOUSES = f"(SELECT house_id FROM organs_organ WHERE {mine('id')})"  # noqa: S608


# The bureaus of a provincial administrator's own region: whose prisons the province's parameters bind.
PROVINCES = (
    "(SELECT bureau.id FROM organs_organ bureau JOIN organs_organ house ON house.region = bureau.region"  # noqa: S608
    f" WHERE bureau.kind = 'bureau' AND house.level = 'province' AND {mine('house.id')})"
)


def mine_of_prison(filing: str) -> str:
    """The filing is seen, and its prison (not only its ward) is the actor's own."""
    return f"EXISTS (SELECT FROM commutation_filing parent WHERE parent.id = {filing} AND {mine('parent.prison_id')})"


def prison_of_case() -> str:
    """The outside case is seen, and its prison (not only its ward) is the actor's own."""
    case = "EXISTS (SELECT FROM commutation_outsidecase parent WHERE parent.id = case_id"
    return f"{case} AND {mine('parent.prison_id')})"


def filing_of_case() -> str:
    """The filing of the outside case is seen, not the case alone."""
    return (
        "EXISTS (SELECT FROM commutation_outsidecase parent JOIN commutation_filing filed"
        " ON filed.id = parent.filing_id WHERE parent.id = case_id)"
    )
