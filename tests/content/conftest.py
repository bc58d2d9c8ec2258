"""Private storage that goes with the test."""

import pytest
from django.core.files.storage import FileSystemStorage, InMemoryStorage, Storage

from widya.content.models import Video

FILE = Video._meta.get_field("file")


@pytest.fixture
def private_folder(monkeypatch, tmp_path):
    """Return the folder where videos lie."""
    monkeypatch.setattr(FILE, "storage", FileSystemStorage(location=tmp_path))
    return tmp_path


class Elsewhere(Storage):
    """A storage on another machine, whose files have no path here."""

    def __init__(self):
        self.files = InMemoryStorage()

    def _open(self, name, mode):
        return self.files.open(name, mode)

    def _save(self, name, content):
        return self.files.save(name, content)

    def exists(self, name):
        return self.files.exists(name)


@pytest.fixture
def _storage_elsewhere(monkeypatch):
    monkeypatch.setattr(FILE, "storage", Elsewhere())
