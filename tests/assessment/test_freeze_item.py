import pytest

from tests.worlds import NOW, make_item, make_user
from widya.assessment.actions import freeze_item
from widya.assessment.models import ItemBank, ItemRevision


@pytest.fixture
def item(db):
    return make_item(ItemBank.objects.create(name="Bank"), "Apa itu pelayanan?")


def test_freeze_item_keeps_what_is_asked_and_what_is_right(item):
    revision = item.revisions.get()
    assert (revision.number, revision.kind, revision.stem) == (1, "single", "Apa itu pelayanan?")
    assert revision.choices == [f"{letter}. Apa itu pelayanan?" for letter in "ABCD"]
    assert revision.key == [0]


def test_freeze_item_again_makes_no_revision_when_nothing_changed(item):
    assert freeze_item(item, by=None, now=NOW) == item.revisions.get()


@pytest.mark.parametrize("change", ["stem", "explanation", "kind"])
def test_freeze_item_makes_a_revision_when_a_field_changed(item, change):
    setattr(item, change, "multiple" if change == "kind" else "Lain")
    item.save()
    author = make_user("penulis")
    revision = freeze_item(item, by=author, now=NOW)
    assert (revision.number, revision.created_by) == (2, author)


def test_freeze_item_makes_a_revision_when_the_key_changed(item):
    first, second, *_ = item.choices.all()
    first.is_right, second.is_right = False, True
    item.choices = [first, second]
    item.save()
    revision = freeze_item(item, by=None, now=NOW)
    assert (revision.number, revision.key) == (2, [1])
    assert ItemRevision.objects.get(number=1).key == [0]
