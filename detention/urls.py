from django.urls import path

from detention.views import feeds, findings, stays, wall

app_name = "detention"
urlpatterns = [
    path("detainees/", wall.wall, name="wall"),
    path("detainees/admit/", wall.admission, name="admit"),
    path("detainees/cells/", wall.cell_list, name="cells"),
    path("detainees/findings/", findings.finding_list, name="findings"),
    path("detainees/findings/<int:pk>/settle/", findings.settle, name="settle"),
    path("detainees/feed/", feeds.feed_list, name="feeds"),
    path("detainees/feed/<int:centre_id>/propose/", feeds.propose, name="propose_list"),
    path("detainees/feed/<int:centre_id>/<str:day>/", feeds.feed_day, name="feed"),
    path("detainees/feed/lists/<int:pk>/sign/", feeds.sign, name="sign_list"),
    path("detainees/<int:pk>/", stays.detainee_page, name="detainee"),
    path("detainees/<int:pk>/draft-notice/", stays.draft_notice, name="draft_notice"),
    path("detainees/<int:pk>/<slug:act>/", stays.detainee_act, name="act"),
]
