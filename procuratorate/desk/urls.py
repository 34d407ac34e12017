from django.urls import path

from procuratorate.desk import interface, views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("desk/", views.desk, name="desk"),
    path("help/", views.guide, name="help"),
    path("search/", views.search, name="search"),
    path("interface/", interface.page, name="interface"),
    path("interface/openapi.json", interface.schema, name="schema"),
    path("api/v1/schema/", interface.api_schema, name="api_schema"),
]
