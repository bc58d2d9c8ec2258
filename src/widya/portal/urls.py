"""Addresses of the app, below ``/dashboard/``."""

from django.urls import path

from widya.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.dashboard, name="dashboard"),
    path("pelatihan/", views.courses, name="courses"),
    path("riwayat-ujian/", views.history, name="history"),
    path("riwayat-ujian/unduh/", views.history_file, name="history_file"),
    path("sertifikat/", views.certificates, name="certificates"),
    path("favorit/", views.favourites, name="favourites"),
]
