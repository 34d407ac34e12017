"""Routes of inmates."""

from django.urls import URLPattern, path

from prisons.api import InmatesApi
from prisons.views import dossiers, lists, rosters

api = InmatesApi.as_view()

app_name = "prisons"
urlpatterns: list[URLPattern] = [
    path("inmates/", lists.inmates, name="inmates"),
    path("inmates/print/", lists.printed, name="print"),
    path("inmates/export/", lists.exported, name="export"),
    path("inmates/import/", rosters.upload, name="import"),
    path("inmates/import/template/", rosters.template, name="template"),
    path("inmates/import/<int:pk>/", rosters.roster, name="roster"),
    path("inmates/import/<int:pk>/file/", rosters.returned, name="returned"),
    path("inmates/import/<int:pk>/commit/", rosters.commit, name="commit"),
    path("inmates/import/<int:pk>/discard/", rosters.discard, name="discard"),
    path("inmates/<int:pk>/", dossiers.inmate, name="inmate"),
    path("inmates/<int:pk>/reveal/", dossiers.reveal, name="reveal"),
    path("inmates/<int:pk>/edit/<slug:section>/", dossiers.edit, name="edit"),
    path("inmates/<int:pk>/edit/<slug:section>/<int:row>/", dossiers.edit, name="edit_row"),
    path("inmates/<int:pk>/edit/<slug:section>/<int:row>/strike/", dossiers.strike, name="strike"),
    path("api/v1/inmates/", api, name="api"),
]
