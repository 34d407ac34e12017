from django.urls import path

from commutation import api
from commutation.views import boards, cases, people, sending, uploads

app_name = "commutation"
urlpatterns = [
    path("batches/", boards.home, name="home"),
    path("batches/all/", boards.index, name="batches"),
    path("batches/new/", boards.new, name="new"),
    path("batches/<int:pk>/", boards.board, name="board"),
    path("batches/<int:pk>/plan/", boards.plan, name="plan"),
    path("batches/<int:pk>/prepare/", boards.prepare, name="prepare"),
    path("batches/<int:pk>/reopen/", boards.reopen, name="reopen"),
    path("batches/<int:pk>/cancel/", boards.cancel, name="cancel"),
    path("batches/<int:pk>/people/", people.people, name="people"),
    path("batches/<int:pk>/people/<int:filing_id>/", people.person, name="person"),
    path("batches/<int:pk>/drop/", people.drop, name="drop"),
    path("batches/<int:pk>/pick/", people.pick, name="pick"),
    path("batches/<int:pk>/roster/", people.roster, name="roster"),
    path("batches/<int:pk>/notice/", people.notice, name="notice"),
    path("batches/<int:pk>/import/", uploads.start, name="import"),
    path("batches/<int:pk>/template.xlsx", uploads.template, name="template"),
    path("batches/<int:pk>/consult/", sending.consult, name="consult"),
    path("batches/<int:pk>/file/", sending.file, name="file"),
    path("batches/uploads/<int:pk>/", uploads.show, name="upload"),
    path("batches/uploads/<int:pk>/result.xlsx", uploads.result, name="result"),
    path("batches/uploads/<int:pk>/commit/", uploads.commit, name="commit"),
    path("batches/uploads/<int:pk>/discard/", uploads.discard, name="discard"),
    path("cases/", cases.index, name="cases"),
    path("cases/batches/<int:pk>/", cases.batch, name="case_batch"),
    path("cases/<int:pk>/", cases.case, name="case"),
    path("cases/<int:pk>/extend/", cases.extend, name="extend"),
    path("api/v1/batches/<int:pk>/rows/", api.rows, name="api_rows"),
]
