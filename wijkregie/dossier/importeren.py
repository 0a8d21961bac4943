# SPDX-License-Identifier: EUPL-1.2
"""Running cases taken over from elsewhere: facts with their real dates, all or nothing, and a second time changes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid5

from django.db import transaction

from wijkregie.dossier import afspraken, kern
from wijkregie.dossier.importlezen import Bron, Pad, lees
from wijkregie.dossier.kern import Kern
from wijkregie.dossier.opdracht import Begin, Bezwaar, Nieuw, Opdracht, SamenGeweigerd, Uitslag
from wijkregie.dossier.personen import ADRES, GEGEVENS, PERSOON, protocol_van
from wijkregie.dossier.toetsing import BETROKKEN
from wijkregie.klok import vandaag
from wijkregie.norm.fouten import Fout, InvoerFout
from wijkregie.norm.model.vocabulaire import FeitType
from wijkregie.norm.proef.invoer import FoutWaarde, moment
from wijkregie.norm.taal.bereik import lijkt_op
from wijkregie.norm.taal.wereld import Wereld
from wijkregie.partijen.collegas import collega_s, login_met_naam
from wijkregie.partijen.context import binnen
from wijkregie.partijen.models import Gebied, Organisatie
from wijkregie.partijen.sessie import Sessie, lidmaatschappen, maak_sessie

_RUIMTE: Final = UUID("6d0b3a3e-5f0c-5a57-9c3c-0e4f6f1d8a11")  # of names that are made here
MEERVOUD: Final = {PERSOON: "personen", ADRES: "adressen"}
_STATUS: Final = """select case when status <> 'loopt' then status when te_laat_vanaf <= %(dag)s then 'te_laat'
    when dreigt_vanaf <= %(dag)s then 'dreigt' else 'open' end as s, count(*) from dossier_plicht
    where gemeente = %(g)s and dossier = any(%(d)s) group by s order by count(*) desc, s"""


@dataclass(slots=True)
class Verslag:
    """What an import did, or would do."""

    dossiers: int = 0
    al: int = 0
    feiten: int = 0
    onderwerpen: Counter[str] = field(default_factory=Counter)
    plichten: dict[str, int] = field(default_factory=dict)

    @property
    def tekst(self) -> str:
        nieuw = f"{self.dossiers} dossiers met {self.feiten} feiten" + "".join(f", {n} {wat}" for wat, n in sorted(self.onderwerpen.items()))
        return f"{nieuw}; al eerder overgenomen: {self.al}."


def importeer(pad: Path, code: str, namens: str, *, organisatie: str | None = None, proef: bool = False) -> Verslag:
    """Take over the cases of a file. `namens`: the mail address of who does so. Raises InvoerFout; then nothing changed."""
    bron = lees(pad)
    sessie = _sessie(code, namens, organisatie)
    i = _Importeur(bron, sessie)
    i.maak()
    bron.meld()
    try:
        return kern.leg_vast_samen(sessie, i.opdrachten, i.verslag, proef=proef)
    except SamenGeweigerd as e:
        i.meld(e.bezwaren)
        raise


class _Importeur:
    """The cases of a file as commands, with the place in the file of every fact."""

    def __init__(self, bron: Bron, sessie: Sessie) -> None:
        self.bron = bron
        self.sessie = sessie
        self.wereld: Wereld = afspraken.wereld(sessie.gemeente_code)
        self.opdrachten: list[Opdracht] = []
        self.plaatsen: list[list[Pad]] = []
        self.soorten: list[str] = []
        self._onderwerpen: dict[UUID, date] = {}
        with binnen("default", gemeente=sessie.gemeente):
            self.organisaties = {o.code: o for o in Organisatie.objects.using("default").filter(gemeente=sessie.gemeente)}
            self.gebieden = dict(Gebied.objects.using("default").filter(gemeente=sessie.gemeente).values_list("code", "id"))
            self.collegas = {c.login: c.lidmaatschap for c in collega_s(sessie.organisatie, sessie.dag)}

    def maak(self) -> None:
        for i, d in enumerate(self.bron.dossiers):
            self._dossier(("dossiers", i), d)

    def _id(self, *namen: str) -> UUID:
        return uuid5(_RUIMTE, "|".join((str(self.sessie.gemeente), str(self.sessie.organisatie), *namen)))

    def _opdracht(self, soort: str, id_: UUID, begin: Begin, feiten: list[tuple[Pad, Nieuw]]) -> None:
        self.opdrachten.append(Opdracht(uuid5(id_, "overname"), tuple(n for _, n in feiten), (begin,)))
        self.plaatsen.append([p for p, _ in feiten])
        self.soorten.append(soort)

    # one case

    def _dossier(self, pad: Pad, d: dict[str, Any]) -> None:
        id_ = self._id("zaak", d["sleutel"])
        begonnen = self._begonnen(pad, d)
        gebied = self._kies(self.gebieden, d.get("gebied"), (*pad, "gebied"), "gebied")
        bekend = afspraken.protocollen(self.sessie.gemeente_code)
        for p in d["protocollen"]:
            if p not in bekend:
                self.bron.fout(
                    (*pad, "protocollen"), f"Het protocol {p} is er niet.", lijkt_op(str(p), bekend).strip() or f"Kies uit: {', '.join(bekend)}."
                )
        mail = d.get("behandelaar")
        lid = self.collegas.get(login_met_naam(str(mail)) or 0) if mail else None
        if mail and lid is None:
            self.bron.fout(
                (*pad, "behandelaar"), f"{mail} is geen collega van deze gemeente of organisatie.", "Kijk of het mailadres goed is geschreven."
            )
        feiten = [*self._partijen(pad, d, id_, begonnen), *self._onderwerpen_van(pad, d, id_, begonnen, gebied), *self._feiten(pad, d, id_)]
        if not d["feiten"]:
            self.bron.fout(pad, "Dit dossier heeft geen feiten.", "Noem ten minste wat er het eerst gebeurde.")
        self._opdracht("zaak", id_, Begin(id_, "zaak", tuple(map(str, d["protocollen"])), gebied, lid, begonnen), feiten)

    def _begonnen(self, pad: Pad, d: dict[str, Any]) -> date:
        """The day on which the case began: as told, else that of its first fact. A day that cannot be read is told where the fact is read."""
        if d.get("begonnen") is not None:
            try:
                return moment(d["begonnen"])[0]
            except FoutWaarde as e:
                self.bron.fout((*pad, "begonnen"), f"{e}.")
        dagen = []
        for f in d["feiten"]:
            try:
                dagen.append(moment(f.get("op"))[0])
            except FoutWaarde:
                continue
        return min([*dagen, vandaag()])

    def _kies(self, uit: dict[str, int], naam: Any, pad: Pad, wat: str) -> int | None:
        if naam is None:
            return None
        if str(naam) not in uit:
            self.bron.fout(pad, f"{naam} is geen {wat} van deze gemeente of organisatie.", lijkt_op(str(naam), uit).strip())
        return uit.get(str(naam))

    def _partijen(self, pad: Pad, d: dict[str, Any], id_: UUID, begonnen: date) -> Iterator[tuple[Pad, Nieuw]]:
        for n, p in enumerate(d["partijen"]):
            hier: Pad = (*pad, "partijen", n)
            velden = {"rol": p.get("rol"), "organisatie": p.get("organisatie")}
            for k in velden:
                if velden[k] is None:
                    self.bron.fout((*hier, k), f"{k} ontbreekt.", "Noem wie in welke rol meedoet.")
            yield hier, _van_buiten(id_, f"partij|{n}", BETROKKEN, p.get("op") or begonnen.isoformat(), self._waarden(BETROKKEN, velden, hier))

    def _onderwerpen_van(self, pad: Pad, d: dict[str, Any], id_: UUID, begonnen: date, gebied: int | None) -> Iterator[tuple[Pad, Nieuw]]:
        """The person and the address: small dossiers of their own, to which the case is linked."""
        verbonden = afspraken.systeemfeit(self.sessie.gemeente_code, "dossier.verbonden")
        relatie = self.wereld.feiten[verbonden].velden["relatie"].waarden[0]
        for soort in GEGEVENS:
            velden = dict(d.get(soort) or {})
            if not velden:
                continue
            hier: Pad = (*pad, soort)
            ander = self._id(soort, str(velden.pop("sleutel", None) or f"van {d['sleutel']}"))
            if ander not in self._onderwerpen:
                self._onderwerpen[ander] = begonnen
                protocol = protocol_van(self.sessie.gemeente_code, soort)
                begin = Begin(ander, soort, (protocol,), gebied if soort == ADRES else None, None, begonnen)
                self._opdracht(soort, ander, begin, list(self._onderwerp(soort, ander, velden, begonnen, hier)))
            yield hier, _van_buiten(id_, f"verbonden|{soort}", verbonden, begonnen.isoformat(), {"ander": str(ander), "relatie": relatie})

    def _onderwerp(self, soort: str, id_: UUID, velden: dict[str, Any], begonnen: date, pad: Pad) -> Iterator[tuple[Pad, Nieuw]]:
        """The fields by the fact types of the vocabulary that hold them (`systeem: persoon.gegevens`, `persoon.contact`, ...)."""
        types = {n: f for n, f in self.wereld.feiten.items() if (f.systeem or "").startswith(f"{soort}.") and "ander" not in f.velden}
        bekend = [v for f in types.values() for v in f.velden]
        for v in velden:
            if v not in bekend:
                self.bron.fout((*pad, v), f"{v} hoort niet bij een {soort}.", lijkt_op(v, bekend).strip() or f"Bekend zijn: {', '.join(bekend)}.")
        for naam, f in types.items():
            eigen = {v: w for v, w in velden.items() if v in f.velden}
            for v, model in f.velden.items():
                if eigen and model.verplicht and eigen.get(v) in (None, ""):
                    self.bron.fout((*pad, v), f"{v} ontbreekt.", "Vul dit in.")
            if eigen:
                yield pad, _van_buiten(id_, naam, naam, begonnen.isoformat(), eigen)

    # the facts of a case

    def _feiten(self, pad: Pad, d: dict[str, Any], id_: UUID) -> Iterator[tuple[Pad, Nieuw]]:
        dingen: dict[str, str] = {}
        eerder: dict[str, tuple[str, str]] = {}  # name in the file -> id, type
        for n, f in enumerate(d["feiten"]):
            hier: Pad = (*pad, "feiten", n)
            soort = str(f.get("feit"))
            naam = str(f.get("id") or f"feit {n}")
            if naam in eerder:
                self.bron.fout((*hier, "id"), f"Het feit {naam} staat er twee keer.", "Geef elk feit een eigen id.")
            if "rectificeer" in f:
                soort = eerder.get(str(f["rectificeer"]), ("", ""))[1]
                if not soort:
                    self.bron.fout(
                        (*hier, "rectificeer"),
                        f"{f['rectificeer']} is geen eerder feit van dit dossier.",
                        "Noem het id van een feit dat hierboven staat.",
                    )
                    continue
            elif soort not in self.wereld.feiten:
                self.bron.fout((*hier, "feit"), f"Het feit {f.get('feit')} bestaat niet.", lijkt_op(soort, self.wereld.feiten).strip())
                continue
            fid = uuid5(id_, f"feit|{naam}")
            eerder[naam] = (str(fid), soort)
            yield hier, self._feit(hier, f, id_, fid, soort, dingen, eerder)

    def _feit(
        self, pad: Pad, f: dict[str, Any], id_: UUID, fid: UUID, soort: str, dingen: dict[str, str], eerder: dict[str, tuple[str, str]]
    ) -> Nieuw:
        ruw: dict[str, Any] = {k: f[k] for k in ("op", "namens", "reden") if f.get(k) is not None}
        opent = None
        if "rectificeer" in f:
            wordt = dict(f.get("wordt") or {})
            if "over" in wordt:
                wordt["over"] = self._over((*pad, "wordt"), wordt["over"], dingen)
            ruw["rectificeer"] = eerder[str(f["rectificeer"])][0]
            ruw |= {"intrekken": f["intrekken"]} if f.get("intrekken") is not None else {"wordt": self._waarden(soort, wordt, (*pad, "wordt"))}
        else:
            ruw |= {"feit": soort, "velden": self._waarden(soort, f.get("velden") or {}, (*pad, "velden")), "herkomst": "buiten"}
            ruw["over"] = self._over(pad, f.get("over"), dingen)
            opent = self._opent(pad, f, id_, self.wereld.feiten[soort], dingen)
        return Nieuw(id_, fid, ruw, opent, self._rol(pad, f), self._wie(pad, f), overgenomen=True)

    def _opent(self, pad: Pad, f: dict[str, Any], id_: UUID, model: FeitType, dingen: dict[str, str]) -> UUID | None:
        if f.get("opent") is None:
            return None
        naam = str(f["opent"])
        if model.opent is None or naam in dingen:
            waarom = f"{naam} is al geopend" if naam in dingen else "Dit feit opent niets"
            self.bron.fout((*pad, "opent"), f"{waarom}.", "Noem bij over waar dit feit over gaat, of kies een andere naam.")
        ding = uuid5(id_, f"ding|{naam}")
        dingen[naam] = str(ding)
        return ding

    def _over(self, pad: Pad, over: Any, dingen: dict[str, str]) -> list[str]:
        namen = [str(x) for x in over] if isinstance(over, list) else [] if over is None else [str(over)]
        for n in namen:
            if n not in dingen:
                self.bron.fout(
                    (*pad, "over"), f"{n} is nog niet geopend.", "Noem iets dat een eerder feit van dit dossier opent." + lijkt_op(n, dingen)
                )
        return [dingen.get(n, n) for n in namen]

    def _waarden(self, soort: str, velden: dict[str, Any], pad: Pad) -> dict[str, Any]:
        """Organisations are named by code in a file, and by number in the file of a case."""
        uit = dict(velden)
        for v, model in self.wereld.feiten[soort].velden.items():
            if model.soort == "organisatie" and uit.get(v) is not None and (o := self._organisatie((*pad, v), uit[v])) is not None:
                uit[v] = str(o.id)
        return uit

    def _organisatie(self, pad: Pad, code: Any) -> Organisatie | None:
        if str(code) not in self.organisaties:
            self.bron.fout(pad, f"De organisatie {code} is er niet.", lijkt_op(str(code), self.organisaties).strip())
        return self.organisaties.get(str(code))

    def _rol(self, pad: Pad, f: dict[str, Any]) -> str | None:
        rol = f.get("rol")
        if rol is not None and rol not in self.wereld.rollen:
            self.bron.fout((*pad, "rol"), f"{rol} is geen rol.", lijkt_op(str(rol), self.wereld.rollen).strip())
        elif rol is not None and f.get("organisatie") is None and self.wereld.soort_van_rol(str(rol)) not in (None, self.sessie.soort):
            self.bron.fout((*pad, "organisatie"), f"{rol} werkt niet bij de organisatie die importeert.", "Noem de organisatie die dit deed.")
        return None if rol is None else str(rol)

    def _wie(self, pad: Pad, f: dict[str, Any]) -> int | None:
        code = f.get("organisatie")
        o = None if code is None else self._organisatie((*pad, "organisatie"), code)
        if o is None:
            return None
        if f.get("rol") is None or self.wereld.soort_van_rol(str(f["rol"])) not in (None, o.soort):
            self.bron.fout((*pad, "rol"), f"Bij {code} hoort een rol van die organisatie.", "Noem in welke rol dit gebeurde.")
        return int(o.id)

    # what came of it

    def verslag(self, k: Kern, uitslagen: list[Uitslag]) -> Verslag:
        v = Verslag()
        nieuw = []
        for soort, o, u in zip(self.soorten, self.opdrachten, uitslagen, strict=True):
            if soort != "zaak":
                v.onderwerpen[MEERVOUD[soort]] += not u.herhaald
            elif u.herhaald:
                v.al += 1
            else:
                v.dossiers += 1
                v.feiten += len(u.feiten)
                nieuw.append(o.begin[0].id)
        k.cursor.execute(_STATUS, {"dag": k.dag, "g": k.gemeente, "d": nieuw})
        v.plichten = {s.replace("_", " "): int(n) for s, n in k.cursor.fetchall()}
        return v

    def meld(self, bezwaren: dict[int, list[Bezwaar]]) -> None:
        """Objections with their place in the file. Raises InvoerFout."""
        for c, lijst in bezwaren.items():
            verbonden = {i for i, n in enumerate(self.opdrachten[c].feiten) if "ander" in (n.ruw.get("velden") or {})}
            for b in lijst:
                if b.feit in verbonden and len(bezwaren) > 1:
                    continue  # the person or the address was refused; that is told there
                pad = self.plaatsen[c][b.feit]
                self.bron.fout((*pad, *self._veld(pad, b.veld)), b.melding)
        self.bron.meld()

    def _veld(self, pad: Pad, veld: str | None) -> Pad:
        if veld is None:
            return ()
        if veld in ("op", "over", "opent", "reden", "namens", "id", "feit", "rectificeer", "intrekken", "wordt") or "feiten" not in pad:
            return (veld,)
        return ("rol",) if veld == "door" else ("velden", veld)


def _van_buiten(dossier: UUID, naam: str, feit: str, op: str, velden: dict[str, Any]) -> Nieuw:
    """A fact that comes with the case; by its name it gets the same id every time."""
    return Nieuw(dossier, uuid5(dossier, naam), {"feit": feit, "op": op, "velden": velden, "herkomst": "buiten"}, overgenomen=True)


def _sessie(code: str, mail: str, organisatie: str | None) -> Sessie:
    """The session of a member, by mail address. Raises InvoerFout."""

    def fout(melding: str, herstel: str) -> InvoerFout:
        return InvoerFout(Fout("--namens", 0, "", melding, herstel))

    with transaction.atomic(using="default"):
        login = login_met_naam(mail)
        if login is None:
            raise fout("Er is geen login met dit mailadres.", "Kijk of het goed is geschreven.")
        dag = vandaag()
        leden = [x for x in lidmaatschappen(login, dag) if x.gemeente_code == code]
        codes: dict[int, str] = {}
        for x in leden:
            with binnen("default", gemeente=x.gemeente):
                codes |= dict(Organisatie.objects.using("default").filter(id=x.organisatie).values_list("id", "code"))
        gekozen = [x for x in leden if organisatie in (None, codes[x.organisatie])]
        if len(gekozen) != 1:
            herstel = f"Noem met --organisatie een van: {', '.join(codes.values())}." if codes else "Kies iemand die vandaag in deze gemeente werkt."
            raise fout("Het is niet duidelijk voor welke organisatie deze persoon dit doet.", herstel)
        s = maak_sessie(gekozen[0].id, login, dag, afspraken.boven)
    if not s.rollen:
        raise fout("Deze persoon heeft vandaag geen rol.", "Geef deze persoon eerst een rol, of kies iemand anders.")
    return s
