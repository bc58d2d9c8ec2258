"""Addresses of the app."""

from django.urls import path

from widya.assessment import api, views

app_name = "assessment"
urlpatterns = [
    path("<int:assessment_id>/", views.intro, name="intro"),
    path("<int:assessment_id>/opening/", api.opening, name="opening"),
    path("<int:assessment_id>/pause/", api.pause, name="pause"),
    path("<int:assessment_id>/attempt/", views.start, name="start"),
    path("<uuid:uuid>/", views.attempt, name="attempt"),
    path("<uuid:uuid>/soal/<int:position>/", views.question, name="question"),
    path("<uuid:uuid>/submission/", views.submission, name="submission"),
    path("<uuid:uuid>/hasil/", views.result, name="result"),
    path("<uuid:uuid>/answers/", api.answers, name="answers"),
    path("<uuid:uuid>/answers/<int:position>/", api.answer, name="answer"),
    path("<uuid:uuid>/clock/", api.clock, name="clock"),
]
