from django.urls import path

from detention.api import FeedApi
from detention.views import committals, deliveries, feeds, findings, stays, wall

app_name = "detention"
urlpatterns = [
    path("detainees/", wall.wall, name="wall"),
    path("detainees/admit/", wall.admission, name="admit"),
    path("detainees/cells/", wall.cell_list, name="cells"),
    path("detainees/findings/", findings.finding_list, name="findings"),
    path("detainees/findings/<int:pk>/settle/", findings.settle, name="settle"),
    path("detainees/findings/<int:pk>/refer/", findings.refer, name="refer_finding"),
    path("detainees/findings/notice/", findings.begin_notice, name="begin_notice"),
    path("detainees/feed/upload/", deliveries.upload, name="upload"),
    path("detainees/feed/template/", deliveries.template, name="template"),
    path("detainees/feed/deliveries/<int:pk>/", deliveries.delivery, name="delivery"),
    path("detainees/feed/deliveries/<int:pk>/file/", deliveries.returned, name="returned"),
    path("detainees/feed/deliveries/<int:pk>/commit/", deliveries.commit, name="commit"),
    path("detainees/feed/deliveries/<int:pk>/discard/", deliveries.discard, name="discard"),
    path("detainees/feed/", feeds.feed_list, name="feeds"),
    path("detainees/feed/<int:centre_id>/propose/", feeds.propose, name="propose_list"),
    path("detainees/feed/<int:centre_id>/<str:day>/", feeds.feed_day, name="feed"),
    path("detainees/feed/lists/<int:pk>/sign/", feeds.sign, name="sign_list"),
    path("detainees/<int:pk>/", stays.detainee_page, name="detainee"),
    path("detainees/<int:pk>/deliver/", committals.send, name="deliver"),
    path("committals/", committals.committal_list, name="committals"),
    path("committals/<int:pk>/", committals.committal_page, name="committal"),
    path("committals/<int:pk>/<slug:act>/", committals.committal_act, name="committal_act"),
    path("detainees/<int:pk>/draft-notice/", stays.draft_notice, name="draft_notice"),
    path("detainees/<int:pk>/<slug:act>/", stays.detainee_act, name="act"),
    path("api/v1/detainees/feed/", FeedApi.as_view(), name="api_feed"),
]
