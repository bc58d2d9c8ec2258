"""Addresses of the app."""

from django.urls import path

from widya.privacy import views

app_name = "privacy"
urlpatterns = [
    path("data-saya/", views.data, name="data"),
    path("data-saya/salinan/", views.new_copy, name="new_copy"),
    path("data-saya/salinan/<uuid:uuid>/", views.copy_file, name="copy_file"),
    path("data-saya/hapus/", views.erase, name="erase"),
    path("data-saya/terhapus/", views.erased, name="erased"),
]
