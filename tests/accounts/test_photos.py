"""Photos of people: drawn anew, square, without what else the file held (B18)."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests import worlds
from widya.accounts.models import User
from widya.accounts.photos import PhotoError, square_photo

PHOTO, PROFILE = "/akun/profil/foto/", "/akun/profil/"
MIDDLE = {"across": 50, "down": 50, "zoom": 100}
RED, BLUE = (200, 0, 0), (0, 0, 200)
ORIENTATION, MAKER = 0x0112, 0x010F


def picture(kind="JPEG", size=(60, 30), **options):
    """Return a picture, red on the left and blue on the right."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (size[0] // 2, 0, *size))
    buffer = BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def opened(content):
    return Image.open(BytesIO(content))


def colour(content):
    """Return whether the middle of the photo is red or blue."""
    red, _, blue = opened(content).convert("RGB").getpixel((128, 128))
    return "red" if red > blue else "blue"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_becomes_a_square_jpeg(kind):
    photo = opened(square_photo(BytesIO(picture(kind)), **MIDDLE))
    assert (photo.format, photo.size) == ("JPEG", (256, 256))


def test_metadata_are_gone_and_the_picture_stands_upright():
    exif = Image.Exif()
    exif[MAKER], exif[ORIENTATION] = "Kamera Rahasia", 3
    content = square_photo(BytesIO(picture(exif=exif)), across=0, down=0, zoom=100)
    assert not opened(content).getexif()
    assert b"Rahasia" not in content
    assert colour(content) == "blue"  # turned by half, what was right is left


@pytest.mark.parametrize(("across", "shown"), [(0, "red"), (100, "blue")])
def test_the_square_lies_where_it_was_put(across, shown):
    content = square_photo(BytesIO(picture()), across=across, down=50, zoom=100)
    assert colour(content) == shown


@given(
    width=st.integers(1, 60),
    height=st.integers(1, 60),
    across=st.integers(0, 100),
    down=st.integers(0, 100),
    zoom=st.integers(100, 300),
)
def test_every_picture_and_square_gives_a_photo(width, height, across, down, zoom):
    content = picture("PNG", (width, height))
    photo = square_photo(BytesIO(content), across=across, down=down, zoom=zoom)
    assert opened(photo).size == (256, 256)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        picture()[:200],
        picture("GIF"),
        b"MZ" * 99,
    ],
    ids=["empty", "svg", "cut off", "gif", "program"],
)
def test_what_is_no_such_picture_is_refused(content):
    with pytest.raises(PhotoError):
        square_photo(BytesIO(content), **MIDDLE)


def test_too_many_pixels_are_refused_before_they_are_drawn():
    content = picture("PNG", (7000, 6000))
    with pytest.raises(PhotoError):
        square_photo(BytesIO(content), **MIDDLE)


@pytest.mark.django_db
class TestProfilePage:
    @pytest.fixture(autouse=True)
    def storage(self, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path
        worlds.make_site()
        return tmp_path

    @pytest.fixture
    def siti(self, client):
        siti = worlds.make_user("siti")
        client.force_login(siti)
        return siti

    def upload(self, client, content=None, **where):
        file = SimpleUploadedFile("../../aku.php", content or picture(), "image/jpeg")
        return client.post(PHOTO, {"photo": file, **MIDDLE, **where})

    def files(self, storage):
        return [path for path in storage.rglob("*") if path.is_file()]

    def test_a_photo_is_kept_under_a_name_of_ours(self, client, siti, storage):
        assert self.upload(client).url == PROFILE
        (file,) = self.files(storage)
        assert file.parent.name == "photos"
        assert file.suffix == ".jpg"
        assert "aku" not in file.name
        assert User.objects.get().photo.url in client.get(PROFILE).text

    def test_another_photo_takes_its_place_and_can_be_removed(self, client, siti, storage):
        self.upload(client)
        first = self.files(storage)
        self.upload(client, across=0)
        assert len(self.files(storage)) == 1
        assert self.files(storage) != first
        client.post(PHOTO, {"remove": "1"})
        assert self.files(storage) == []
        assert not User.objects.get().photo

    @pytest.mark.parametrize(
        ("content", "where", "field"),
        [(b"x", {}, "photo"), (None, {"zoom": 5}, "zoom"), (None, {"across": 101}, "across")],
    )
    def test_what_is_wrong_stands_at_its_field(self, client, siti, content, where, field):
        response = self.upload(client, content, **where)
        assert list(response.context["photo_form"].errors) == [field]

    def test_a_file_of_more_than_5_mb_is_refused(self, client, siti):
        response = self.upload(client, b"x" * (5 * 1024 * 1024 + 1))
        assert "lebih besar dari 5 MB" in response.text
