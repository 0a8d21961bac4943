# SPDX-License-Identifier: EUPL-1.2
"""Log-in by password: who it is, without telling whether an account exists, and changing one's own password."""

from __future__ import annotations

from functools import cache

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from wijkregie.klok import nu
from wijkregie.partijen import gebeurtenissen, pogingen
from wijkregie.partijen.context import binnen, zet
from wijkregie.partijen.models import Login
from wijkregie.partijen.models.leden import naam_van_invoer


class Inlog(BaseBackend):
    """The backend for django.contrib.auth. A login is read under row-level security, so each look-up sets who it is about."""

    def authenticate(self, request: HttpRequest | None, gebruikersnaam: str = "", password: str = "") -> Login | None:  # type: ignore[override]
        naam, nep = naam_van_invoer(gebruikersnaam), _nepwachtwoord()
        with binnen(aanmelden=naam, login=""):
            login: Login | None = Login.objects.filter(gebruikersnaam=naam).first()
            if login is None or not login.has_usable_password():
                check_password(password, nep)  # the same work as for an account that exists
                return None
            zet(login=login.pk)  # a hash of an older strength is renewed while checking
            return login if login.check_password(password) and login.actief else None

    def get_user(self, user_id: int) -> Login | None:
        with binnen(login=user_id):
            login: Login | None = Login.objects.filter(id=user_id, actief=True).first()
        return login


@cache
def _nepwachtwoord() -> str:
    return make_password("niemand heeft dit wachtwoord")


def meld_aan(verzoek: HttpRequest, gebruikersnaam: str, wachtwoord: str) -> Login | None:
    """Try a log-in: the login, or None for unknown, closed and wrong alike. Raises TeVaak. Use it outside a transaction: a failure must be kept."""
    moment = nu()
    teller = gebeurtenissen.tel(lambda: pogingen.tel(gebruikersnaam, pogingen.adres_van(verzoek), moment), moment, naam=gebruikersnaam)
    login = Inlog().authenticate(verzoek, gebruikersnaam=gebruikersnaam, password=wachtwoord)
    if login is not None:
        pogingen.gelukt(teller, moment)
    else:
        gebeurtenissen.schrijf(gebeurtenissen.ONJUIST, moment, naam=gebruikersnaam)
    return login


def wijzig_wachtwoord(verzoek: HttpRequest, login: Login, oud: str, nieuw: str, herhaald: str) -> list[str]:
    """Change one's own password; gives what is wrong, in Dutch. Guessing the old one is throttled like logging in. Raises TeVaak."""
    if nieuw != herhaald:
        return ["De twee nieuwe wachtwoorden zijn niet gelijk. Vul twee keer hetzelfde in."]
    if meld_aan(verzoek, login.gebruikersnaam, oud) is None:
        return ["Het oude wachtwoord klopt niet. Vul het opnieuw in."]
    if oud == nieuw:
        return ["Het nieuwe wachtwoord is gelijk aan het oude. Kies een ander wachtwoord."]
    try:
        validate_password(nieuw, login)
    except ValidationError as e:
        return [str(m) for m in e.messages]
    with binnen(login=login.pk):
        login.set_password(nieuw)
        login.save(update_fields=["password"])
        gebeurtenissen.schrijf(gebeurtenissen.WACHTWOORD, nu(), login=login.pk)
    return []
