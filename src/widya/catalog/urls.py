"""Addresses of the app beside its pages."""

from django.urls import path

from widya.catalog import views

app_name = "catalog"
urlpatterns = [
    path("sampul/<int:course_id>-<slug:digest>.svg", views.cover, name="cover"),
    path("cuplikan/<uuid:uuid>/", views.preview_video, name="preview_video"),
    path("cuplikan/<uuid:uuid>/takarir/", views.preview_captions, name="preview_captions"),
]
