from django.urls import path

from procuratorate.screening.views import archive, clues, models, runs

app_name = "screening"
urlpatterns = [
    path("screening/", models.index, name="models"),
    path("screening/models/new/", models.new, name="model_new"),
    path("screening/models/<int:pk>/", models.model, name="model"),
    path("screening/models/<int:pk>/<int:number>/", models.version, name="version"),
    path("screening/models/<int:pk>/<int:number>/edit/", models.edit, name="version_edit"),
    path("screening/models/<int:pk>/<int:number>/act/", models.act, name="version_act"),
    path("screening/models/<int:pk>/<int:number>/run/", models.run, name="version_run"),
    path("screening/runs/<int:pk>/", runs.show, name="run"),
    path("screening/runs/<int:pk>/act/", runs.steer, name="run_act"),
    path("screening/runs/<int:pk>/hits/", runs.hits, name="hits"),
    path("screening/runs/<int:pk>/send/", runs.send, name="send"),
    path("screening/runs/<int:pk>/export.xlsx", runs.export, name="run_export"),
    path("screening/runs/<int:pk>/compare/<int:other>/", runs.compare, name="compare"),
    path("screening/clues/", clues.index, name="clues"),
    path("screening/clues/<int:pk>/", clues.show, name="clue"),
    path("screening/clues/<int:pk>/settle/<int:suspicion>/", clues.settle, name="settle"),
    path("screening/clues/<int:pk>/follow/", clues.follow, name="follow"),
    path("screening/clues/<int:pk>/notice/", clues.notice, name="clue_notice"),
    path("screening/clues/<int:pk>/snooze/", clues.snooze, name="snooze"),
    path("screening/rules/", clues.records, name="records"),
    path("screening/archive/", archive.index, name="archive"),
    path("screening/archive/search/", archive.look_up, name="search"),
    path("screening/archive/template.csv", archive.template, name="template"),
    path("screening/archive/imports/", archive.imports, name="imports"),
    path("screening/archive/imports/<int:pk>/", archive.show, name="import"),
    path("screening/archive/imports/<int:pk>/refused.csv", archive.refused, name="refused"),
    path("screening/archive/<int:pk>/<slug:record>/", archive.record_page, name="record"),
    path("screening/archive/<int:pk>/<slug:record>/seal/", archive.seal, name="seal"),
]
