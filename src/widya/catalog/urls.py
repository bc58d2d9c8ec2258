"""Addresses of the app; those of the catalogue and its courses are as in the tree."""

from django.urls import path

from widya.catalog import views
from widya.catalog.models import CATALOGUE_SLUG

app_name = "catalog"
urlpatterns = [
    path(f"{CATALOGUE_SLUG}/", views.catalogue, name="catalogue"),
    path(f"{CATALOGUE_SLUG}/<slug:slug>/", views.course, name="course"),
    path("katalog/sampul/<int:course_id>-<slug:digest>.svg", views.cover, name="cover"),
    path("katalog/cuplikan/<uuid:uuid>/", views.preview_video, name="preview_video"),
    path("katalog/cuplikan/<uuid:uuid>/takarir/", views.preview_captions, name="preview_captions"),
]
