"""Addresses of the app."""

from django.urls import path

from widya.notifications import views

app_name = "notifications"
urlpatterns = [
    path("", views.choose, name="choose"),
    path("berhenti/<str:token>/", views.unsubscribe, name="unsubscribe"),
]
