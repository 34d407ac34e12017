from django.urls import path

from procuratorate.community import views

app_name = "community"
urlpatterns = [
    path("community/", views.index, name="index"),
    path("community/new/", views.new, name="new"),
    path("community/property/", views.property_list, name="property"),
    path("community/property/<int:pk>/ask/", views.ask, name="ask"),
    path("community/letters/<int:pk>/answer/", views.answer, name="answer"),
    path("community/<int:pk>/", views.subject_page, name="subject"),
    path("community/<int:pk>/record/", views.record, name="record"),
]
