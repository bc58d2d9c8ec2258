"""What is believed of claims."""

import pytest

from widya.sso.identity import facts_in

NIP = "199001012015031001"


@pytest.mark.parametrize(
    ("claims", "facts"),
    [
        ({"email": "a@b.id", "email_verified": True}, {"email": "a@b.id"}),
        ({"email": "a@b.id", "email_verified": "true"}, {"email": "a@b.id"}),
        ({"email": "a@b.id", "email_verified": "false"}, {}),
        ({"email": "a@b.id", "email_verified": 1.5}, {}),
        ({"email": "a@b.id"}, {}),
        ({"email": ["a@b.id"], "email_verified": True}, {}),
        ({"nip": " 19900101 201503 1 001 "}, {"nip": NIP}),
        ({"nip": "19900101.201503-1-001"}, {"nip": NIP}),
        ({"nip": NIP + "9"}, {}),
        ({"nip": int(NIP)}, {}),
        ({"nip": None}, {}),
        ({"name": " Siti "}, {"name": "Siti"}),
        ({"name": {"given": "Siti"}}, {}),
    ],
)
def test_only_what_is_well_formed_and_verified_is_a_fact(claims, facts):
    nothing = {"name": "", "email": "", "nip": ""}
    assert facts_in(claims, nip_claim="nip") == {**nothing, **facts}


def test_the_claim_with_the_nip_is_the_sites_choice():
    assert facts_in({"employee": NIP}, nip_claim="employee")["nip"] == NIP
    assert facts_in({"": NIP, "nip": NIP}, nip_claim="")["nip"] == ""
