from django.urls import path

from procuratorate.documents.views import diary, registers
from procuratorate.documents.views import papers as views

app_name = "documents"
urlpatterns = [
    path("papers/", views.papers, name="papers"),
    path("papers/<int:pk>/", views.paper, name="paper"),
    path("papers/<int:pk>/sheet/", views.sheet, name="sheet"),
    path("papers/<int:pk>/pdf/", views.pdf, name="pdf"),
    path("papers/<int:pk>/print/", views.print_again, name="print"),
    path("diary/", diary.today, name="diary"),
    path("registers/", registers.index, name="registers"),
    path("registers/<int:site>/<slug:slug>/", registers.show, name="register"),
    path("registers/<int:site>/<slug:slug>/sheet/", registers.sheet, name="register_sheet"),
    path("registers/<int:site>/<slug:slug>/list.xlsx", registers.export, name="register_export"),
    path("registers/<int:site>/<slug:slug>/freeze/", registers.freeze, name="register_freeze"),
    path("registers/<int:site>/<slug:slug>/continue/", registers.extend, name="register_continue"),
    path("registers/<int:site>/<slug:slug>/lines/<slug:key>/", registers.line, name="register_line"),
    path("registers/<int:site>/<slug:slug>/lines/<slug:key>/strike/", registers.strike, name="register_strike"),
    path("verify/", views.verify, name="verify"),
    path("verify/<slug:code>/", views.verify, name="verify_code"),
]
