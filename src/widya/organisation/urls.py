"""Addresses of the app."""

from django.urls import path

from widya.organisation import views

app_name = "organisation"
urlpatterns = [
    path("tema/<slug:version>.css", views.theme, name="theme"),
    path("unit/", views.units, name="units"),
]
