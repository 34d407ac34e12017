"""Every route of the product. tests/matrix walks this: a route without a line there fails the build."""

from django.conf import settings
from django.urls import include, path

handler400 = "procuratorate.desk.errors.bad_request"
handler403 = "procuratorate.desk.errors.forbidden"
handler404 = "procuratorate.desk.errors.missing"
handler500 = "procuratorate.desk.errors.broken"

urlpatterns = [
    path("", include("procuratorate.desk.urls")),
    path("", include("meetings.urls")),
    path("", include("commutation.urls")),
    path("", include("prisons.urls")),
    path("", include("detention.urls")),
    path("", include("procuratorate.community.urls")),
    path("", include("procuratorate.incidents.urls")),
    path("", include("procuratorate.screening.urls")),
    path("", include("procuratorate.notices.urls")),
    path("", include("procuratorate.dispatch.urls")),
    path("", include("procuratorate.documents.urls")),
    path("", include("procuratorate.deadlines.urls")),
    path("", include("procuratorate.custody.urls")),
    path("", include("procuratorate.work.urls")),
    path("", include("procuratorate.organs.urls")),
]
if settings.DEBUG:
    urlpatterns.append(path("design/", include("procuratorate.desk.design_urls")))
