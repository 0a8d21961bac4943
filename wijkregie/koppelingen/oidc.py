# SPDX-License-Identifier: EUPL-1.2
"""OpenID Connect: the code flow with PKCE, state and nonce, and a token that is checked for signature, issuer, audience and time.

Knows no sessions and no logins: `begin` gives where to go and what to remember, `rond_af` what the provider says about somebody.
"""

from __future__ import annotations

import base64
import json
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from hmac import compare_digest
from threading import Lock
from typing import Any, Final
from urllib.parse import quote, urlencode, urlsplit

from django.conf import settings
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from wijkregie.klok import ZONE, nu
from wijkregie.koppelingen.roep import Vraag, roep
from wijkregie.partijen.aanbieders import Aanbieder

ALGORITMEN: Final = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
"""Signatures with a key that only the provider has; never `none` and never one with a shared secret."""
_ZEGT_WIE: Final = "authorization_response_iss_parameter_supported"
_RSA_MINSTENS: Final = 2048
_WACHT: Final = 5
"""Seconds for a whole answer, also for one that drips."""
_GROOTST: Final = 256 * 1024
_BEWAAR: Final = timedelta(minutes=10)
_EVEN_NIET: Final = timedelta(seconds=30)
"""How long we believe what a provider said about itself, and how long we leave it alone when it did not answer."""
_SPELING: Final = 60
"""Seconds that clocks may differ."""


class OidcFout(Exception):
    """The provider did not answer as agreed, or its answer may not be believed. The text is for the log: it names no person."""


class Geweigerd(OidcFout):
    """The provider says no, or the person stopped."""


@dataclass(frozen=True, slots=True)
class Uitslag:
    naam: str  # what the agreed claim holds
    sub: str  # who it is there: never given to another
    tweede_factor: bool
    bewezen: datetime | None  # when the provider last saw proof


def begin(aanbieder: Aanbieder, terug: str, *, opnieuw: bool = False) -> tuple[str, dict[str, Any]]:
    """(where the browser goes, what to remember until it is back). `opnieuw`: the provider must ask again. Raises OidcFout."""
    wegen = _wegen(aanbieder)
    stand = {n: secrets.token_urlsafe(32) for n in ("state", "nonce", "pkce")}
    vraag = {
        "response_type": "code",
        "client_id": aanbieder.client,
        "redirect_uri": terug,
        "scope": "openid email profile",
        "state": stand["state"],
        "nonce": stand["nonce"],
        "code_challenge": _b64(sha256(stand["pkce"].encode()).digest()),
        "code_challenge_method": "S256",
    }
    if opnieuw:
        vraag |= {"prompt": "login", "max_age": "0"}
    if aanbieder.acr:  # also when it asks again: some ask for the second factor only if we do
        vraag["acr_values"] = " ".join(aanbieder.acr)
    weg = str(wegen["authorization_endpoint"])
    return f"{weg}{'&' if '?' in weg else '?'}{urlencode(vraag)}", {**stand, "organisatie": aanbieder.organisatie}


def rond_af(aanbieder: Aanbieder, stand: dict[str, Any], antwoord: dict[str, str], terug: str, moment: datetime) -> Uitslag:
    """What the provider says, from what the browser brought back. Raises OidcFout."""
    if not compare_digest(antwoord.get("state", "").encode(), str(stand["state"]).encode()):
        raise OidcFout("the state is not that of this browser")
    if antwoord.get("iss", aanbieder.issuer) != aanbieder.issuer:
        raise OidcFout("the answer is of another provider")
    wegen = _wegen(aanbieder)
    if wegen.get(_ZEGT_WIE) is True and "iss" not in antwoord:  # RFC 9207: one that says so always does
        raise OidcFout("the answer does not say which provider it is of")
    if "error" in antwoord or not antwoord.get("code"):
        raise Geweigerd("the provider gave no code")
    token = _wissel_in(aanbieder, str(wegen["token_endpoint"]), antwoord["code"], str(stand["pkce"]), terug)
    claims = _controleer(aanbieder, token, _haal(str(wegen["jwks_uri"])), str(stand["nonce"]), moment)
    return _uitslag(aanbieder, claims)


def _controleer(a: Aanbieder, token: str, sleutels: dict[str, Any], nonce: str, moment: datetime) -> dict[str, Any]:
    """The claims of an ID token of this provider, for us, for this log-in, at this moment. Raises OidcFout."""
    seconde = int(moment.timestamp())
    regels = jwt.JWTClaimsRegistry(
        now=seconde,
        leeway=_SPELING,
        iss={"essential": True, "value": a.issuer},
        aud={"essential": True, "value": a.client},
        exp={"essential": True},
        iat={"essential": True},
        sub={"essential": True},
        nonce={"essential": True, "value": nonce},
    )
    try:
        claims = dict(jwt.decode(token, KeySet.import_key_set(_sterk(sleutels)), algorithms=ALGORITMEN).claims)  # type: ignore[arg-type]
        regels.validate(claims)
    except (JoseError, ValueError, KeyError, TypeError) as e:
        raise OidcFout(f"the token is not right: {type(e).__name__}") from None
    meer = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if claims.get("azp", None if meer else a.client) != a.client:
        raise OidcFout("the token was made for another")
    return claims


def _sterk(sleutels: dict[str, Any]) -> dict[str, Any]:
    """The keys of a provider that a signature may be believed on: public ones, to sign with, and of RSA none that is too short."""
    lijst = sleutels.get("keys")
    return {"keys": [k for k in lijst if isinstance(k, dict) and _mag(k)] if isinstance(lijst, list) else []}


def _mag(sleutel: dict[str, Any]) -> bool:
    if sleutel.get("kty") not in ("RSA", "EC") or sleutel.get("use", "sig") != "sig" or sleutel.get("alg", ALGORITMEN[0]) not in ALGORITMEN:
        return False
    if sleutel["kty"] == "EC":
        return True
    n = str(sleutel.get("n", ""))
    try:
        return int.from_bytes(base64.urlsafe_b64decode(n + "=" * (-len(n) % 4)), "big").bit_length() >= _RSA_MINSTENS
    except ValueError:
        return False


def _uitslag(a: Aanbieder, claims: dict[str, Any]) -> Uitslag:
    naam = claims.get(a.veld)
    if not isinstance(naam, str) or not naam.strip():
        raise OidcFout(f"the token holds no {a.veld}")
    sub = claims["sub"]
    if not isinstance(sub, str) or not 0 < len(sub) <= 255:
        raise OidcFout("the token does not say who it is")
    if a.veld == "email" and claims.get("email_verified") is not True:
        raise OidcFout("the provider did not check this mail address")
    amr = claims.get("amr")
    tweede = claims.get("acr") in a.acr or (isinstance(amr, list) and bool(set(map(str, amr)) & set(a.amr)))
    toen = claims.get("auth_time")
    return Uitslag(naam, sub, tweede, datetime.fromtimestamp(toen, ZONE) if isinstance(toen, int) else None)


def _wissel_in(a: Aanbieder, weg: str, code: str, pkce: str, terug: str) -> str:
    velden = {"grant_type": "authorization_code", "code": code, "redirect_uri": terug, "client_id": a.client, "code_verifier": pkce}
    kop = {"Content-Type": "application/x-www-form-urlencoded"}
    if a.geheim:
        paar = f"{quote(a.client, safe='')}:{quote(a.geheim, safe='')}"
        kop["Authorization"] = f"Basic {base64.b64encode(paar.encode()).decode()}"
    token = _haal(weg, urlencode(velden).encode(), kop).get("id_token")
    if not isinstance(token, str):
        raise OidcFout("no token came back")
    return token


@dataclass(slots=True)
class _Plek:
    """What a provider last said about itself."""

    beurt: Lock = field(default_factory=Lock)
    sinds: datetime | None = None
    wegen: dict[str, Any] | None = None  # none: it did not answer

    def geldt(self) -> bool:
        return self.sinds is not None and abs(nu() - self.sinds) < (_BEWAAR if self.wegen is not None else _EVEN_NIET)


_PLEKKEN: Final[dict[str, _Plek]] = {}


def vergeet() -> None:
    """Ask every provider again."""
    _PLEKKEN.clear()


def _wegen(a: Aanbieder) -> dict[str, Any]:
    """The addresses of a provider. Kept a while, and one asks at a time: whoever opens our page often cannot make all of us wait for it."""
    _veilig(a.issuer)
    plek = _PLEKKEN.setdefault(a.issuer, _Plek())
    if not plek.geldt():
        if not plek.beurt.acquire(timeout=1):
            raise OidcFout("another request waits for the provider")
        try:
            if not plek.geldt():
                plek.wegen, plek.sinds = _haal_wegen(a), nu()
        except OidcFout:
            plek.wegen, plek.sinds = None, nu()
            raise
        finally:
            plek.beurt.release()
    wegen = plek.wegen
    if wegen is None:
        raise OidcFout("the provider did not answer a moment ago")
    return wegen


def _haal_wegen(a: Aanbieder) -> dict[str, Any]:
    """As it publishes them itself."""
    wegen = _haal(f"{a.issuer.rstrip('/')}/.well-known/openid-configuration")
    if wegen.get("issuer") != a.issuer:
        raise OidcFout("the provider calls itself otherwise")
    for naam in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        _veilig(str(wegen.get(naam, "")))
    return wegen


def _veilig(adres: str) -> None:
    delen = urlsplit(adres)
    if not delen.hostname or (delen.scheme != "https" and not (delen.scheme == "http" and settings.OIDC_ZONDER_TLS)):
        raise OidcFout("an address of the provider is not https")


def _haal(adres: str, inhoud: bytes | None = None, kop: dict[str, str] | None = None) -> dict[str, Any]:
    """A JSON object from the provider, not too large, not from elsewhere. Raises OidcFout."""
    _veilig(adres)
    try:
        tekst = roep(Vraag(adres, inhoud, {"Accept": "application/json", **(kop or {})}), hoogstens=_WACHT, grootst=_GROOTST)
        gelezen = json.loads(tekst) if len(tekst) <= _GROOTST else None
    except (OSError, ValueError, RecursionError) as e:
        raise OidcFout(f"the provider did not answer: {type(e).__name__}") from None
    if not isinstance(gelezen, dict):
        raise OidcFout("the provider answered something else")
    return gelezen


def _b64(rauw: bytes) -> str:
    return base64.urlsafe_b64encode(rauw).rstrip(b"=").decode()
