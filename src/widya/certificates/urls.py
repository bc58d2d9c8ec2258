"""Addresses of the app."""

from django.urls import path

from widya.certificates import views

app_name = "certificates"
urlpatterns = [
    path("<uuid:uuid>/", views.certificate, name="certificate"),
    path("<uuid:uuid>/gambar/", views.picture, name="picture"),
    path("<uuid:uuid>/unduh/", views.file, name="file"),
    path("<str:code>/", views.unknown, name="unknown"),
]
