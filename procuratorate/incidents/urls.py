from django.urls import path

from procuratorate.incidents.views import bundles, incidents, lists, recordings

app_name = "incidents"
urlpatterns = [
    path("incidents/", lists.index, name="incidents"),
    path("incidents/report/<slug:kind>/", lists.report, name="report"),
    path("incidents/<int:pk>/", incidents.show, name="incident"),
    path("incidents/<int:pk>/sealed/", incidents.sealed, name="sealed"),
    path("incidents/<int:pk>/recordings/", recordings.add, name="add_recording"),
    path("incidents/<int:pk>/notice/", incidents.notice, name="notice"),
    path("incidents/<int:pk>/bundle/", bundles.bundle, name="bundle"),
    path("incidents/<int:pk>/bundle/<int:job>/", bundles.bound, name="bundle_file"),
    path("incidents/<int:pk>/files/<int:act>/", bundles.file, name="file"),
    path("incidents/<int:pk>/<slug:act>/", incidents.act, name="act"),
    path("recordings/<int:pk>/", recordings.show, name="recording"),
    path("recordings/<int:pk>/export/", recordings.export, name="export_recording"),
    path("recordings/<int:pk>/play/<int:viewing>/", recordings.play, name="play"),
]
