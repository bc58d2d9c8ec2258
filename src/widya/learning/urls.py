"""Addresses of the app."""

from django.urls import path, re_path

from widya.learning.views import enrolling, favourites, lessons, media, reviews

app_name = "learning"
urlpatterns = [
    path("<int:page_id>/", lessons.page, name="page"),
    path("video/<uuid:uuid>/", media.video, name="video"),
    path("video/<uuid:uuid>/takarir/", media.captions, name="captions"),
    path("video/<uuid:uuid>/aliran/", media.stream, name="stream"),
    re_path(
        r"^aliran/(?P<folder>[0-9a-f]{32})/(?P<ticket>[\w:-]+)/(?P<name>\w+\.(?:m3u8|mp4))$",
        media.stream_file,
        name="stream_file",
    ),
    path("<slug:slug>/", lessons.course, name="course"),
    path("<slug:slug>/deskripsi/", lessons.description, name="description"),
    path("<slug:slug>/daftar/", enrolling.enrol, name="enrol"),
    path("<slug:slug>/favorit/", favourites.favourite, name="favourite"),
    path("<slug:slug>/favorit/hapus/", favourites.unfavourite, name="unfavourite"),
    path("<slug:slug>/ulasan/", reviews.review, name="review"),
    path("<slug:slug>/<int:element_id>/", lessons.element, name="element"),
    path("<slug:slug>/<int:element_id>/selesai/", lessons.complete, name="complete"),
    path("<slug:slug>/<int:element_id>/tontonan/", lessons.watching, name="watching"),
]
