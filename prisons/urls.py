"""Routes of inmates."""

from django.urls import URLPattern, path

from prisons.api import DepartureApi, InmatesApi, ReceiptApi
from prisons.views import departures, dossiers, lists, rosters

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
    path("inmates/<int:pk>/departure/", departures.leave, name="leave"),
    path("inmates/<int:pk>/return/", departures.come_back, name="come_back"),
    path("inmates/transfers/", departures.transfers, name="transfers"),
    path("inmates/transfers/<int:pk>/", departures.transfer, name="transfer"),
    path("api/v1/inmates/", api, name="api"),
    path("api/v1/inmates/<int:pk>/departure/", DepartureApi.as_view(), name="api_leave"),
    path("api/v1/transfers/<int:pk>/receipt/", ReceiptApi.as_view(), name="api_receive"),
]
