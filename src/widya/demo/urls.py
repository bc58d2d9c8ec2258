"""Addresses that exist in the demonstration only."""

from django.urls import path

from widya.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.mails, name="mails"),
    path("<slug:name>/", views.mail, name="mail"),
    path("<slug:name>/html/", views.mail_html, name="mail_html"),
]
