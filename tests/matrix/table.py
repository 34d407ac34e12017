"""Who may open what. Written by hand from house.md §2, practice.md §5 and the issue, never read off the code.

ok: let in (also 409, 422: let in and told what is wrong) · no: 403 · hidden: 404 · login: sent to the login page.
Objects belong to 青岑监狱, its first ward and its resident office; yin, lan and chang are neighbours.

chen procurator · pei chief · qin department head of the province · yin procurator elsewhere · tang clerk
shen head of the section · hao warden · ward officer of 一监区 · lan clerk elsewhere
admin of 青岑监狱 · root of the province · lu auditor · chang detention centre
"""

from __future__ import annotations

from dataclasses import dataclass

ACTORS = ("nobody", "chen", "pei", "qin", "yin", "tang", "shen", "hao", "ward", "lan", "admin", "root", "lu", "chang")
OFFICERS = ACTORS[1:]

PROCURATORS = "chen pei qin yin"
OURS = "chen pei qin"  # procurators who reach 青岑监狱
PRISON = "tang shen hao ward lan chang"  # a centre puts forward those who serve there
THEIRS = "tang shen hao"  # 青岑监狱, the whole of it
ADMINS = "admin root"


@dataclass(frozen=True)
class Line:
    """One method of a route. Actors named in no list are refused (403); nobody is sent to the login page."""

    method: str = "GET"
    ok: str = ""
    hidden: str = ""
    nobody: str = "login"
    body: str = ""
    content_type: str = "application/x-www-form-urlencoded"
    login: str = ""

    def expected(self, actor: str) -> str:
        """The one word this actor must get."""
        if actor == "nobody":
            return self.nobody
        if actor in self.ok.split():
            return "ok"
        if actor in self.login.split():
            return "login"
        return "hidden" if actor in self.hidden.split() else "no"


ALL = " ".join(OFFICERS)
WARDS = f"{THEIRS} ward"  # who reaches the first ward of 青岑监狱
CLERKS = "tang shen lan chang"
SENDERS = "shen hao"
REGISTRARS = f"{CLERKS} chen qin yin"  # who writes down what courts sent
CORRESPONDENTS = f"{PROCURATORS} {PRISON} chang"  # those who write and receive between organs


CARRIERS = f"{PROCURATORS} {THEIRS} lan chang"


ADMINISTRATION = (
    "organ add_organ edit_organ close_organ issue_token revoke_token officer edit_officer disable_officer "
    "enable_officer reset_password reset_totp add_post hand_over end_post substitute"
)


def get(ok: str, hidden: str = "", nobody: str = "login") -> Line:
    return Line("GET", ok, hidden, nobody)


def post(ok: str = "", hidden: str = "", body: str = "", nobody: str = "login", login: str = "") -> Line:
    return Line("POST", ok, hidden, nobody, body, login=login)


MEET = "chen pei qin tang shen hao"  # who reads what 青岑监狱 and its office meet about
MEETERS = f"{MEET} yin lan chang"
BESIDE = "yin lan chang"
AWAY = "lan chang"  # clerks of another prison and of the centre

LINES: dict[str, list[Line]] = {
    # joint meetings
    "meetings:index": [get(MEETERS)],
    "meetings:found": [get("pei yin"), post("pei yin")],
    "meetings:plan": [get("chen tang shen", BESIDE), post("chen tang shen", BESIDE)],
    "meetings:follow_ups": [get(MEETERS)],
    "meetings:follow_up": [post("tang shen hao", BESIDE)],
    "meetings:meeting": [get(MEET, BESIDE)],
    "meetings:item": [post("chen tang shen", BESIDE)],
    "meetings:person": [post("chen tang shen", BESIDE)],
    "meetings:change_item": [post("chen", BESIDE)],
    "meetings:step": [post("chen", BESIDE)],
    "meetings:room": [get("chen", BESIDE)],
    "meetings:note": [post("chen", BESIDE)],
    "meetings:attend": [post("chen", BESIDE)],
    "meetings:minutes": [get(MEET, BESIDE), post("chen", BESIDE)],
    "meetings:sheet": [get(MEET, BESIDE)],
    "meetings:remark": [post("chen pei tang shen hao", BESIDE)],
    "meetings:answer": [post("chen", BESIDE)],
    # the screening: a model and a run of chen's 派出院, what it found at 青岑监狱
    **{f"screening:{name}": [get(PROCURATORS)] for name in "models clues records archive search template".split()},
    "screening:model_new": [get("qin"), post("qin")],
    "screening:model": [get("pei qin", hidden="chen yin"), post("qin", hidden="chen yin")],
    "screening:version": [get("pei qin", hidden="chen yin")],
    "screening:version_edit": [get(hidden="chen yin", ok=""), post(hidden="chen yin")],  # approved: it stays
    "screening:version_act": [post("pei qin", hidden="chen yin")],
    "screening:version_run": [post("qin", hidden="chen yin", body="permille=1000")],
    "screening:run": [get("pei qin", hidden="chen yin")],
    "screening:run_act": [post("qin", hidden="chen yin", body="act=pause")],
    "screening:hits": [get("pei qin", hidden="chen yin")],
    "screening:send": [post("qin", hidden="chen yin", body="all=1&days=20")],
    "screening:run_export": [get("pei qin", hidden="chen yin")],
    "screening:compare": [get("pei qin", hidden="chen yin")],
    "screening:clue": [get(OURS, hidden="yin")],
    "screening:settle": [post("chen", hidden="yin", body="act=verify")],
    **{f"screening:{name}": [post("chen", hidden="yin")] for name in "follow clue_notice snooze".split()},
    "screening:imports": [get(PROCURATORS), post("qin")],
    "screening:import": [get("pei qin", hidden="chen yin")],
    "screening:refused": [get("qin", hidden="chen yin")],
    "screening:record": [get(OURS, hidden="yin")],
    "screening:seal": [post("qin", hidden="yin", body="reason=x")],
    # the house's front
    "desk:home": [get(ALL)],
    "desk:desk": [get(PROCURATORS)],
    "desk:search": [get(ALL)],
    "desk:help": [get(ALL)],
    "desk:interface": [get(ALL)],
    "desk:schema": [get(ALL)],
    "desk:api_schema": [get(ALL)],
    "organs:login": [get(ALL, nobody="ok"), post(ALL, nobody="ok")],
    "organs:logout": [post(login=ALL)],
    "organs:lock": [post(login=ALL)],
    "organs:password": [get(ALL)],
    "organs:totp": [get(ALL)],
    "organs:preferences": [get(ALL)],
    "organs:sessions": [get(ALL)],
    "organs:alive": [get(ALL)],
    "organs:draft": [get(ALL), post(ALL)],
    "organs:views": [get(ALL), post(ALL)],
    "organs:habits": [post(ALL)],
    "organs:delegations": [get("pei"), post("pei")],
    "organs:end_delegation": [post("pei")],
    "organs:take_post": [post("tang", hidden=ALL.replace("tang ", ""))],
    # batches: the prison's own until they are sent
    "commutation:home": [get(PRISON)],
    "commutation:batches": [get(PRISON)],
    "commutation:prospects": [get(PRISON)],
    "commutation:person_law": [get(THEIRS, hidden=AWAY)],
    "commutation:person_reckoning": [get(THEIRS, hidden=AWAY)],
    "commutation:case_reckoning": [get(OURS, hidden="yin")],
    "commutation:new": [get(CLERKS)],
    "commutation:serving": [get("chang")],
    "commutation:serving_dossier": [get("", hidden="chang"), post("", hidden="chang")],  # he serves nothing yet
    "commutation:board": [get(WARDS, hidden=AWAY)],
    "commutation:plan": [get(WARDS, hidden=AWAY), post("tang shen", hidden=AWAY)],
    "commutation:prepare": [post("tang shen", hidden=AWAY)],
    "commutation:reopen": [post(THEIRS, hidden=AWAY)],
    "commutation:cancel": [post(SENDERS, hidden=AWAY)],
    "commutation:people": [get(WARDS, hidden=AWAY)],
    "commutation:person": [get(WARDS, hidden=AWAY), post("tang shen ward", hidden=AWAY)],
    "commutation:drop": [post("tang shen ward", hidden=AWAY)],
    "commutation:pick": [get("tang shen ward", hidden=AWAY), post("tang shen ward", hidden=AWAY)],
    "commutation:roster": [get(WARDS, hidden=AWAY)],
    "commutation:review_form": [get(WARDS, hidden=AWAY)],
    "commutation:papers": [get(THEIRS, hidden=AWAY), post(THEIRS, hidden=AWAY)],
    "commutation:notice": [get(WARDS, hidden=AWAY)],
    "commutation:import": [get("tang shen ward", hidden=AWAY), post("tang shen ward", hidden=AWAY)],
    "commutation:template": [get("tang shen ward", hidden=AWAY)],
    "commutation:consult": [get(SENDERS, hidden=AWAY), post(SENDERS, hidden=AWAY)],
    "commutation:file": [get(SENDERS, hidden=AWAY), post(SENDERS, hidden=AWAY)],
    "commutation:levels": [get(WARDS, hidden=AWAY), post(WARDS, hidden=AWAY)],
    "commutation:sitting": [get(WARDS, hidden=AWAY)],  # a meeting of the first ward
    "commutation:sitting_edit": [get(WARDS, hidden=AWAY), post(WARDS, hidden=AWAY)],
    "commutation:sitting_roster": [get(WARDS, hidden=AWAY), post(WARDS, hidden=AWAY)],
    "commutation:sitting_hold": [post(WARDS, hidden=AWAY)],
    "commutation:sitting_cancel": [post(WARDS, hidden=AWAY)],
    "commutation:sitting_agree": [post(WARDS, hidden=AWAY)],
    "commutation:sitting_close": [post(SENDERS, hidden=AWAY)],
    "commutation:sitting_invite": [post(THEIRS, hidden=AWAY)],
    "commutation:sitting_said": [get(WARDS, hidden=AWAY), post(WARDS, hidden=AWAY)],
    "commutation:sitting_unsaid": [post(WARDS, hidden=AWAY)],
    # a notice of the list that was sent, and a paper put to somebody on it
    "commutation:notices": [get(WARDS, hidden=AWAY), post(THEIRS, hidden=AWAY)],
    "commutation:public_notice": [get(f"{WARDS} {OURS}", hidden=BESIDE)],
    "commutation:notice_sheet": [get(f"{WARDS} {OURS}", hidden=BESIDE)],
    "commutation:notice_photo_file": [get("", hidden=f"{PRISON} {PROCURATORS}")],  # none was taken
    **{f"commutation:notice_{name}": [post(THEIRS, hidden=AWAY)] for name in ("end", "void", "photo", "objection")},
    "commutation:notice_answer": [post(THEIRS, hidden=AWAY)],
    "commutation:materials": [get(WARDS, hidden=AWAY), post(WARDS, hidden=AWAY)],
    "commutation:particulars": [get(WARDS, hidden=AWAY), post(WARDS, hidden=AWAY, body="topic=points")],
    "commutation:assessment": [
        get(THEIRS, hidden=AWAY),
        post(hidden=AWAY),
    ],  # of a commutation: read, nothing kept
    "commutation:checks": [get(OURS, hidden="yin"), post("chen pei", hidden="yin", body="topic=merit")],
    "commutation:material": [get(f"{WARDS} {OURS}", hidden=BESIDE)],
    "commutation:bundle": [
        get(f"{WARDS} {OURS}", hidden=BESIDE),
        post(f"{WARDS} {OURS}", hidden=BESIDE),
    ],
    "commutation:bundle_file": [get("", hidden=f"{PRISON} {PROCURATORS}")],  # bound for nobody
    "commutation:material_file": [get("", hidden=f"{PRISON} {PROCURATORS}")],  # catalogued, without a file
    "commutation:material_replace": [get(THEIRS, hidden=AWAY), post(THEIRS, hidden=AWAY)],
    "commutation:upload": [get(THEIRS, hidden=f"{AWAY} ward")],
    "commutation:result": [get(THEIRS, hidden=f"{AWAY} ward")],
    "commutation:commit": [post("tang shen", hidden=f"{AWAY} ward")],
    "commutation:discard": [post("tang shen", hidden=f"{AWAY} ward")],
    # cases: what was sent, to those who supervise that prison
    "commutation:cases": [get(PROCURATORS)],
    "commutation:case_batch": [get(OURS, hidden="yin")],
    "commutation:case": [get(OURS, hidden="yin")],
    "commutation:extend": [post("", hidden="yin")],
    # the review: the office's own acts; what the prison answers
    "commutation:reviewed_many": [post(PROCURATORS)],
    "commutation:reviewed": [post("chen pei", hidden="yin")],
    "commutation:note": [post("chen pei", hidden="yin")],
    "commutation:ask": [post("chen pei", hidden="yin")],
    "commutation:advise": [post("chen pei", hidden="yin")],
    "commutation:settle": [post("chen pei", hidden="yin")],
    "commutation:chase": [post("chen pei", hidden="yin")],
    "commutation:withdraw": [post("chen pei", hidden="yin")],
    "commutation:agree_many": [post("chen pei", hidden="yin")],
    "commutation:our_opinions": [get(OURS, hidden="yin"), post("chen pei", hidden="yin")],
    "commutation:questions": [get(PRISON)],
    "commutation:question": [
        get(f"{OURS} {THEIRS}", hidden=f"{BESIDE} ward"),
        post(THEIRS, hidden=f"{BESIDE} ward"),
    ],
    "commutation:opinions_received": [get(WARDS, hidden=AWAY), post(THEIRS, hidden=AWAY)],
    "commutation:adjust": [get(WARDS, hidden=AWAY), post(THEIRS, hidden=AWAY)],
    "commutation:case_notice": [get("chen pei", hidden="yin"), post("chen pei", hidden="yin")],
    "commutation:sit_ins": [get(PROCURATORS)],
    "commutation:case_materials": [get(OURS, hidden="yin")],
    "commutation:sit_in": [get(OURS, hidden="yin"), post("chen pei", hidden="yin")],
    # papers of the procuratorate: its own alone until they are sent
    "commutation:opinions": [get(PROCURATORS)],
    "commutation:opinion_new": [get(PROCURATORS), post(PROCURATORS)],
    "commutation:to_sign": [get("pei qin")],
    "commutation:agree": [get(OURS, hidden="yin"), post(OURS, hidden="yin")],
    "commutation:opinion": [get(OURS, hidden="yin")],
    "commutation:opinion_edit": [get("chen pei", hidden="yin"), post("chen pei", hidden="yin")],
    "commutation:opinion_approval": [get(OURS, hidden="yin")],
    "commutation:opinion_preview": [post("chen pei", hidden="yin")],
    "commutation:opinion_received": [get("", hidden=f"{PROCURATORS} {PRISON}")],  # a draft has reached nobody
    "commutation:opinion_submit": [post("chen pei", hidden="yin")],
    "commutation:opinion_endorse": [post("pei", hidden="yin")],  # nobody heads a department of the 派出院 here
    "commutation:opinion_return": [post("pei", hidden="yin")],
    "commutation:opinion_refer": [post("pei", hidden="yin")],
    "commutation:opinion_resolve": [post("pei", hidden="yin")],
    "commutation:opinion_issue": [post("pei", hidden="yin")],
    "commutation:opinion_sign": [post("", hidden="yin")],  # an opinion against a proposal is the chief's
    "commutation:opinion_extend": [post("", hidden="yin")],
    "commutation:opinion_drop": [post("chen pei", hidden="yin")],
    # the case manager's pages, which a chief may work alone; the office answers
    "commutation:acceptances": [get("pei")],
    "commutation:in_flight": [get("pei"), post("pei")],
    "commutation:in_flight_template": [get("pei")],
    "commutation:accept": [get("pei"), post("pei")],
    "commutation:rotate": [post("pei")],
    "commutation:allot": [post("pei")],
    "commutation:flow_notices": [get(PROCURATORS), post("pei")],
    "commutation:flow_answer": [post("chen pei", hidden="yin")],
    "commutation:flow_close": [post("pei", hidden="yin")],
    # the court's half and its rulings: both sides write down what reached them
    "commutation:court": [
        get(f"{WARDS} {OURS}", hidden=BESIDE),
        post("tang shen chen qin", hidden=BESIDE),
    ],
    "commutation:supplement": [post("tang shen chen qin", hidden=BESIDE)],
    "commutation:supplement_sent": [post("tang shen chen qin", hidden=f"ward {BESIDE}")],
    "commutation:hearing": [post("tang shen chen qin", hidden=BESIDE)],
    "commutation:hearing_held": [post("tang shen chen qin", hidden=BESIDE)],
    "commutation:court_withdraw": [post("tang shen", hidden=BESIDE)],
    "commutation:court_leave": [post("tang shen chen qin", hidden=BESIDE)],
    "commutation:rulings": [get(f"{PROCURATORS} {PRISON}")],
    "commutation:ruling_month": [get(f"{PROCURATORS} {PRISON}")],
    "commutation:ruling_new": [get(REGISTRARS), post(REGISTRARS)],
    "commutation:ruling_sheet": [get(REGISTRARS), post(REGISTRARS)],
    "commutation:ruling_template": [get(REGISTRARS)],
    "commutation:ruling": [get(f"{WARDS} {OURS}", hidden=BESIDE)],
    **{f"commutation:ruling_{name}": [post("chen qin", hidden=BESIDE)] for name in ("match", "unmatch", "void")},
    "commutation:ruling_receipt": [post("tang shen chen qin", hidden=BESIDE)],
    "commutation:ruling_accept": [post(OURS, hidden=BESIDE)],
    "commutation:ruling_rehearing": [post("chen qin", hidden=BESIDE)],
    "commutation:ruling_final": [post("chen qin", hidden=BESIDE)],
    "commutation:record_send": [post("chen pei", hidden="yin")],
    "commutation:record_answer": [post("qin", hidden="yin")],
    "commutation:record_report": [post("chen pei", hidden="yin")],
    "commutation:ruling_term": [post("tang shen", hidden=BESIDE)],
    # somebody held in the centre: its own officers, its resident office and those above it; no prison
    # events in custody
    "incidents:incidents": [get(f"{PROCURATORS} {PRISON} chang")],
    "incidents:report": [get("tang shen hao lan chang"), post("tang shen hao lan chang")],
    "incidents:incident": [get(f"{OURS} {THEIRS} ward", BESIDE)],
    "incidents:sealed": [get(f"{OURS} {THEIRS} ward", BESIDE)],
    "incidents:bundle": [get(f"{OURS} {THEIRS} ward", BESIDE), post(f"{OURS} {THEIRS} ward", BESIDE)],
    "incidents:bundle_file": [get("", hidden=f"{PRISON} {PROCURATORS}")],  # bound for nobody
    "incidents:file": [get("", hidden=f"{PRISON} {PROCURATORS}")],  # an act without a file
    "incidents:act": [post(THEIRS, BESIDE)],
    "incidents:notice": [post("chen pei", BESIDE)],
    "incidents:add_recording": [post(f"chen pei {THEIRS}", BESIDE)],
    "incidents:recording": [get(f"{OURS} hao", BESIDE), post(f"{OURS} hao", BESIDE)],
    "incidents:export_recording": [post(f"chen pei {THEIRS}", BESIDE)],
    "incidents:play": [get("chen", f"pei qin {THEIRS} ward {BESIDE}")],
    "detention:wall": [get(f"{PROCURATORS} chang")],
    "detention:cells": [get(f"{PROCURATORS} chang")],
    "detention:admit": [get("chang"), post("chang")],
    "detention:feeds": [get(f"{PROCURATORS} chang")],
    "detention:feed": [get("pei qin chang", hidden="chen yin"), post("chang", hidden="chen yin")],
    "detention:propose_list": [post("pei qin", hidden="chen yin")],
    "detention:sign_list": [post("pei qin", hidden="chen yin")],
    "detention:findings": [get(PROCURATORS)],
    "detention:settle": [post("pei qin", hidden="chen yin")],
    "detention:refer_finding": [post("pei qin", hidden="chen yin")],
    "detention:detainee": [get("pei qin chang", hidden="chen yin")],
    "detention:draft_notice": [post("chang", hidden="chen yin")],
    "detention:act": [post("chang", hidden="chen yin")],
    "detention:begin_notice": [post(PROCURATORS)],
    # a roster names everybody: the centre's own until it is told
    "detention:upload": [get("chang"), post("chang")],
    "detention:template": [get("chang")],
    "detention:delivery": [get("chang")],
    "detention:returned": [get("chang")],
    "detention:commit": [post("chang")],
    "detention:discard": [post("chang")],
    # and sent to 岚浦监狱, whose clerk takes him in
    "detention:committals": [get(f"{PROCURATORS} tang shen hao lan chang")],
    "detention:deliver": [get("chang", hidden="chen yin"), post("chang", hidden="chen yin")],
    "detention:committal": [get("pei qin yin lan chang", hidden="chen tang shen hao")],
    "detention:committal_act": [post("lan", hidden="chen tang shen hao")],
    # who serves outside walls, on the register of 青岑监狱's office
    "community:index": [get(PROCURATORS)],
    "community:new": [get(PROCURATORS), post(PROCURATORS)],
    "community:subject": [get(OURS, hidden="yin")],
    "community:record": [post("chen pei", hidden="yin")],
    "community:property": [get(PROCURATORS)],
    "community:ask": [get(OURS, hidden="yin"), post(OURS, hidden="yin")],
    "community:answer": [get("chen pei", hidden="yin"), post("chen pei", hidden="yin")],
    # somebody put forward for outside service: told to the office before the list was sent
    "commutation:outside_cases": [get(f"{PROCURATORS} {PRISON}")],
    "commutation:outside_export": [get(f"{PROCURATORS} {PRISON}")],
    "commutation:outside_start": [
        get(WARDS, hidden=f"{AWAY} {PROCURATORS}"),
        post("tang shen", hidden=f"{AWAY} {PROCURATORS}"),
    ],
    "commutation:outside": [get(f"{WARDS} {OURS}", hidden=BESIDE)],
    "commutation:outside_watch": [post("chen qin", hidden=BESIDE)],
    "commutation:outside_act": [post("tang shen", hidden=BESIDE)],
    "commutation:ruling_service": [post("tang shen chen qin", hidden=BESIDE)],
    # inmates
    "prisons:inmates": [get(f"{PROCURATORS} {PRISON}")],
    "prisons:print": [get(f"{PROCURATORS} {PRISON}")],
    "prisons:export": [get(f"{PROCURATORS} {PRISON}")],
    "prisons:inmate": [get(f"{OURS} {WARDS}", hidden=BESIDE)],
    "prisons:reveal": [post(f"{OURS} {WARDS}", hidden=BESIDE)],
    "prisons:edit": [get("tang shen", hidden=BESIDE), post("tang shen", hidden=BESIDE)],
    "prisons:edit_row": [get("tang shen", hidden=BESIDE), post("tang shen", hidden=BESIDE)],
    "prisons:strike": [post("tang shen", hidden=BESIDE)],
    "prisons:leave": [get("tang shen", hidden=BESIDE), post("tang shen", hidden=BESIDE)],
    "prisons:come_back": [post("tang shen", hidden=BESIDE)],
    "prisons:transfers": [get(CLERKS)],
    "prisons:transfer": [
        get("tang shen lan", hidden="chang"),
        post("lan", hidden="chang"),
    ],  # from 青岑监狱 to lan's prison
    "prisons:import": [get(CLERKS), post(CLERKS)],
    "prisons:template": [get(CLERKS)],
    "prisons:roster": [get("tang shen", hidden=AWAY)],
    "prisons:returned": [get("tang shen", hidden=AWAY)],
    "prisons:commit": [post("tang shen", hidden=AWAY)],
    "prisons:discard": [post("tang shen", hidden=AWAY)],
    "custody:recusals": [get(CORRESPONDENTS)],
    "custody:recuse": [get(f"{OURS} {WARDS}", hidden=BESIDE)],
    "custody:sealed": [get(CORRESPONDENTS)],
    "custody:ask_sealed": [
        get("chen pei qin hao ward", hidden=BESIDE),
        post("chen pei qin hao ward", hidden=BESIDE),
    ],
    "custody:decide_sealed": [post("hao")],
    "custody:look_sealed": [post("", hidden="pei qin yin lan chang ward")],  # asked by chen, not decided yet
    "custody:decide": [post("", hidden="hao")],  # of the office, and decided already
    # between organs: from one's own house only, never because a site is supervised
    "dispatch:inbox": [get(CORRESPONDENTS)],
    "dispatch:acknowledge-ticked": [post(CORRESPONDENTS)],
    "dispatch:sent": [get(CORRESPONDENTS)],
    "dispatch:open": [get(f"{OURS} {THEIRS}", hidden=f"{BESIDE} ward")],
    "dispatch:acknowledge": [post("chen pei", hidden=f"{BESIDE} ward")],
    "dispatch:arrival": [get("chen pei", hidden="qin yin lan chang tang shen hao ward")],
    "dispatch:open-sent": [get(f"{OURS} {THEIRS}", hidden=f"{BESIDE} ward")],
    "dispatch:receipt": [get(f"{OURS} {THEIRS}", hidden=f"{BESIDE} ward")],
    "dispatch:keep-scan": [post(THEIRS, hidden=f"{BESIDE} ward")],
    "dispatch:scan": [get("", hidden=CORRESPONDENTS)],  # none was brought in
    "dispatch:slip": [get(f"{OURS} {THEIRS}", hidden=f"{BESIDE} ward")],
    "dispatch:record-service": [get(THEIRS, hidden=f"{BESIDE} ward"), post(THEIRS, hidden=f"{BESIDE} ward")],
    # papers: their house's, and theirs to whom they were handed; anybody verifies one
    "documents:papers": [get(CORRESPONDENTS)],
    **{
        f"documents:{name}": [get(f"pei qin {THEIRS}", hidden="chen yin lan chang ward")]
        for name in ("paper", "sheet", "pdf")
    },
    "documents:print": [post("pei qin", hidden="chen yin lan chang ward")],
    # registers: the office's that keeps them; whoever stands above reads
    "documents:registers": [get(PROCURATORS)],
    "documents:diary": [get(PROCURATORS), post("chen pei yin")],
    **{f"documents:{name}": [get(OURS, hidden="yin")] for name in ("register", "register_sheet", "register_export")},
    "documents:register_line": [get("chen pei", hidden="yin"), post("chen pei", hidden="yin")],
    **{
        f"documents:{name}": [post("chen pei", hidden="yin")]
        for name in ("register_strike", "register_freeze", "register_continue")
    },
    "documents:verify": [get(ALL, nobody="ok")],
    "documents:verify_code": [get(ALL, nobody="ok")],
    # notices: drafts are the office's; what was sent is read by its addressee, and answered by its section and leaders
    "notices:notices": [get(CORRESPONDENTS)],
    "notices:new": [get(PROCURATORS), post(PROCURATORS)],
    "notices:register": [get(PROCURATORS)],
    "notices:edit": [get("chen pei", hidden="yin"), post("chen pei", hidden="yin")],
    **{f"notices:{name}": [post("chen pei", hidden="yin")] for name in ("preview", "drop", "submit", "speak")},
    **{f"notices:{name}": [post("pei", hidden="yin")] for name in ("endorse", "send_back", "issue")},
    "notices:notice": [get(f"{OURS} {THEIRS}", hidden=f"{BESIDE} ward")],
    "notices:file": [get(f"{OURS} {THEIRS}", hidden=f"{BESIDE} ward")],
    "notices:api_list": [get(CORRESPONDENTS)],
    "notices:api_one": [get(f"{OURS} {THEIRS}", hidden=f"{BESIDE} ward")],
    "notices:api_reply": [post(THEIRS, hidden=f"{BESIDE} ward")],
    "notices:service": [get("chen pei", hidden="yin"), post("chen pei", hidden="yin")],
    "notices:charge": [post(THEIRS, hidden=AWAY)],
    **{
        f"notices:{name}": [
            get(f"chen pei {THEIRS}", hidden=BESIDE),
            post(f"chen pei {THEIRS}", hidden=BESIDE),
        ]
        for name in ("reply", "objection")
    },
    **{f"notices:{name}": [post("chen pei", hidden="yin")] for name in ("follow", "check", "draft_rung", "ease")},
    **{f"notices:{name}": [post("chen pei", hidden="yin")] for name in ("propose", "edit_rung", "propose_closing")},
    **{f"notices:{name}": [post("chen pei", hidden="yin")] for name in ("refuse_closing", "close")},
    # a leader's alone
    "notices:mend": [get("pei"), post("pei")],
    **{f"notices:{name}": [post("pei")] for name in ("decide", "return_decision", "send_rung", "drop_rung")},
    "notices:decide_easing": [post("pei")],
    # clocks and the calendar
    "deadlines:list": [get(CORRESPONDENTS)],
    "deadlines:clock": [get(f"{OURS} {THEIRS}", hidden=f"{BESIDE} ward")],
    "deadlines:calendar": [get(ALL)],
    "deadlines:notice": [get(ALL)],
    "deadlines:import": [get("root")],
    # jobs
    "work:jobs": [get(ALL)],
    "work:job": [get(THEIRS, hidden=ALL.replace(THEIRS, ""))],
    "work:cancel": [post(THEIRS, hidden=ALL.replace(THEIRS, ""))],
    "work:health": [get(ADMINS)],
    # the administrator's house
    "organs:tree": [get(ADMINS)],
    "organs:officers": [get(ADMINS)],
    "organs:add_officer": [get(ADMINS), post(ADMINS)],
    **{f"organs:{name}": [get("admin", hidden="root")] for name in ADMINISTRATION.split()},
    # pairings and competence are the procuratorate's to keep
    "organs:competence": [get(ADMINS)],
    "commutation:calculator": [get(ALL)],
    "commutation:rules": [get(ALL)],
    "commutation:rule": [get(ALL)],
    "commutation:local_rules": [get(ADMINS), post("root")],
    "commutation:local_rule_end": [post("root")],
    "organs:add_pairing": [get("root", hidden="admin")],
    "organs:end_pairing": [get("root", hidden="admin")],
    "organs:add_competence": [get("root")],
    "organs:end_competence": [get("root", hidden="admin")],
    # over the API a token acts in its officer's post, and the same gate judges it
    "prisons:api": [get(f"{PROCURATORS} {PRISON}"), post(CLERKS)],
    "detention:api_feed": [post("chang")],
    "prisons:api_leave": [post("tang shen", hidden=AWAY)],
    "prisons:api_receive": [post("lan", hidden="chang")],
    "commutation:api_rows": [post("tang shen ward", hidden=AWAY)],
    "commutation:api_batches": [get(f"{PROCURATORS} {PRISON}"), post(CLERKS)],
    "commutation:api_batch": [get(WARDS, hidden=f"{AWAY} {PROCURATORS}")],  # not sent yet
    "commutation:api_filings": [get(f"{PROCURATORS} {PRISON}")],
    "commutation:api_filing": [get(f"{WARDS} {OURS}", hidden=BESIDE)],
    "commutation:api_rulings": [get(f"{PROCURATORS} {PRISON}"), post(REGISTRARS)],
    "commutation:api_ruling": [get(f"{WARDS} {OURS}", hidden=BESIDE)],
    # packets for a separated network: the whole house's, not the wards'
    "dispatch:packets": [get(CARRIERS)],
    "dispatch:make-packet": [post(CARRIERS)],
    "dispatch:take-packet": [post(CARRIERS)],
    **{
        f"dispatch:{name}": [get(THEIRS, hidden=CARRIERS.replace(f"{THEIRS} ", ""))]
        for name in ("packet", "packet-file")
    },
    "dispatch:packet-receipt": [post(THEIRS, hidden=CARRIERS.replace(f"{THEIRS} ", ""))],
    "dispatch:webhooks": [get(ADMINS)],
    "dispatch:add-webhook": [get(ADMINS), post(ADMINS)],
    "dispatch:webhook": [get("admin", hidden="root")],
    "dispatch:end-webhook": [get("admin", hidden="root"), post("admin", hidden="root")],
    "dispatch:push-again": [post("admin", hidden="root")],
    "dispatch:api_webhooks": [get(ADMINS)],
    "dispatch:api_deliveries": [get(ADMINS)],
    "dispatch:api_again": [post("admin", hidden="root")],
    "dispatch:api_list": [get(CORRESPONDENTS)],
    "dispatch:api_one": [get(f"{OURS} {THEIRS}", hidden=f"{BESIDE} ward")],
    "dispatch:api_acknowledge": [post("chen pei", hidden=f"{BESIDE} ward")],
    "organs:audit": [get("lu")],
    "organs:export_audit": [get("lu")],
}
