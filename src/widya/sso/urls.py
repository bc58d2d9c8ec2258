"""Addresses of the app."""

from django.urls import path, re_path

from widya.sso import views

app_name = "sso"
urlpatterns = [
    path("", views.begin, name="begin"),
    path("kembali/", views.callback, name="callback"),
    path("hubungkan/", views.LinkView.as_view(), name="link"),
    path("daftar/", views.register_here, name="register"),
    re_path(
        r"^daftar/(?P<employee_type>internal|external)/$",
        views.RegisterView.as_view(),
        name="register_data",
    ),
    path("identitas/<int:pk>/putuskan/", views.unlink, name="unlink"),
]
