"""Routes of recusal and of sealed records."""

from django.urls import URLPattern, path

from procuratorate.custody.views import recusals, sealed

app_name = "custody"
urlpatterns: list[URLPattern] = [
    path("recusals/", recusals.recusals, name="recusals"),
    path("recusals/<int:pk>/decide/", recusals.decide, name="decide"),
    path("persons/<int:pk>/recuse/", recusals.recuse, name="recuse"),
    path("sealed/", sealed.queries, name="sealed"),
    path("sealed/ask/<int:pk>/", sealed.ask, name="ask_sealed"),
    path("sealed/<int:pk>/decide/", sealed.decide, name="decide_sealed"),
    path("sealed/<int:pk>/look/", sealed.look, name="look_sealed"),
]
