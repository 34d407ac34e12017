"""Tables of `commutation`: from the list to the ruling, and outside service."""

from commutation.states.outside import FOR_WARDS
from procuratorate.organs.policies import (
    ALWAYS,
    HOUSES,
    NONE_RECUSED,
    NOT_RECUSED,
    PROVINCES,
    filing_of_case,
    mine,
    mine_of_prison,
    prison_of_case,
    seen,
    with_parent,
)

SERVING = ("prison", "detention")  # those who serve in a centre are put forward by it as others by their prison

BELOW = {
    "commutation_attendance": ("commutation_sitting", "sitting"),
    "commutation_deliberation": ("commutation_filing", "filing"),
    "commutation_voice": ("commutation_deliberation", "deliberation"),
    "commutation_publicnotice": ("commutation_batch", "batch"),
    "commutation_adoption": ("commutation_consultationopinion", "opinion"),
    "commutation_adjustment": ("commutation_filing", "filing"),
    "commutation_reading": ("commutation_filing", "filing"),
    "commutation_note": ("commutation_filing", "filing"),
    "commutation_finding": ("commutation_filing", "filing"),
    "commutation_opinionline": ("commutation_opinion", "opinion"),
    "commutation_opinionstep": ("commutation_opinion", "opinion"),
    "commutation_acceptance": ("commutation_sending", "sending"),
    "commutation_courtcase": ("commutation_filing", "filing"),
    "commutation_supplement": ("commutation_courtcase", "case"),
    "commutation_hearing": ("commutation_courtcase", "case"),
    "commutation_hearing_procurators": ("commutation_hearing", "hearing"),
    "commutation_withdrawal": ("commutation_filing", "filing"),
    "commutation_rulingmatch": ("commutation_ruling", "ruling"),
    "commutation_rulingservice": ("commutation_ruling", "ruling"),
    "commutation_recordfiling": ("commutation_ruling", "ruling"),
}
NOT_FOR_WARDS = {
    "commutation_witness": ("commutation_hearing", "hearing"),
    "commutation_assessment": ("commutation_filing", "filing"),
}
OF_OUTSIDE_CASE = with_parent("commutation_outsidecase", "case_id")
WARDS_READ = ", ".join(f"'{act}'" for act in sorted(FOR_WARDS))
OF_A_CASE = f"(filing_id IS NULL OR {with_parent('commutation_filing', 'filing_id')})"


GRANTS: dict[str, str] = {
    # commutation: lists are the prison's until they are sent; a trigger keeps what was sent as it was
    "commutation_batch": "procuratorate:S prison,detention,service,builder:SIU",
    "commutation_planstep": "procuratorate:S prison,detention,service,builder:SIU",
    "commutation_filing": "procuratorate:SU prison,detention,service,builder:SIU",
    "commutation_upload": "prison,detention,service,builder:SIU",
    "commutation_uploadrow": "prison,detention,service,builder:SIU",
    "commutation_sending": "procuratorate:S prison,detention,service,builder:SI",
    "commutation_sentfiling": "procuratorate:S prison,detention,service,builder:SI",
    # commutation, from levels to ruling: each side writes its own; triggers keep what was signed
    "commutation_localrule": "procuratorate,prison,detention:S administration:SIU(until) builder:SIU",
    "commutation_sitting": "procuratorate:S prison,detention,service,builder:SIU",
    "commutation_attendance": "procuratorate:S prison,detention,service,builder:SIUD",
    "commutation_deliberation": "procuratorate:S prison,detention,service,builder:SIUD",
    "commutation_voice": "procuratorate:S prison,detention,service,builder:SIUD",
    "commutation_sitin": "procuratorate:SU prison,detention:SI service,builder:SIU",
    "commutation_publicnotice": "procuratorate:S prison,detention,service,builder:SIU",
    "commutation_noticeobjection": "procuratorate:S prison,detention,service,builder:SIU",
    "commutation_material": "procuratorate:S prison,detention,service,builder:SIU",
    "commutation_particulars": "procuratorate,prison,detention:SI service,builder:SI",
    "commutation_consultationopinion": "procuratorate,service,builder:SIU prison,detention:S",
    "commutation_adoption": "procuratorate:S prison,detention,service,builder:SIU",
    "commutation_adjustment": "procuratorate:S prison,detention,service,builder:SI",
    "commutation_reading": "procuratorate,service,builder:SIU",
    "commutation_note": "procuratorate,service,builder:SI",
    "commutation_question": "procuratorate,service,builder:SIU prison,detention:SU",
    "commutation_finding": "procuratorate,service,builder:SIU",
    "commutation_opinion": "procuratorate,service,builder:SIU",
    "commutation_opinionline": "procuratorate,service,builder:SIUD",
    "commutation_opinionstep": "procuratorate,service,builder:SI",
    "commutation_filingnotice": "procuratorate,service,builder:SI",
    "commutation_acceptance": "procuratorate,service,builder:SIU",
    "commutation_allotment": "procuratorate,service,builder:SI",
    "commutation_flownotice": "procuratorate,service,builder:SIU",
    "commutation_courtcase": "procuratorate,prison,detention,service,builder:SIU",
    "commutation_supplement": "procuratorate,prison,detention,service,builder:SIU",
    "commutation_hearing": "procuratorate,prison,detention,service,builder:SIU",
    "commutation_hearing_procurators": "procuratorate,service,builder:SID prison,detention:S",
    "commutation_witness": "procuratorate:S prison,detention,service,builder:SIUD",
    "commutation_withdrawal": "procuratorate,prison,detention,service,builder:SIU",
    "commutation_ruling": "procuratorate,prison,detention,service,builder:SIU",
    "commutation_rulingmatch": "procuratorate,prison,detention,service,builder:SIU",
    "commutation_rulingservice": "procuratorate,prison,detention,service,builder:SIU",
    "commutation_recordfiling": "procuratorate,service,builder:SIU",
    "commutation_outsidecase": "procuratorate:S prison,detention,service,builder:SIU",
    "commutation_outsideact": "procuratorate,prison,detention,service,builder:SI",
    "commutation_diagnosis": "procuratorate:S prison,detention,service,builder:SI",
    "commutation_guarantor": "procuratorate:S prison,detention,service,builder:SI",
    "commutation_assessment": "procuratorate:S prison,detention,service,builder:SIU",
    "commutation_recall": "procuratorate:S prison,detention,service,builder:SIU",
}

POLICIES: dict[str, dict[str, str]] = {
    # Drafts exist for the prison alone: its own batches, each ward its own people. Once sent, the procuratorate's too.
    "commutation_batch": ALWAYS
    | {
        "prison:SU": f"prison_id IN {HOUSES}",
        "detention:SU": mine("prison_id"),
        "prison,detention:I": mine("prison_id"),
        "procuratorate": f"sent_at IS NOT NULL AND {seen('prison_id')}",
    },
    "commutation_planstep": ALWAYS
    | {
        "procuratorate,prison,detention:S": with_parent("commutation_batch", "batch_id"),
        "prison,detention:IU": f"(SELECT {mine('prison_id')} FROM commutation_batch WHERE id = batch_id)",  # noqa: S608
    },
    "commutation_filing": ALWAYS
    | {
        "prison,detention": f"{mine('ward_id')} AND {NOT_RECUSED.format('person_id')}",
        "procuratorate": f"sent_at IS NOT NULL AND {seen('prison_id')} AND {NOT_RECUSED.format('person_id')}",
    },
    "commutation_upload": ALWAYS | {"prison,detention": mine()},
    "commutation_uploadrow": ALWAYS
    | {"prison,detention": f"{mine()} AND {NOT_RECUSED.format('coalesce(person_id, 0)')}"},
    "commutation_sending": ALWAYS
    | dict.fromkeys(("procuratorate", *SERVING), with_parent("commutation_batch", "batch_id")),
    "commutation_sentfiling": ALWAYS
    | dict.fromkeys(("procuratorate", *SERVING), with_parent("commutation_filing", "filing_id")),
    **{
        table: ALWAYS | dict.fromkeys(("procuratorate", *SERVING), with_parent(parent, f"{column}_id"))
        for table, (parent, column) in BELOW.items()
    },
    # A ward records its own meetings, the prison also what the bureau above it decided; the procuratorate reads them
    # once the list was sent.
    "commutation_sitting": ALWAYS
    | {
        "prison,detention": f"{mine()} OR {mine('prison_id')}",
        "procuratorate": with_parent("commutation_batch", "batch_id"),
    },
    "commutation_sitin": ALWAYS | {"prison,detention": mine("prison_id"), "procuratorate": seen("prison_id")},
    "commutation_localrule": {
        "procuratorate,prison,detention,administration:S": "true",
        "administration:IU": f"province_id IN {PROVINCES}",
        **ALWAYS,
    },
    # The prison alone, never its wards: who objected, who bears witness, where guarantors live, what neighbours said.
    **{
        table: ALWAYS
        | {
            "prison,detention": f"{mine('prison_id')} AND {with_parent(parent, f'{column}_id')}",
            "procuratorate": with_parent(parent, f"{column}_id"),
        }
        for table, (parent, column) in NOT_FOR_WARDS.items()
    },
    # Of an outside case the procuratorate is told before the list is sent: then it reads what it was told and its own
    # notes, the rest with the filing. What doctors wrote is not for wards.
    "commutation_outsidecase": ALWAYS
    | {
        "prison,detention": with_parent("commutation_filing", "filing_id"),
        "procuratorate": f"{seen('prison_id')} AND {NOT_RECUSED.format('person_id')}"
        f" AND (told_at IS NOT NULL OR {with_parent('commutation_filing', 'filing_id')})",
    },
    "commutation_outsideact": ALWAYS
    | {
        "prison,detention:S": f"({prison_of_case()} AND act <> 'attendance')"
        f" OR ({OF_OUTSIDE_CASE} AND act IN ({WARDS_READ}))",
        "prison,detention:I": f"{prison_of_case()} AND act <> 'attendance'",
        "procuratorate:S": f"{OF_OUTSIDE_CASE}"
        f" AND (dispatch_id IS NOT NULL OR act = 'attendance' OR {filing_of_case()})",
        "procuratorate:I": f"{OF_OUTSIDE_CASE} AND act = 'attendance'",
    },
    **{
        table: ALWAYS | {"prison,detention": prison_of_case(), "procuratorate": filing_of_case()}
        for table in ("commutation_diagnosis", "commutation_guarantor")
    },
    "commutation_recall": ALWAYS | {"prison,detention": prison_of_case(), "procuratorate": OF_OUTSIDE_CASE},
    "commutation_noticeobjection": ALWAYS
    | {
        "prison,detention": f"{mine('prison_id')} AND {OF_A_CASE}",
        "procuratorate": f"{with_parent('commutation_publicnotice', 'notice_id')} AND {OF_A_CASE}",
    },
    "commutation_material": ALWAYS
    | {
        "prison,detention": f"{with_parent('commutation_filing', 'filing_id')}"
        f" AND (NOT is_restricted OR {mine('prison_id')})",
        "procuratorate": with_parent("commutation_filing", "filing_id"),
    },
    # What its papers say the prison tells; what a check of them found is the procuratorate's own.
    "commutation_particulars": ALWAYS
    | {
        "prison,detention": f"{with_parent('commutation_filing', 'filing_id')} AND side = 'prison'"
        f" AND (NOT is_restricted OR {mine('prison_id')})",
        "procuratorate:S": with_parent("commutation_filing", "filing_id"),
        "procuratorate:I": f"{with_parent('commutation_filing', 'filing_id')} AND side = 'procuratorate'",
    },
    # What the procuratorate has not given is its own.
    "commutation_consultationopinion": ALWAYS
    | {
        "prison,detention": f"given_at IS NOT NULL AND {mine_of_prison('filing_id')}",
        "procuratorate": with_parent("commutation_filing", "filing_id"),
    },
    "commutation_question": ALWAYS
    | {
        "prison,detention": f"{mine('prison_id')} AND {with_parent('commutation_filing', 'filing_id')}",
        "procuratorate": with_parent("commutation_filing", "filing_id"),
    },
    "commutation_filingnotice": ALWAYS
    | {
        "procuratorate": f"{with_parent('commutation_filing', 'filing_id')}"
        f" AND {with_parent('notices_notice', 'notice_id')}"
    },
    "commutation_opinion": ALWAYS | {"procuratorate": f"({seen('office_id')} OR {seen()}) AND {NONE_RECUSED}"},
    "commutation_allotment": ALWAYS
    | {"procuratorate": f"{seen()} AND {with_parent('commutation_filing', 'filing_id')}"},
    "commutation_flownotice": ALWAYS | {"procuratorate": f"({seen()} OR {seen('office_id')}) AND {OF_A_CASE}"},
    "commutation_ruling": ALWAYS
    | dict.fromkeys(
        ("procuratorate", *SERVING),
        f"CASE WHEN filing_id IS NULL THEN {mine()} ELSE {with_parent('commutation_filing', 'filing_id')} END",
    ),
}
