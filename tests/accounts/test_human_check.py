"""The two human checks: each proof is good for one attempt."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO

import altcha
import pytest
from PIL import Image

from tests import worlds
from tests.accounts.doors import errors, picture, sign_in, ticked_box
from widya.accounts import human_check, pictures

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
    check["human_check_1"] = f" {check['human_check_1'].lower()} "
    assert list(errors(sign_in(client, "budi", check=check))) == ["login"]


def test_a_picture_is_good_for_ten_minutes(client, site, monkeypatch):
    early, late, now = picture(), picture(), time.time()
    monkeypatch.setattr(time, "time", lambda: now + 599)
    assert list(errors(sign_in(client, "budi", check=early))) == ["login"]
    monkeypatch.setattr(time, "time", lambda: now + 602)
    assert errors(sign_in(client, "budi", check=late)) == INVALID_PICTURE


def test_of_many_requests_with_one_picture_one_passes(client, site):
    key = pictures.new_picture()
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(pictures.redeem, [key] * 8, [pictures.signs_of(key)] * 8))
    assert results.count(True) == 1


@pytest.mark.parametrize("written", ["{}=", "{}!", "{}\u0131", "x{}", "x"])
def test_a_key_that_was_written_otherwise_is_no_way_to_answer_again(client, site, written):
    check = picture()
    sign_in(client, "budi", check=check)
    again = {**check, "human_check_0": written.format(check["human_check_0"])}
    assert errors(sign_in(client, "budi", check=again)) == INVALID_PICTURE


def test_a_key_does_not_tell_what_the_picture_shows():
    key = pictures.new_picture()
    assert pictures.signs_of(key) not in key
    assert len({pictures.signs_of(pictures.new_picture()) for _ in range(20)}) > 15


def test_the_page_after_a_wrong_answer_shows_a_new_picture(client, site):
    check = picture()
    page = sign_in(client, check={**check, "human_check_1": "salah"}).text
    key = re.search(r'name="human_check_0" value="([^"]+)"', page)[1]
    assert f'src="/akun/captcha/{key}.png"' in page
    assert pictures.signs_of(key)
    assert check["human_check_0"] not in page


def test_a_picture_is_drawn_for_those_who_wait_for_it_only(client, site):
    response = client.get(f"/akun/captcha/{pictures.new_picture()}.png")
    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["Cache-Control"] == "private, max-age=600"
    assert Image.open(BytesIO(response.content)).size == (200, 70)


def test_two_pictures_of_the_same_signs_differ():
    assert pictures.draw("ABCDE") != pictures.draw("ABCDE")


def test_what_is_no_key_shows_no_picture(client, site):
    assert client.get("/akun/captcha/tebakan.png").status_code == 404


def test_another_picture_is_told_with_its_address(client, site):
    response = client.get("/akun/captcha/")
    told = response.json()
    assert client.get(told["image_url"]).status_code == 200
    assert pictures.redeem(told["key"], pictures.signs_of(told["key"]))
    assert "no-store" in response.headers["Cache-Control"]


def test_a_pictures_signs_are_hard_to_confuse():
    text = "".join(pictures.signs_of(pictures.new_picture()) for _ in range(200))
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
