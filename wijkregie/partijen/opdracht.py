# SPDX-License-Identifier: EUPL-1.2
"""Administration from the command line, as the owner of the tables: import parties, set a password, close a login."""

from __future__ import annotations

import argparse
from getpass import getpass
from pathlib import Path

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import connections, transaction

from wijkregie.klok import nu
from wijkregie.norm.model.vocabulaire import Rol
from wijkregie.norm.protocol.lader import Bibliotheek
from wijkregie.partijen import gebeurtenissen
from wijkregie.partijen.aanbieders import OnbekendeOrganisatie, stel_in
from wijkregie.partijen.importeren import Verslag, importeer
from wijkregie.partijen.inlezen import gemeente_van, lees
from wijkregie.partijen.models import Login
from wijkregie.partijen.models.leden import naam_van_invoer


class BeheerFout(Exception):
    """It cannot be done; the text says why and what to do."""


def voer_uit(args: argparse.Namespace, bibliotheek: Bibliotheek) -> str:
    """Carry out a command; gives what to tell. Raises InvoerFout or BeheerFout."""
    if args.deel == "importeer":
        v = importeer_met(args.bestand, bibliotheek, proef=args.proef)
        return f"{'Proef, niets geschreven. ' if args.proef else ''}{v.tekst[:1].upper()}{v.tekst[1:]}."
    if args.deel == "wachtwoord":
        nieuw = getpass("Nieuw wachtwoord: ")
        if nieuw != getpass("Nog een keer: "):
            raise BeheerFout("De twee wachtwoorden zijn niet gelijk. Begin opnieuw.")
        zet_wachtwoord(args.mail, nieuw)
        return "Het wachtwoord is gezet. Op andere apparaten moet deze persoon opnieuw inloggen."
    if args.deel == "oidc":
        geheim = "" if args.zonder_geheim else getpass("Geheim van Wijkregie bij de aanbieder: ").strip()
        zet_oidc(args, geheim)
        return "De mensen van deze organisatie kunnen nu bij hun eigen aanbieder inloggen. Wijkregie nodigt niemand vanzelf uit."
    _wijzig(args.mail, actief=False)
    return "Deze persoon kan niet meer inloggen. Lopende sessies zijn afgelopen."


def importeer_met(pad: Path, bibliotheek: Bibliotheek, *, proef: bool = False, databank: str = "eigenaar") -> Verslag:
    """Import, with roles and kinds of organisation checked against the vocabulary of the municipality."""
    voc = bibliotheek.vocabulaires.get(gemeente_van(pad))
    if voc is None:
        lees(pad)  # says first what else is wrong
        raise BeheerFout(f"Er is geen woordenlijst voor de gemeente in dit bestand. Kies uit: {', '.join(sorted(bibliotheek.vocabulaires))}.")
    return importeer(pad, rollen=rollen_met_soort(voc.rollen), proef=proef, databank=databank)


def rollen_met_soort(rollen: dict[str, Rol]) -> dict[str, str | None]:
    """Each role with its kind of organisation: its own, or that of the role above it."""

    def soort(naam: str) -> str | None:
        gezien: set[str] = set()
        hier: str | None = naam
        while hier is not None and hier in rollen and hier not in gezien:
            gezien.add(hier)
            if rollen[hier].soort is not None:
                return rollen[hier].soort
            hier = rollen[hier].onder
        return None

    return {naam: soort(naam) for naam in rollen}


def zet_oidc(args: argparse.Namespace, geheim: str) -> None:
    if not args.issuer.startswith("https://") and not settings.OIDC_ZONDER_TLS:
        raise BeheerFout("Het adres van de aanbieder begint niet met https://. Vraag de aanbieder om het juiste adres.")
    try:
        stel_in(
            args.gemeente, args.organisatie, issuer=args.issuer, client=args.client, geheim=geheim, veld=args.veld, acr=args.acr, amr=args.amr
        )  # fmt: skip
    except OnbekendeOrganisatie:
        raise BeheerFout("Deze organisatie is er niet in deze gemeente. Kijk welke codes in uw bestand met partijen staan.") from None
    connections["eigenaar"].close()


def zet_wachtwoord(mail: str, nieuw: str) -> None:
    try:
        validate_password(nieuw)
    except ValidationError as e:
        raise BeheerFout(" ".join(e.messages)) from None
    _wijzig(mail, wachtwoord=nieuw)


def _wijzig(mail: str, *, wachtwoord: str | None = None, actief: bool | None = None) -> None:
    with transaction.atomic(using="eigenaar"):
        login = Login.objects.using("eigenaar").filter(gebruikersnaam=naam_van_invoer(mail)).first()
        if login is None:
            raise BeheerFout("Er is geen login met dit mailadres. Kijk of het goed is geschreven.")
        if wachtwoord is not None:
            login.set_password(wachtwoord)
            gebeurtenissen.schrijf(gebeurtenissen.WACHTWOORD, nu(), login=login.pk, databank="eigenaar")
        if actief is not None:
            login.actief = actief
        login.save(using="eigenaar", update_fields=["password", "actief"])
    connections["eigenaar"].close()
