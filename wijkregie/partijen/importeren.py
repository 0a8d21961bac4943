# SPDX-License-Identifier: EUPL-1.2
"""Parties from a file into the database: adds and changes, never deletes, and says what it did. A second time changes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from django.db import IntegrityError, models, transaction

from wijkregie.norm.fouten import Fout, InvoerFout
from wijkregie.partijen.context import zet
from wijkregie.partijen.inlezen import LidInvoer, PartijenInvoer, RolInvoer, VanTot, lees
from wijkregie.partijen.models import (
    Bezetting,
    Contactpersoon,
    Convenant,
    Gebied,
    Gemeente,
    Keuze,
    Lidmaatschap,
    LidRol,
    Login,
    Ondertekening,
    Organisatie,
    Team,
    Waarneming,
)
from wijkregie.partijen.models.basis import InGemeente


@dataclass
class Verslag:
    """What an import did, per table."""

    gemeente: int = 0
    nieuw: Counter[str] = field(default_factory=Counter)
    gewijzigd: Counter[str] = field(default_factory=Counter)
    gelijk: int = 0

    @property
    def tekst(self) -> str:
        delen = [
            f"{wat}: {', '.join(f'{n} {soort}' for soort, n in sorted(teller.items()))}"
            for wat, teller in (("nieuw", self.nieuw), ("gewijzigd", self.gewijzigd))
            if teller
        ]
        return f"{'; '.join(delen) or 'niets veranderd'}; al gelijk: {self.gelijk}"


V = TypeVar("V", bound=VanTot)


class _Proef(Exception):
    """Ends a trial run: everything is rolled back."""


def importeer(pad: Path, *, rollen: dict[str, str | None] | None = None, proef: bool = False, databank: str = "eigenaar") -> Verslag:
    """Read a file and bring the database in line with it, all or nothing. Raises InvoerFout. `proef` writes nothing."""
    invoer = lees(pad, rollen=rollen)
    verslag = Verslag()
    try:
        with transaction.atomic(using=databank):
            _Importeur(invoer, str(pad), verslag, databank).alles()
            if proef:
                raise _Proef
    except _Proef:
        pass
    return verslag


class _Importeur:
    def __init__(self, invoer: PartijenInvoer, bestand: str, verslag: Verslag, databank: str) -> None:
        self.i, self.bestand, self.v, self.db = invoer, bestand, verslag, databank
        self.gemeente = 0
        self.gebieden: dict[str, int] = {}
        self.organisaties: dict[str, int] = {}
        self.teams: dict[tuple[str, str], int] = {}
        self.logins: dict[str, int] = {}

    def alles(self) -> None:
        g = self.i.gemeente
        self.gemeente = self.v.gemeente = self._zet(
            ("gemeente",), Gemeente, {"code": g.code}, naam=g.naam, kalender=g.kalender, stil_minuten=g.stil_minuten
        )
        zet(self.db, gemeente=self.gemeente)
        for soort in (Gebied.STADSDEEL, Gebied.WIJK):  # a wijk refers to its stadsdeel
            for code, x in self.i.gebieden.items():
                if x.soort == soort:
                    sleutel = {"code": code}
                    self.gebieden[code] = self._zet(("gebieden", code), Gebied, sleutel, soort=x.soort, naam=x.naam, ouder_id=self._gebied(x.ouder))
        self._organisaties()
        self._convenanten()
        for n, b in _op_datum(self.i.bezetting):
            self._rol(("bezetting", n), Bezetting, {"organisatie_id": self.organisaties[b.organisatie]}, b, b.organisatie)
        self._logins()
        for n, k in enumerate(self.i.keuzes):
            self._zet(("keuzes", n), Keuze, {"keuze": k.keuze, "vanaf": k.vanaf}, optie=k.optie, door=k.door)

    def _organisaties(self) -> None:
        for code, o in self.i.organisaties.items():
            pad = ("organisaties", code)
            org = self.organisaties[code] = self._zet(
                pad, Organisatie, {"code": code},
                naam=o.naam, kort=o.kort, soort=o.soort, logt_in=o.logt_in, telefoon=o.telefoon, mail=o.mail or "",
            )  # fmt: skip
            for t, team in o.teams.items():
                sleutel = {"organisatie_id": org, "code": t}
                self.teams[code, t] = self._zet((*pad, "teams", t), Team, sleutel, naam=team.naam, gebied_id=self._gebied(team.gebied))
            for n, c in _op_datum(o.contactpersonen):
                self._zet(
                    (*pad, "contactpersonen", n), Contactpersoon, {"organisatie_id": org, "naam": c.naam, "van": c.van},
                    tot=c.tot, functie=c.functie, telefoon=c.telefoon, mail=c.mail or "", gebied_id=self._gebied(c.gebied),
                )  # fmt: skip

    def _convenanten(self) -> None:
        for code, c in self.i.convenanten.items():
            convenant = self._zet(("convenanten", code), Convenant, {"code": code}, naam=c.naam)
            for org, perioden in c.ondertekend.items():
                for n, p in _op_datum(perioden):
                    sleutel = {"convenant_id": convenant, "organisatie_id": self.organisaties[org], "van": p.van}
                    self._zet(("convenanten", code, "ondertekend", org, n), Ondertekening, sleutel, tot=p.tot)

    def _logins(self) -> None:
        for mail, login in self.i.logins.items():
            self.logins[mail] = self._login(mail, login.naam, login.actief)
            for n, lid in _op_datum(login.lidmaatschappen):
                self._lid(("logins", mail, "lidmaatschappen", n), self.logins[mail], lid)
        for n, w in _op_datum(self.i.waarnemingen):
            sleutel = {
                "organisatie_id": self.organisaties[w.organisatie],
                "voor_id": self._lid_op(w.voor, w.organisatie, w.van),
                "door_id": self._lid_op(w.door, w.organisatie, w.van),
                "van": w.van,
            }
            self._zet(("waarnemingen", n), Waarneming, sleutel, tot=w.tot, reden=w.reden, gemeld_door_id=self.logins[w.voor])

    def _login(self, mail: str, naam: str, actief: bool) -> int:
        """A new login has no password: somebody sets one with `wijkregie partijen wachtwoord`."""
        if not Login.objects.using(self.db).filter(gebruikersnaam=mail).exists():
            Login.objects.db_manager(self.db).maak(mail, naam)
            self.v.nieuw["login"] += 1
        return self._zet(("logins", mail), Login, {"gebruikersnaam": mail}, naam=naam, actief=actief)

    def _lid(self, pad: Sequence[str | int], login: int, lid: LidInvoer) -> None:
        sleutel = {"login_id": login, "organisatie_id": self.organisaties[lid.organisatie], "van": lid.van}
        nummer = self._zet(pad, Lidmaatschap, sleutel, tot=lid.tot)
        for n, r in _op_datum(lid.rollen):
            self._rol((*pad, "rollen", n), LidRol, {"lidmaatschap_id": nummer}, r, lid.organisatie)

    def _lid_op(self, mail: str, organisatie: str, dag: date) -> int:
        rijen = Lidmaatschap.objects.using(self.db).filter(login=self.logins[mail], organisatie=self.organisaties[organisatie], van__lte=dag)
        return int(rijen.order_by("-van").values_list("id", flat=True)[0])

    def _rol(self, pad: Sequence[str | int], model: type[InGemeente], sleutel: dict[str, Any], r: RolInvoer, organisatie: str) -> None:
        team = self.teams[organisatie, r.team] if r.team else None
        self._zet(pad, model, {**sleutel, "rol": r.rol, "gebied_id": self._gebied(r.gebied), "team_id": team, "van": r.van}, tot=r.tot)

    def _gebied(self, code: str | None) -> int | None:
        return None if code is None else self.gebieden[code]

    def _zet(self, pad: Sequence[str | int], model: Any, sleutel: dict[str, Any], **waarden: Any) -> int:
        """One row: found by what it is about, made or changed where it differs."""
        if issubclass(model, InGemeente):
            sleutel = {"gemeente_id": self.gemeente, **sleutel}
        rijen = model.objects.using(self.db)
        soort = model._meta.model_name
        rij = rijen.filter(**{k.removesuffix("_id") + ("__isnull" if w is None else ""): w is None or w for k, w in sleutel.items()}).first()
        try:
            with transaction.atomic(using=self.db):
                if rij is None:
                    rij = rijen.create(**sleutel, **waarden)
                    self.v.nieuw[soort] += 1
                elif anders := [k for k, w in waarden.items() if getattr(rij, k) != w]:
                    for k in anders:
                        setattr(rij, k, waarden[k])
                    rij.save(using=self.db, update_fields=[k.removesuffix("_id") for k in anders])
                    self.v.gewijzigd[soort] += 1
                else:
                    self.v.gelijk += 1
        except IntegrityError as e:
            raise InvoerFout(self._uitleg(pad, model, e)) from None
        return int(rij.pk)

    def _uitleg(self, pad: Sequence[str | int], model: type[models.Model], e: IntegrityError) -> Fout:
        naam = getattr(getattr(e.__cause__, "diag", None), "constraint_name", "")
        melding = next((str(c.violation_error_message) for c in model._meta.constraints if c.name == naam), f"De databank weigert dit ({naam}).")
        herstel = "Dat staat al in de databank. Sluit daar de oude periode af door haar hier te noemen, met een datum bij tot."
        return Fout(self.bestand, 0, ".".join(map(str, pad)), melding, herstel)


def _op_datum(rijen: Sequence[V]) -> Iterable[tuple[int, V]]:
    """Oldest first, with the place in the file: a period is closed before the next one opens."""
    return sorted(enumerate(rijen), key=lambda x: x[1].van)
