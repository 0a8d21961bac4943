# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: RUF012 - pydantic copies defaults
"""The parties of a municipality as people write them in YAML: read, checked, or refused with the line and the next step."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BeforeValidator, Field

from wijkregie.norm.fouten import Fout, InvoerFout
from wijkregie.norm.model.basis import Basis, JaNee, Naam
from wijkregie.norm.proef.invoer import moment
from wijkregie.norm.protocol.lader import valideer
from wijkregie.norm.taal.bereik import lijkt_op
from wijkregie.norm.yaml12 import laad_bytes, plaats

_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def _datum(v: Any) -> Any:
    return moment(v)[0]  # its error is a ValueError in Dutch


def _mail(v: Any) -> Any:
    if not isinstance(v, str) or not _MAIL.fullmatch(v):
        raise ValueError(f"{v!r} is geen mailadres; schrijf naam@organisatie.example")
    return v.lower()


def _tekst(lengte: int) -> BeforeValidator:
    def meet(v: Any) -> Any:
        if isinstance(v, int) and not isinstance(v, bool):
            raise ValueError(f"{v} is een getal; zet het tussen aanhalingstekens, anders valt een nul vooraan weg")
        if isinstance(v, str) and not 0 < len(v.strip()) <= lengte:
            raise ValueError(f"hier hoort een tekst van 1 tot {lengte} tekens")
        return v

    return BeforeValidator(meet)


Datum = Annotated[date, BeforeValidator(_datum)]
Mail = Annotated[str, BeforeValidator(_mail), Field(max_length=254)]
Kort = Annotated[str, _tekst(40)]
Titel = Annotated[str, _tekst(120)]
Lang = Annotated[str, _tekst(200)]


class VanTot(Basis):
    van: Datum
    tot: Datum | None = None


class GemeenteInvoer(Basis):
    code: Naam
    naam: Titel
    kalender: Naam = "nederland"
    stil_minuten: int = Field(default=15, ge=5, le=60)


class GebiedInvoer(Basis):
    soort: Literal["stadsdeel", "wijk"]
    naam: Titel
    ouder: Naam | None = None


class TeamInvoer(Basis):
    naam: Titel
    gebied: Naam | None = None


class ContactInvoer(VanTot):
    naam: Titel
    functie: Titel = ""
    telefoon: Kort = ""
    mail: Mail | None = None
    gebied: Naam | None = None


class OrganisatieInvoer(Basis):
    naam: Titel
    kort: Kort
    soort: Naam
    logt_in: JaNee = True
    telefoon: Kort = ""
    mail: Mail | None = None
    teams: dict[Naam, TeamInvoer] = {}
    contactpersonen: list[ContactInvoer] = []


class ConvenantInvoer(Basis):
    naam: Lang
    ondertekend: dict[Naam, list[VanTot]] = {}


class RolInvoer(VanTot):
    rol: Naam
    gebied: Naam | None = None
    team: Naam | None = None


class BezettingInvoer(RolInvoer):
    organisatie: Naam


class LidInvoer(VanTot):
    organisatie: Naam
    rollen: list[RolInvoer] = []


class LoginInvoer(Basis):
    naam: Titel
    actief: JaNee = True
    lidmaatschappen: list[LidInvoer] = []


class KeuzeInvoer(Basis):
    keuze: Naam
    optie: Naam
    vanaf: Datum
    door: Lang


class WaarnemingInvoer(VanTot):
    organisatie: Naam
    voor: Mail
    door: Mail
    reden: Literal["afwezig", "andere_taak", "uit_dienst"] = "afwezig"


class PartijenInvoer(Basis):
    gemeente: GemeenteInvoer
    gebieden: dict[Naam, GebiedInvoer] = {}
    organisaties: dict[Naam, OrganisatieInvoer] = {}
    convenanten: dict[Naam, ConvenantInvoer] = {}
    bezetting: list[BezettingInvoer] = []
    logins: dict[Mail, LoginInvoer] = {}
    waarnemingen: list[WaarnemingInvoer] = []
    keuzes: list[KeuzeInvoer] = []


def gemeente_van(pad: Path) -> str:
    """The municipality that a file is about; empty when it does not say."""
    data = _data(pad)
    kop = data.get("gemeente")
    return str(kop.get("code", "")) if isinstance(kop, dict) else ""


def _data(pad: Path) -> Any:
    try:
        inhoud = pad.read_bytes()
    except OSError:
        raise InvoerFout(Fout(str(pad), 0, "", "Dit bestand is niet te lezen.", "Kijk of de naam klopt en of u het mag lezen.")) from None
    return laad_bytes(inhoud, str(pad))


def lees(pad: Path, *, rollen: dict[str, str | None] | None = None) -> PartijenInvoer:
    """A file with parties. `rollen`: role to kind of organisation, to check against. Raises InvoerFout with all that is wrong."""
    data = _data(pad)
    invoer = valideer(PartijenInvoer, data, str(pad))
    fouten = _Controle(invoer, data, str(pad), rollen).fouten()
    if fouten:
        raise InvoerFout(fouten)
    return invoer


P = TypeVar("P", bound=VanTot)


def _altijd(waarde: str, _: Any) -> str:
    return waarde


class _Controle:
    """What the shape cannot say: names that must exist, and rows that say the same over the same days."""

    def __init__(self, invoer: PartijenInvoer, data: Any, bestand: str, rollen: dict[str, str | None] | None) -> None:
        self.i, self.data, self.bestand, self.rollen = invoer, data, bestand, rollen
        self.uit: list[Fout] = []

    def fouten(self) -> list[Fout]:
        self._gebieden()
        self._organisaties()
        self._convenanten()
        self._rolrijen(("bezetting",), self.i.bezetting, lambda b: b.organisatie)
        self._logins()
        self._waarnemingen()
        self._dubbel_gelijk(("keuzes",), [(k.keuze, k.vanaf) for k in self.i.keuzes], "Deze keuze is op deze dag al gemaakt.")
        return self.uit

    def _fout(self, pad: Sequence[str | int], melding: str, herstel: str = "") -> None:
        self.uit.append(Fout(self.bestand, plaats(self.data, pad), ".".join(map(str, pad)), melding, herstel.strip()))

    def _bestaat(self, pad: Sequence[str | int], naam: str | None, bekend: Iterable[str], wat: str) -> bool:
        if naam is None or naam in (namen := list(bekend)):
            return naam is not None
        self._fout(pad, f"{wat} {naam} staat niet in dit bestand.", lijkt_op(naam, namen) or "Zet de naam erbij of haal deze verwijzing weg.")
        return False

    def _gebieden(self) -> None:
        for code, g in self.i.gebieden.items():
            if g.soort == "wijk" and g.ouder is None:
                self._fout(("gebieden", code), "Een wijk ligt in een stadsdeel.", "Zet erbij: ouder, met de naam van het stadsdeel.")
            elif g.soort == "stadsdeel" and g.ouder is not None:
                self._fout(("gebieden", code, "ouder"), "Een stadsdeel heeft geen ouder.", "Haal de sleutel ouder weg.")
            elif (
                self._bestaat(("gebieden", code, "ouder"), g.ouder, self.i.gebieden, "Gebied") and self.i.gebieden[str(g.ouder)].soort != "stadsdeel"
            ):
                self._fout(("gebieden", code, "ouder"), f"{g.ouder} is geen stadsdeel.", "Noem het stadsdeel waar deze wijk in ligt.")

    def _organisaties(self) -> None:
        soorten = {s for s in (self.rollen or {}).values() if s is not None}
        for code, o in self.i.organisaties.items():
            pad = ("organisaties", code)
            if self.rollen is not None and o.soort not in soorten:
                self._fout((*pad, "soort"), f"{o.soort} is geen soort organisatie van deze gemeente.", lijkt_op(o.soort, soorten))
            if not o.logt_in and not (o.telefoon or o.mail or o.contactpersonen):
                self._fout(pad, "Deze organisatie logt niet in en is niet te bereiken.", "Zet erbij: telefoon, mail of een contactpersoon.")
            for t, team in o.teams.items():
                self._bestaat((*pad, "teams", t, "gebied"), team.gebied, self.i.gebieden, "Gebied")
            for n, c in enumerate(o.contactpersonen):
                self._bestaat((*pad, "contactpersonen", n, "gebied"), c.gebied, self.i.gebieden, "Gebied")
                self._periode((*pad, "contactpersonen", n), c)
            self._dubbel_gelijk((*pad, "contactpersonen"), [(c.naam, c.van) for c in o.contactpersonen], "Deze contactpersoon staat hier twee keer.")

    def _convenanten(self) -> None:
        for code, c in self.i.convenanten.items():
            for org, perioden in c.ondertekend.items():
                pad = ("convenanten", code, "ondertekend", org)
                self._bestaat(pad, org, self.i.organisaties, "Organisatie")
                self._overlap(pad, perioden, lambda p: ())

    def _rolrijen(self, pad: tuple[str | int, ...], rijen: Sequence[Any], organisatie: Callable[[Any], str]) -> None:
        for n, r in enumerate(rijen):
            org = self.i.organisaties.get(organisatie(r))
            if isinstance(r, BezettingInvoer):
                self._bestaat((*pad, n, "organisatie"), r.organisatie, self.i.organisaties, "Organisatie")
            if self.rollen is not None and r.rol not in self.rollen:
                self._fout((*pad, n, "rol"), f"De rol {r.rol} staat niet in de woordenlijst van deze gemeente.", lijkt_op(r.rol, self.rollen))
            self._bestaat((*pad, n, "gebied"), r.gebied, self.i.gebieden, "Gebied")
            if org is not None:
                self._bestaat((*pad, n, "team"), r.team, org.teams, f"Team bij {organisatie(r)}:")
        self._overlap(pad, rijen, lambda r: (organisatie(r), r.rol, r.gebied, r.team))

    def _logins(self) -> None:
        for mail, login in self.i.logins.items():
            pad = ("logins", mail, "lidmaatschappen")
            for n, lid in enumerate(login.lidmaatschappen):
                if self._bestaat((*pad, n, "organisatie"), lid.organisatie, self.i.organisaties, "Organisatie"):
                    if not self.i.organisaties[lid.organisatie].logt_in:
                        self._fout(
                            (*pad, n, "organisatie"),
                            f"{lid.organisatie} logt niet in, maar heeft hier een lid.",
                            "Haal logt_in: nee weg bij de organisatie, of maak van het lid een contactpersoon.",
                        )
                    self._rolrijen((*pad, n, "rollen"), lid.rollen, partial(_altijd, lid.organisatie))
            self._overlap(pad, login.lidmaatschappen, lambda x: x.organisatie)

    def _waarnemingen(self) -> None:
        for n, w in enumerate(self.i.waarnemingen):
            pad = ("waarnemingen", n)
            for sleutel, mail in (("voor", w.voor), ("door", w.door)):
                if self._bestaat((*pad, sleutel), mail, self.i.logins, "Login"):
                    eigen = [x for x in self.i.logins[mail].lidmaatschappen if x.organisatie == w.organisatie]
                    if not any(x.van <= w.van <= (x.tot or date.max) for x in eigen):
                        self._fout((*pad, sleutel), f"Deze persoon werkt op {w.van} niet bij {w.organisatie}.", "Kies een lid van deze organisatie.")
            if w.voor == w.door:
                self._fout((*pad, "door"), "Niemand vervangt zichzelf.", "Noem een collega.")
        self._overlap(("waarnemingen",), self.i.waarnemingen, lambda w: (w.organisatie, w.voor, w.door))

    def _periode(self, pad: Sequence[str | int], rij: VanTot) -> None:
        if rij.tot is not None and rij.tot < rij.van:
            self._fout((*pad, "tot"), "De datum bij tot ligt voor de datum bij van.", "Kies een einddatum op of na de begindatum.")

    def _overlap(self, pad: Sequence[str | int], rijen: Sequence[P], gelijk: Callable[[P], Any]) -> None:
        vorige: dict[Any, list[tuple[int, P]]] = {}
        for n, r in enumerate(rijen):
            self._periode((*pad, n), r)
            for m, v in vorige.setdefault(gelijk(r), []):
                if v.van <= (r.tot or date.max) and r.van <= (v.tot or date.max):
                    regel = plaats(self.data, (*pad, m))
                    self._fout((*pad, n), f"Deze regel zegt hetzelfde als regel {regel}, voor dezelfde dagen.", "Haal er een weg of pas de data aan.")
            vorige[gelijk(r)].append((n, r))

    def _dubbel_gelijk(self, pad: Sequence[str | int], rijen: Sequence[Any], melding: str) -> None:
        for n, r in enumerate(rijen):
            if r in rijen[:n]:
                self._fout((*pad, n), melding, "Haal er een weg of pas de datum aan.")
