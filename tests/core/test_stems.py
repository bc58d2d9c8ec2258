"""Indonesian words and their stems."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widya.core.stems import clean_query, forms_of, occurs, stems_in, stems_of, words_in


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("melayani", "pelayanan"),
        ("dilayani", "layanan"),
        ("masyarakat", "pemasyarakatan"),
        ("kemasyarakatan", "pemasyarakatan"),
        ("menulis", "tulis"),
        ("penulisan", "tulis"),
        ("mengirim", "pengiriman"),
        ("kirim", "pengiriman"),
        ("memilih", "pemilihan"),
        ("menyusun", "penyusunan"),
        ("periksa", "pemeriksaan"),
        ("penindakan", "tindak"),
        ("tindakan", "menindak"),
        ("pendidikan", "mendidik"),
        ("mengawasi", "pengawasan"),
        ("imigrasi", "keimigrasian"),
        ("permasalahan", "masalah"),
        ("pegawai", "kepegawaian"),
        ("peraturan", "diatur"),
        ("sertifikatnya", "bersertifikat"),
    ],
)
def test_forms_of_a_word_share_a_stem(one, other):
    assert set(stems_of(one)) & set(stems_of(other))


@pytest.mark.parametrize(
    ("one", "other"), [("hukum", "hakim"), ("ujian", "belajar"), ("paspor", "visa")]
)
def test_other_words_share_none(one, other):
    assert not set(stems_of(one)) & set(stems_of(other))


def test_words_are_cut_at_hyphens_and_those_that_say_nothing_are_left_out():
    text = "Undang-Undang Nomor 22 Tahun 2022 tentang Pemasyarakatan"
    expected = ["undang", "undang", "nomor", "22", "tahun", "2022", "pemasyarakatan"]
    assert list(words_in(text)) == expected


def test_a_longer_word_stands_for_a_beginning_too():
    assert forms_of("paspor") == ["paspor*"]
    assert forms_of("uji") == ["uji"]


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("", True),
        ("sertifikat", True),
        ("mengunduh", True),
        ("sertif", True),
        ("sertifikat ujian", False),
        ("di mana", True),
    ],
)
def test_a_text_is_found_by_all_words_of_the_query(query, is_found):
    assert occurs(query, ["Di mana sertifikat saya?", "Unduhan ada di menu."]) is is_found


@given(st.text())
def test_stems_are_letters_and_digits_whatever_is_typed(text):
    assert all(stem.isascii() and stem.isalnum() for stem in stems_in([text]))


@given(st.text())
def test_a_cleaned_query_is_printable_and_short(text):
    cleaned = clean_query(text)
    assert cleaned.isprintable()
    assert len(cleaned) <= 100
