"""The product's routes, and the bare views its pages are measured against."""

from django.urls import path

from procuratorate.urls import handler400, handler403, handler404, handler500  # noqa: F401
from procuratorate.urls import urlpatterns as product
from tests.bench import bare

urlpatterns = [
    *product,
    path("bench/<str:table>/<int:organ>/", bare.behind_the_door),
    path("healthz/bare/", bare.before_the_door),
]
