from django.urls import path

from procuratorate.desk import design

app_name = "design"
urlpatterns = [
    path("", design.components, name="components"),
    path("error/<int:status>/", design.error, name="error"),
    path("login/", design.login, name="login"),
    path("search/", design.results, name="results"),
]
