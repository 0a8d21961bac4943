# SPDX-License-Identifier: EUPL-1.2
"""Colleagues, deputies and absence: who works here, who stands in for whom, and arranging it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import IntegrityError, transaction

from wijkregie.partijen.context import binnen
from wijkregie.partijen.models import Gemeente, Lidmaatschap, LidRol, Login, Medewerker, Organisatie, Waarneming
from wijkregie.partijen.models.basis import geldig_op
from wijkregie.partijen.models.leden import naam_van_invoer


class Weigering(ValueError):
    """What was asked cannot be done; the text says why and what to do, in Dutch."""


@dataclass(frozen=True, slots=True)
class Collega:
    lidmaatschap: int
    login: int
    naam: str
    rollen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vervanging:
    id: int
    voor: int
    voor_naam: str
    door: int
    door_naam: str
    van: date
    tot: date | None
    reden: str


def collega_s(organisatie: int, dag: date, *, databank: str = "default") -> list[Collega]:
    """Who works for an organisation on a day, by name. Logins that were closed are left out."""
    rollen: dict[int, list[str]] = {}
    for lid, rol in LidRol.objects.using(databank).filter(geldig_op(dag), lidmaatschap__organisatie=organisatie).values_list("lidmaatschap", "rol"):
        rollen.setdefault(lid, []).append(rol)
    leden = Lidmaatschap.objects.using(databank).filter(geldig_op(dag), organisatie=organisatie, login__actief=True)
    rijen = leden.values_list("id", "login", "login__naam").order_by("login__naam", "id")
    return [Collega(lid, login, naam, tuple(sorted(set(rollen.get(lid, []))))) for lid, login, naam in rijen]


@dataclass(frozen=True, slots=True)
class Persona:
    lidmaatschap: int
    login: int
    naam: str
    organisatie: str
    gemeente_code: str
    rollen: tuple[str, ...]


def personas(dag: date, *, databank: str = "default") -> list[Persona]:
    """Everybody with a role, of every municipality: for the log-in page of the demo and nothing else."""
    uit = []
    for gemeente in Gemeente.objects.using(databank).order_by("id"):
        with binnen(databank, gemeente=gemeente.id):
            for nummer, naam in Organisatie.objects.using(databank).filter(gemeente=gemeente).order_by("naam").values_list("id", "naam"):
                collegas = collega_s(nummer, dag, databank=databank)
                uit += [Persona(c.lidmaatschap, c.login, c.naam, naam, gemeente.code, c.rollen) for c in collegas if c.rollen]
    return uit


def naam_van_login(login: int, *, databank: str = "default") -> str | None:
    """The name of somebody, if the context may see it."""
    naam: str | None = Medewerker.objects.using(databank).filter(id=login).values_list("naam", flat=True).first()
    return naam


def login_met_naam(gebruikersnaam: str, *, databank: str = "default") -> int | None:
    """The login of a mail address that somebody typed; none when there is none or it was closed."""
    naam = naam_van_invoer(gebruikersnaam)
    with binnen(databank, aanmelden=naam):
        login: int | None = Login.objects.using(databank).filter(gebruikersnaam=naam, actief=True).values_list("pk", flat=True).first()
    return login


def namen_van_lidmaatschappen(leden: list[int], *, databank: str = "default") -> dict[int, str]:
    """Membership to name, for those the context may see."""
    return dict(Lidmaatschap.objects.using(databank).filter(id__in=leden).values_list("id", "login__naam"))


def vervangers(organisatie: int, vanaf: date, *, databank: str = "default") -> list[Vervanging]:
    """Who stands in for whom at an organisation, now and later."""
    rijen = (
        Waarneming.objects.using(databank)
        .filter(organisatie=organisatie, ingetrokken=False)
        .exclude(tot__lt=vanaf)
        .order_by("van", "id")
        .values_list("id", "voor", "voor__login__naam", "door", "door__login__naam", "van", "tot", "reden")
    )
    return [Vervanging(*r) for r in rijen]


def meld_afwezig(
    *, gemeente: int, organisatie: int, gemeld_door: int, voor: int, door: int, van: date, tot: date | None, reden: str, vandaag: date
) -> int:
    """Arrange a deputy. Raises Weigering with a text for the form."""
    if voor == door:
        raise Weigering("U koos twee keer dezelfde persoon. Kies een collega als vervanger.")
    if tot is not None and tot < van:
        raise Weigering("De einddatum ligt voor de begindatum. Kies een einddatum op of na de begindatum.")
    if van < vandaag:
        raise Weigering("De begindatum is al voorbij. Kies vandaag of een latere dag.")
    if reden not in dict(Waarneming.REDENEN):
        raise Weigering("Deze reden bestaat niet. Kies een reden uit de lijst.")
    leden = {x.lidmaatschap: x for x in collega_s(organisatie, van)}
    if voor not in leden or door not in leden:
        raise Weigering("Deze persoon werkt op de begindatum niet bij uw organisatie. Kies een collega uit de lijst.")
    if leden[voor].login != gemeld_door and leden[door].login == gemeld_door:
        raise Weigering("U kunt uzelf niet tot vervanger van een collega maken. Vraag uw collega of een andere collega om dit te doen.")
    try:
        with transaction.atomic():
            rij = Waarneming.objects.create(
                gemeente_id=gemeente,
                organisatie_id=organisatie,
                voor_id=voor,
                door_id=door,
                van=van,
                tot=tot,
                reden=reden,
                gemeld_door_id=gemeld_door,
            )
    except IntegrityError as e:
        if "partijen_waarneming_dubbel" not in str(e):
            raise
        raise Weigering("Deze collega vervangt al in (een deel van) deze periode. Kies andere dagen of een andere collega.") from None
    return int(rij.pk)


def beeindig(waarneming: int, *, gemeld_door: int, organisatie: int, vandaag: date) -> None:
    """The absent one is back: the deputy's roles end at once. What has not begun is withdrawn; nothing is deleted."""
    rij = (
        Waarneming.objects.filter(id=waarneming, organisatie=organisatie, ingetrokken=False)
        .exclude(tot__lt=vandaag)
        .select_related("voor", "door")
        .first()
    )
    if rij is None:
        raise Weigering("Deze vervanging is er niet meer. Open de pagina opnieuw.")
    if rij.voor.login_id != gemeld_door and rij.door.login_id == gemeld_door:
        raise Weigering("U kunt uw eigen vervanging niet wijzigen. Vraag het aan de collega die u vervangt.")
    begonnen = rij.van < vandaag
    Waarneming.objects.filter(id=rij.id).update(**({"tot": vandaag - timedelta(days=1)} if begonnen else {"ingetrokken": True}))
