"""Who somebody is at a provider; pure, no Django."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

NIP = re.compile(r"\d{18}")
SEPARATORS = re.compile(r"[\s.\-]")
MOST_SUBJECT_CHARACTERS = 191


@dataclass(frozen=True, slots=True)
class Identity:
    """A person at a provider.

    Attributes:
        issuer, subject: what identifies the person, for ever.
        email: an address that the provider has verified; empty without one.
        nip: 18 digits; empty without one.
    """

    issuer: str
    subject: str
    name: str = ""
    email: str = ""
    nip: str = ""

    @property
    def facts(self) -> dict[str, str]:
        """What is kept of the person beside the identity itself."""
        return {"name": self.name, "email": self.email, "nip": self.nip}


def facts_in(claims: Mapping[str, Any], *, nip_claim: str) -> dict[str, str]:
    """Return the name, the verified e-mail address and the NIP that the claims tell."""
    return {
        "name": _text(claims.get("name"))[:160],
        "email": _text(claims.get("email"))[:254] if is_verified(claims) else "",
        "nip": nip_in(claims.get(nip_claim)) if nip_claim else "",
    }


def is_verified(claims: Mapping[str, Any]) -> bool:
    """Tell whether the provider vouches for the address; some say so by a text."""
    return claims.get("email_verified") in (True, "true")


def nip_in(claim: Any) -> str:
    """Return the 18 digits of a NIP; empty for anything else."""
    digits = SEPARATORS.sub("", _text(claim))
    return digits if NIP.fullmatch(digits) else ""


def masked_nip(nip: str) -> str:
    """Return enough of a NIP for its owner to know it by."""
    return f"{nip[:4]} •••• •••• {nip[-3:]}"


def masked_email(email: str) -> str:
    """Return enough of an address for its owner to know it by."""
    name, _, domain = email.partition("@")
    return f"{name[:1]}•••@{domain}"


def _text(claim: Any) -> str:
    return claim.strip() if isinstance(claim, str) else ""
