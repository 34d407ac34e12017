"""Every act on a draft's way to a signature. A changed notice is 409 with the difference."""

from __future__ import annotations

from procuratorate.notices import services
from procuratorate.notices.views.access import act, for_procurators

submit = act(for_procurators, services.submit_notice, "已送部门负责人审核。", "seen", "comment")
endorse = act(for_procurators, services.endorse_notice, "已审核同意，送检察长签发。", "seen", "comment")
send_back = act(for_procurators, services.return_notice, "已退回拟稿人修改。", "seen", "comment")
issue = act(
    for_procurators,
    services.issue_notice,
    "已签发并发出；期限自回证上的收到日起算，请登记回证。",
    "seen",
    "number",
    "comment",
)
speak = act(for_procurators, services.speak_notice, "已登记，七日期限自提出日的次日起算。", "seen", "comment")
