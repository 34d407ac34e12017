"""Pages of joint meetings."""

from django.urls import path

from meetings.views import follow_ups, index, meeting, minutes, room

app_name = "meetings"
urlpatterns = [
    path("meetings/", index.index, name="index"),
    path("meetings/new/", index.found, name="found"),
    path("meetings/series/<int:pk>/plan/", index.plan, name="plan"),
    path("meetings/follow-ups/", follow_ups.index, name="follow_ups"),
    path("meetings/follow-ups/<int:pk>/<slug:act>/", follow_ups.act, name="follow_up"),
    path("meetings/<int:pk>/", meeting.show, name="meeting"),
    path("meetings/<int:pk>/items/", meeting.item, name="item"),
    path("meetings/<int:pk>/people/", meeting.person, name="person"),
    path("meetings/items/<int:pk>/<slug:act>/", meeting.change, name="change_item"),
    path("meetings/<int:pk>/steps/<slug:act>/", meeting.step, name="step"),
    path("meetings/<int:pk>/room/", room.room, name="room"),
    path("meetings/items/<int:pk>/note", room.note, name="note"),
    path("meetings/people/<int:pk>/note", room.attend, name="attend"),
    path("meetings/<int:pk>/minutes/", minutes.minutes, name="minutes"),
    path("meetings/<int:pk>/minutes/sheet/", minutes.sheet, name="sheet"),
    path("meetings/<int:pk>/remarks/", minutes.remark, name="remark"),
    path("meetings/remarks/<int:pk>/answer/", minutes.answer, name="answer"),
]
