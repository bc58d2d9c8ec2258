"""What a person may have done here, all by the actions of the product."""

import io
import json
from datetime import timedelta
from random import Random
from zipfile import ZipFile

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.core.files.base import ContentFile
from django.core.mail import EmailMessage

from tests import worlds
from widya.accounts.actions import change_identifier, keep_photo
from widya.accounts.devices import DEVICE_KEY
from widya.accounts.models import Acceptance
from widya.accounts.sessions import SessionStore
from widya.assessment.actions import save_answer, start_attempt, submit_attempt
from widya.assessment.models import ExtraTime, LateAnswer
from widya.catalog.queries import course_outline
from widya.certificates.actions import render_certificate
from widya.certificates.mails import tell_holder
from widya.certificates.models import Certificate
from widya.imports.models import Import, ImportRow
from widya.learning.actions import add_favourite, complete_element, enrol, write_review
from widya.learning.models import Watching
from widya.notifications.actions import keep_mail, refuse_topic
from widya.notifications.models import Topic
from widya.privacy.actions import note_access, request_copy
from widya.privacy.models import AccessEntry, DataCopy

NOW = worlds.NOW
LATER = NOW + timedelta(minutes=5)
OFFICER = "Petugas Pengelola"


def two_people():
    """Return a site, Siti and Budi."""
    return worlds.make_site(), make_person("siti"), make_person("budi")


def two_pasts():
    """Let both do everything, each in courses of their own; return the site and them."""
    site, *people = two_people()
    for person in people:
        give_past(person, site)
    return site, *people


def make_person(username):
    """Return Siti, whose rank is known, or Budi."""
    fields = {
        "siti": {"name": "Siti Rahmawati", "position": "Penyuluh Siti", "rank": "III/a"},
        "budi": {"name": "Budi Santoso", "position": "Penyuluh Budi"},
    }
    return worlds.make_user(username, **fields[username])


def give_past(user, site):
    """Let the person register a past; its courses and texts bear the user name."""
    mark = user.username
    course, exam = _course(site, mark)
    _pass(user, course, exam)
    add_favourite(user, worlds.make_course(site, title=f"Favorit {mark}", topics=0), now=NOW)
    _identifiers_and_addresses(user)
    _traces(user, site)


def _course(site, mark):
    course = worlds.make_course(site, title=f"Pelatihan {mark}", topics=1)
    bank = worlds.make_bank(f"Bank {mark}")
    return course, worlds.make_exam(course, bank=bank, draw_count=4)


def _pass(user, course, exam):
    enrolment = enrol(user, course, now=NOW)
    for element in course_outline(course.pk).required:
        complete_element(enrolment, element.id, now=NOW)
    attempt = start_attempt(user, exam, now=NOW, rng=Random(1))
    for position in range(1, 5):
        save_answer(user, attempt.uuid, position, choices=[0], is_doubtful=False, now=NOW)
    submit_attempt(user, attempt.uuid, now=LATER)
    LateAnswer.objects.create(
        attempt=attempt, position=1, choices=[1], made_at=NOW, received_at=LATER, reason=user.name
    )
    ExtraTime.objects.create(user=user, minutes=10, reason=f"Tangan {user.username} patah")
    write_review(enrolment, stars=4, text=f"Kata {user.username}", now=LATER)
    lesson = course_outline(course.pk).required[0].id
    Watching.objects.create(
        enrolment=enrolment, lesson_id=lesson, ranges=[[0, 7]], watched_seconds=7, updated_at=NOW
    )
    certificate = render_certificate(Certificate.objects.get(enrolment=enrolment))
    tell_holder(certificate, now=LATER)
    refuse_topic(user, Topic.DUTY)


def _identifiers_and_addresses(user):
    old = user.username
    change_identifier(user, kind="username", value=f"{old}-baru", by=None, now=NOW)
    EmailAddress.objects.create(user=user, email=f"{old}@lain.example", verified=True)
    device = {"user_agent": f"Peramban {old}", "ip": "10.0.0.1", "since": NOW.isoformat()}
    session = SessionStore()
    login = {SESSION_KEY: str(user.pk), HASH_SESSION_KEY: user.get_session_auth_hash()}
    session.update({**login, DEVICE_KEY: device})
    session.save()
    facts = {"name": user.name, "email": f"{old}@sso.example", "nip": ""}
    SocialAccount.objects.create(user=user, provider="https://sso.id", uid=old, extra_data=facts)
    Acceptance.objects.create(user=user, title=f"Ketentuan {old}", accepted_at=NOW)
    keep_photo(user, b"gambar " + old.encode())


def _traces(user, site):
    first = user.email.split("@")[0]
    keep_mail(EmailMessage(f"Perihal {first}", "Isi", to=[user.email]), now=NOW)
    found = Import.objects.create(
        site=site,
        kind="users",
        filename=f"pegawai-{first}.xlsx",
        language="id",
        uploaded_at=NOW,
        advanced_at=NOW,
    )
    cells = {"identifier": user.username, "name": user.name, "email": user.email}
    ImportRow.objects.create(source=found, line=2, cells=cells)
    officer = worlds.make_user(f"petugas-{first}", name=f"{OFFICER} {first}")
    kind = AccessEntry.Kind.CHANGED
    note_access(user, actor=officer, kind=kind, fields=["position"], now=NOW)


def ask(user, site, *, language="id", now=NOW):
    """Ask for a copy; return its row."""
    return request_copy(user, site=site, language=language, now=now)


def ready_copy(user, site, *, now=NOW):
    """Return a copy that is ready, with a file that is not worth reading."""
    copy = ask(user, site, now=now)
    copy.file.save("data-saya.zip", ContentFile(b"rahasia"), save=False)
    copy.state, copy.ready_at = DataCopy.State.READY, now
    copy.expires_at = now + timedelta(days=7)
    copy.save()
    return copy


def unpack(content):
    """Return the archive's JSON as data, its page as text, and the names of its files."""
    with ZipFile(io.BytesIO(content)) as archive:
        data = json.loads(archive.read("data-saya.json"))
        return data, archive.read("data-saya.html").decode(), archive.namelist()
