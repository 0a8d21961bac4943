# SPDX-License-Identifier: EUPL-1.2
"""Tokens of a provider: what is believed of them, and what may not be."""

from __future__ import annotations

import hmac
import warnings
from datetime import datetime
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from wijkregie.koppelingen import oidc
from wijkregie.partijen.aanbieders import Aanbieder

A = Aanbieder(1, 1, "Helm", "https://inlog.helm.example", "wijkregie", "", "email", ("hoog",), ("mfa", "otp"))

SLEUTEL = RSAKey.generate_key(2048, {"kid": "een"})
NU = datetime(2026, 3, 2, 9, 0).astimezone()
GOED = {
    "iss": A.issuer, "aud": "wijkregie", "sub": "1", "nonce": "n", "email": "x@helm.example", "amr": ["otp"],
    "iat": int(NU.timestamp()), "exp": int(NU.timestamp()) + 300, "email_verified": True,
}  # fmt: skip


def lees(token: str) -> dict[str, Any]:
    return oidc._controleer(A, token, {"keys": [SLEUTEL.as_dict(private=False)]}, "n", NU)


def teken(claims: dict[str, Any], sleutel: Any = SLEUTEL, alg: str = "RS256") -> str:
    return jwt.encode({"alg": alg, "kid": "een"}, claims, sleutel, algorithms=[alg])


def test_a_good_token_and_what_counts_as_a_second_factor() -> None:
    assert lees(teken(GOED))["email"] == "x@helm.example"
    assert lees(teken({**GOED, "aud": ["wijkregie", "x"], "azp": "wijkregie"}))
    for meer, telt in (
        ({}, True),
        ({"amr": ["pwd"]}, False),
        ({"amr": "otp"}, False),
        ({"amr": ["pwd"], "acr": "hoog"}, True),
        ({"amr": None}, False),
    ):
        assert oidc._uitslag(A, {**GOED, **meer}).tweede_factor is telt


@pytest.mark.parametrize("anders", [{"email_verified": False}, {"email_verified": None}, {"email_verified": "ja"}, {"sub": ""}, {"sub": 7}])
def test_a_mail_address_counts_only_if_the_provider_says_that_it_checked_it(anders: dict[str, Any]) -> None:
    """A provider that does not say so names people by another claim, which nobody there can choose."""
    with pytest.raises(oidc.OidcFout):
        oidc._uitslag(A, {k: w for k, w in {**GOED, **anders}.items() if w is not None})


@pytest.mark.parametrize(
    "anders",
    [
        {"iss": "https://elders.example"}, {"iss": None}, {"aud": "ander"}, {"aud": ["ander"]}, {"aud": ["wijkregie", "x"]},
        {"aud": ["wijkregie", "x"], "azp": "x"},
        {"azp": "x"}, {"nonce": "m"}, {"nonce": None}, {"exp": int(NU.timestamp()) - 3600}, {"exp": None}, {"exp": "morgen"},
        {"iat": int(NU.timestamp()) + 3600}, {"iat": None}, {"sub": None}, {"nbf": int(NU.timestamp()) + 3600},
    ],
)  # fmt: skip
def test_a_wrong_claim(anders: dict[str, Any]) -> None:
    with pytest.raises(oidc.OidcFout):
        lees(teken({k: w for k, w in {**GOED, **anders}.items() if w is not None}))


def test_a_wrong_signature() -> None:
    goed = teken(GOED)
    kop, inhoud, _ = goed.split(".")
    vreemd = RSAKey.generate_key(2048, {"kid": "een"})
    hs = "eyJhbGciOiJIUzI1NiIsImtpZCI6ImVlbiJ9." + inhoud  # signed with what everybody knows: the public key
    met_publiek = f"{hs}.{oidc._b64(hmac.digest(SLEUTEL.as_pem(private=False), hs.encode(), 'sha256'))}"
    for token in (teken(GOED, vreemd), f"{kop}.{inhoud}.", "eyJhbGciOiJub25lIn0." + inhoud + ".", met_publiek, "", "a.b.c", goed[:-4] + "AAAA"):
        with pytest.raises(oidc.OidcFout):
            lees(token)


def test_a_key_that_is_too_short_or_not_to_sign_with_proves_nothing() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        kort = RSAKey.generate_key(1024, {"kid": "een"})
        token = teken(GOED, kort)
    openbaar = SLEUTEL.as_dict(private=False)
    for sleutels in (
        [kort.as_dict(private=False)], [{**openbaar, "use": "enc"}], [{**openbaar, "alg": "HS256"}], [{"kty": "oct", "k": "AAAA", "kid": "een"}],
        [], "x", ["x"],
    ):  # fmt: skip
        with pytest.raises(oidc.OidcFout):
            oidc._controleer(A, token if sleutels == [kort.as_dict(private=False)] else teken(GOED), {"keys": sleutels}, "n", NU)
    meer = [kort.as_dict(private=False) | {"kid": "kort"}, openbaar]  # a weak one beside a good one is passed over
    assert oidc._controleer(A, teken(GOED), {"keys": meer}, "n", NU)["sub"] == "1"
