"""Routes of recusal."""

from django.urls import URLPattern, path

from procuratorate.custody import views

app_name = "custody"
urlpatterns: list[URLPattern] = [
    path("recusals/", views.recusals, name="recusals"),
    path("recusals/<int:pk>/decide/", views.decide, name="decide"),
    path("persons/<int:pk>/recuse/", views.recuse, name="recuse"),
]
