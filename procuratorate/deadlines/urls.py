from django.urls import path

from procuratorate.deadlines.views import calendar, clocks

app_name = "deadlines"
urlpatterns = [
    path("deadlines/", clocks.clock_list, name="list"),
    path("deadlines/<int:pk>/", clocks.clock_page, name="clock"),
    path("calendar/", calendar.calendar_page, name="calendar"),
    path("calendar/import/", calendar.import_page, name="import"),
    path("calendar/notices/<int:pk>/", calendar.notice_page, name="notice"),
]
