from django.urls import path

from procuratorate.notices import api
from procuratorate.notices.views import answering, checking, drafting, leading, lists, notices, signing

app_name = "notices"
urlpatterns = [
    path("notices/", lists.index, name="notices"),
    path("notices/new/", drafting.new, name="new"),
    path("notices/register/", lists.register, name="register"),
    path("notices/<int:pk>/", notices.show, name="notice"),
    path("notices/<int:pk>/edit/", drafting.edit, name="edit"),
    path("notices/<int:pk>/preview/", drafting.preview, name="preview"),
    path("notices/<int:pk>/drop/", drafting.drop, name="drop"),
    path("notices/<int:pk>/follow/", drafting.follow, name="follow"),
    path("notices/<int:pk>/submit/", signing.submit, name="submit"),
    path("notices/<int:pk>/endorse/", signing.endorse, name="endorse"),
    path("notices/<int:pk>/return/", signing.send_back, name="send_back"),
    path("notices/<int:pk>/issue/", signing.issue, name="issue"),
    path("notices/<int:pk>/speak/", signing.speak, name="speak"),
    path("notices/<int:pk>/service/", checking.service, name="service"),
    path("notices/<int:pk>/charge/", answering.charge, name="charge"),
    path("notices/<int:pk>/reply/", answering.reply, name="reply"),
    path("notices/<int:pk>/objection/", answering.objection, name="objection"),
    path("notices/<int:pk>/points/<int:position>/check/", checking.check, name="check"),
    path("notices/<int:pk>/points/<int:position>/mend/", leading.mend, name="mend"),
    path("notices/<int:pk>/rungs/", leading.draft_rung, name="draft_rung"),
    path("notices/<int:pk>/easing/", leading.ease, name="ease"),
    path("notices/<int:pk>/closing/", checking.propose_closing, name="propose_closing"),
    path("notices/<int:pk>/closing/refuse/", checking.refuse_closing, name="refuse_closing"),
    path("notices/<int:pk>/close/", checking.close, name="close"),
    path("notices/objections/<int:pk>/propose/", checking.propose, name="propose"),
    path("notices/objections/<int:pk>/return/", checking.return_decision, name="return_decision"),
    path("notices/objections/<int:pk>/decide/", checking.decide, name="decide"),
    path("notices/rungs/<int:pk>/edit/", leading.edit_rung, name="edit_rung"),
    path("notices/rungs/<int:pk>/send/", leading.send_rung, name="send_rung"),
    path("notices/rungs/<int:pk>/drop/", leading.drop_rung, name="drop_rung"),
    path("notices/easings/<int:pk>/decide/", leading.decide_easing, name="decide_easing"),
    path("notices/files/<int:pk>/", notices.file, name="file"),
    path("api/v1/notices/", api.Notices.as_view(), name="api_list"),
    path("api/v1/notices/<int:pk>/", api.OneNotice.as_view(), name="api_one"),
    path("api/v1/notices/<int:pk>/replies/", api.Replies.as_view(), name="api_reply"),
]
