"""Which facts this system keeps. What lacks among them is asked for; what is kept nowhere is no officer's omission."""

RECORDED = frozenset(
    {
        "proposed_months", "probation_until", "kind", "kind_now", "months", "judged_on", "effective_on", "offence_from",
        "offence_to", "delivered_on", "starts_on", "ends_on", "ends_now", "suspension_ends_on", "fixed_on",
        "fixed_months", "rights_months", "restricted", "for_life", "identity_known", "earlier_count",
        "earlier_ruled_on", "earlier_served_on", "earlier_months", "reduced_months", "returned_on", "new_offence",
        "born_on", "rank", "prior_sealed", "eight_ten", "repeat_offender", "meritorious", "major", "points",
        "points_months", "owed", "property_papers", "assessed", "assessed_on", "ground", "diagnosed_on",
        "senior_doctors", "designated_hospital", "doctors_agree", "guarantor", "notice_given", "notice_days",
        "opinion_adopted", "copied", "bureau_reviewed", "tells_name",
    }
)  # fmt: skip
