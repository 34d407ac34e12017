from django.urls import path

from procuratorate.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("desk/", views.desk, name="desk"),
    path("help/", views.guide, name="help"),
    path("search/", views.search, name="search"),
]
