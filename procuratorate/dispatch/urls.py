from django.urls import path

from procuratorate.dispatch import api
from procuratorate.dispatch.views import inbox, packets, receipts, webhooks

app_name = "dispatch"
urlpatterns = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/acknowledge/", inbox.acknowledge_ticked, name="acknowledge-ticked"),
    path("inbox/<int:pk>/", inbox.open_arrival, name="open"),
    path("inbox/<int:pk>/acknowledge/", inbox.acknowledge_one, name="acknowledge"),
    # No slash at the end: the browser's script appends the id of the arrival it was told of.
    path("inbox/arrivals/<slug:shape>/<int:pk>", inbox.arrival, name="arrival"),
    path("sent/", inbox.sent, name="sent"),
    path("sent/<int:pk>/", inbox.open_sent, name="open-sent"),
    path("dispatches/<int:pk>/receipt/", receipts.receipt, name="receipt"),
    path("dispatches/<int:pk>/slip/", receipts.slip_sheet, name="slip"),
    path("dispatches/<int:pk>/scans/", receipts.keep_scan, name="keep-scan"),
    path("dispatches/<int:pk>/scans/<int:scan>/", receipts.scan, name="scan"),
    path("dispatches/<int:pk>/service/", receipts.record_service, name="record-service"),
    path("packets/", packets.packets, name="packets"),
    path("packets/make/", packets.make, name="make-packet"),
    path("packets/take/", packets.take, name="take-packet"),
    path("packets/<int:pk>/", packets.packet, name="packet"),
    path("packets/<int:pk>/file/", packets.download, name="packet-file"),
    path("packets/<int:pk>/receipt/", packets.receipt, name="packet-receipt"),
    path("webhooks/", webhooks.webhooks, name="webhooks"),
    path("webhooks/add/", webhooks.add, name="add-webhook"),
    path("webhooks/<int:pk>/", webhooks.webhook, name="webhook"),
    path("webhooks/<int:pk>/end/", webhooks.end, name="end-webhook"),
    path("webhooks/deliveries/<int:pk>/again/", webhooks.again, name="push-again"),
    path("api/v1/dispatches/", api.Dispatches.as_view(), name="api_list"),
    path("api/v1/dispatches/<int:pk>/", api.OneDispatch.as_view(), name="api_one"),
    path("api/v1/webhooks/", api.Webhooks.as_view(), name="api_webhooks"),
    path("api/v1/deliveries/", api.Deliveries.as_view(), name="api_deliveries"),
    path("api/v1/deliveries/<int:pk>/again/", api.Again.as_view(), name="api_again"),
    path("api/v1/dispatches/<int:pk>/acknowledgement/", api.Acknowledgement.as_view(), name="api_acknowledge"),
]
