from django.urls import path

from procuratorate.documents import views

app_name = "documents"
urlpatterns = [
    path("papers/", views.papers, name="papers"),
    path("papers/<int:pk>/", views.paper, name="paper"),
    path("papers/<int:pk>/sheet/", views.sheet, name="sheet"),
    path("papers/<int:pk>/pdf/", views.pdf, name="pdf"),
    path("papers/<int:pk>/print/", views.print_again, name="print"),
    path("verify/", views.verify, name="verify"),
    path("verify/<slug:code>/", views.verify, name="verify_code"),
]
