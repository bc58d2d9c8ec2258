"""The two human checks: each proof is good for one attempt."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import altcha
import pytest
from captcha.models import CaptchaStore
from django.utils import timezone

from tests import worlds
from tests.accounts.doors import errors, picture, sign_in, ticked_box
from widya.accounts import human_check
from widya.accounts.captcha import random_challenge
from widya.accounts.tasks import remove_old_pictures

INVALID_BOX = {"human_check": ["Validasi Gagal! Coba Lagi!"]}
INVALID_PICTURE = {"human_check": ["Kode tidak cocok dengan gambar. Coba gambar yang baru."]}


@pytest.fixture
def site(db):
    return worlds.make_site()


def test_a_picture_is_good_once(client, site):
    check = picture()
    assert list(errors(sign_in(client, "budi", check=check))) == ["login"]
    assert errors(sign_in(client, "budi", check=check)) == INVALID_PICTURE


def test_a_wrong_answer_uses_the_picture_up(client, site):
    check = picture()
    assert errors(sign_in(client, check={**check, "human_check_1": "salah"})) == INVALID_PICTURE
    assert errors(sign_in(client, check=check)) == INVALID_PICTURE


def test_the_answer_may_be_in_any_case_and_with_spaces_around(client, site):
    check = picture()
    check["human_check_1"] = f" {check['human_check_1'].upper()} "
    assert list(errors(sign_in(client, "budi", check=check))) == ["login"]


def test_an_old_picture_is_refused_and_cleared_away(client, site):
    check = picture()
    CaptchaStore.objects.update(expiration=timezone.now() - timedelta(seconds=1))
    assert errors(sign_in(client, check=check)) == INVALID_PICTURE
    old = picture()["human_check_0"]
    CaptchaStore.objects.filter(hashkey=old).update(expiration=timezone.now())
    new = picture()["human_check_0"]
    remove_old_pictures()
    left = CaptchaStore.objects.values_list("hashkey", flat=True)
    assert new in left
    assert old not in left


def test_the_page_after_a_wrong_answer_shows_a_new_picture(client, site):
    check = picture()
    page = sign_in(client, check={**check, "human_check_1": "salah"}).text
    new = CaptchaStore.objects.get()
    assert f"/captcha/image/{new.hashkey}/" in page
    assert check["human_check_0"] not in page


def test_a_picture_is_drawn(client, site):
    response = client.get(f"/captcha/image/{picture()['human_check_0']}/")
    assert response.headers["Content-Type"] == "image/png"


def test_a_pictures_signs_are_hard_to_confuse():
    text = "".join(random_challenge()[0] for _ in range(200))
    assert not set(text) & set("0OQ1IL2Z5S8BG6") - set("BLSZ")


def test_a_ticked_box_is_good_once(client, site):
    check = ticked_box(client)
    assert list(errors(sign_in(client, "budi", check=check))) == ["login"]
    assert errors(sign_in(client, "budi", check=check)) == INVALID_BOX


def test_of_many_requests_with_one_solution_one_passes(client, site):
    solution = ticked_box(client)["human_check"]
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(human_check.redeem_solution, [solution] * 8))
    assert results.count(True) == 1


def test_a_box_that_is_not_ticked_fails(client, site):
    assert errors(sign_in(client, check={"check": "checkbox"})) == INVALID_BOX


@pytest.mark.parametrize(
    "payload", ["", "x", "e30=", "bnVsbA==", "W10=", "%%%", "eyJjaGFsbGVuZ2UiOjF9"]
)
def test_what_is_no_solution_is_refused(payload):
    assert not human_check.redeem_solution(payload)


def test_a_puzzle_of_ones_own_is_refused(client, site):
    own = altcha.create_challenge("SHA-256", 1, key_prefix="", hmac_secret="tebakan")
    payload = altcha.Payload(own, altcha.solve_challenge(own)).to_base64()
    assert not human_check.redeem_solution(payload)


def test_an_easier_puzzle_than_was_set_is_refused(client, site):
    solved = altcha.Payload.from_base64(ticked_box(client)["human_check"])
    solved.challenge.parameters.key_prefix = ""
    assert not human_check.redeem_solution(solved.to_base64())


def test_an_old_solution_is_refused(client, site, monkeypatch):
    monkeypatch.setattr(human_check, "PUZZLE_LIFETIME", timedelta(seconds=-5))
    assert errors(sign_in(client, check=ticked_box(client))) == INVALID_BOX


def test_puzzles_are_never_kept_by_caches(client, site):
    response = client.get("/akun/human-check/")
    assert "no-store" in response.headers["Cache-Control"]
    assert response.json()["parameters"] != client.get("/akun/human-check/").json()["parameters"]
