"""Addresses of the app."""

from django.urls import path

from widya.accounts import views

app_name = "accounts"
urlpatterns = [
    path("profil/", views.profile, name="profile"),
    path("profil/foto/", views.photo, name="photo"),
    path("profil/email/", views.change_email, name="change_email"),
    path("pengaturan/", views.SettingsView.as_view(), name="settings"),
    path("pengaturan/perangkat-lain/keluar/", views.end_other_sessions, name="end_other_sessions"),
    path("captcha/", views.another_picture, name="another_picture"),
    path("captcha/<str:key>.png", views.picture, name="picture"),
    path("human-check/", views.human_check, name="human_check"),
]
