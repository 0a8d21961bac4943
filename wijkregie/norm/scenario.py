# SPDX-License-Identifier: EUPL-1.2
"""Scenarios: a story of facts, and what must hold on given days. They are tests, documentation and demo data at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from wijkregie.norm.beeld import Bezet, Convenant, Omstandigheden, Verbonden
from wijkregie.norm.bereik import lijkt_op
from wijkregie.norm.feit import Feit
from wijkregie.norm.fouten import Fout, InvoerFout
from wijkregie.norm.invoer import FeitenLezer, FoutWaarde, moment
from wijkregie.norm.lader import Bibliotheek
from wijkregie.norm.leid_af import Stand, leid_af
from wijkregie.norm.regelset import Regelset
from wijkregie.norm.verwacht import DELEN, vergelijk
from wijkregie.norm.weergave import stand_json
from wijkregie.norm.yaml12 import laad, laad_bytes, plaats

_SLEUTELS: Final = frozenset(
    [
        "scenario",
        "toont",
        "protocollen",
        "gebied",
        "bezetting",
        "convenanten",
        "keuzes",
        "dossiers",
        "verbindingen",
        "feiten",
        "verwacht",
        "noot",
        "vertel",
    ]
)


@dataclass(slots=True)
class Dossier:
    """One dossier of a scenario."""

    naam: str
    regelset: Regelset
    feiten: list[Feit] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Verbinding:
    """`naar` reads what `van` publishes."""

    van: str
    naar: str
    soort: str
    sinds: date = date.min
    tot: date = date.max


@dataclass(slots=True)
class Scenario:
    """A scenario, read and checked."""

    naam: str
    bestand: str
    toont: list[str]
    dossiers: dict[str, Dossier]
    verbindingen: list[Verbinding]
    om: Omstandigheden
    verwacht: list[dict[str, Any]]
    ruw: dict[str, Any]
    _publicaties: dict[tuple[str, date, date | None], Any] = field(default_factory=dict)

    @staticmethod
    def lees(pad: Path | str, bibliotheek: Bibliotheek) -> Scenario:
        """Read a scenario file. Raises InvoerFout."""
        try:
            inhoud = Path(pad).read_bytes()
        except OSError as e:
            raise InvoerFout(Fout(str(pad), 0, "", f"Dit bestand is niet te lezen ({e.strerror}).", "Kijk of de naam klopt.")) from None
        return Scenario.uit_data(laad_bytes(inhoud, str(pad)), bibliotheek, str(pad))

    @staticmethod
    def uit_tekst(tekst: str, bibliotheek: Bibliotheek, bestand: str = "scenario.yaml") -> Scenario:
        return Scenario.uit_data(laad(tekst, bestand), bibliotheek, bestand)

    @staticmethod
    def uit_data(data: dict[str, Any], bibliotheek: Bibliotheek, bestand: str = "scenario.yaml") -> Scenario:
        """A scenario from parsed data. Raises InvoerFout with every mistake in it."""
        return _Lezer(data, bibliotheek, bestand).lees()

    # deriving

    def toestand(self, op: date, bekend_op: date | None = None, dossier: str | None = None, *, achteraf: bool = True) -> Stand:
        """The state of one dossier (the first by default)."""
        d = self._dossier(dossier)
        om = self.omstandigheden(d.naam, op, bekend_op)
        return leid_af(d.regelset, d.feiten, op, bekend_op, om, achteraf=achteraf)

    def stand(self, op: date, bekend_op: date | None = None, dossier: str | None = None, *, kort: bool = False) -> dict[str, Any]:
        """The state as JSON, as `wijkregie stand --json` gives it; `kort` leaves out explanations and rights that nobody has."""
        return stand_json(self.toestand(op, bekend_op, dossier), waarom=not kort, volledig=not kort)

    def _dossier(self, naam: str | None) -> Dossier:
        if naam is None:
            return next(iter(self.dossiers.values()))
        if naam not in self.dossiers:
            raise InvoerFout(Fout(self.bestand, 0, "dossier", f"Het dossier {naam} bestaat niet.", f"Er zijn: {', '.join(self.dossiers)}."))
        return self.dossiers[naam]

    def omstandigheden(self, dossier: str, op: date, bekend_op: date | None) -> Omstandigheden:
        """The dated inputs of a dossier: those of the scenario and what linked dossiers published up to that day."""
        links = [v for v in self.verbindingen if v.naar == dossier]
        if not links:
            return self.om
        verbonden = tuple(Verbonden(v.soort, v.van, v.sinds, v.tot, self._gepubliceerd(v.van, op, bekend_op)) for v in links)
        return Omstandigheden(self.om.gebied, self.om.bezetting, self.om.convenanten, verbonden, self.om.keuzes)

    def _gepubliceerd(self, dossier: str, op: date, bekend_op: date | None) -> tuple[tuple[date, str, Any], ...]:
        """What a dossier publishes, each value with the day from which it holds: read on each day on which it can change."""
        sleutel = (dossier, op, bekend_op)
        if sleutel not in self._publicaties:
            d = self.dossiers[dossier]
            dagen = sorted({f.op for f in d.feiten if f.op <= op})
            vorige: dict[str, Any] = {}
            uit: list[tuple[date, str, Any]] = []
            i = 0
            while i < len(dagen):
                dag = dagen[i]
                s = leid_af(d.regelset, d.feiten, dag, bekend_op, self.omstandigheden(dossier, dag, bekend_op), achteraf=False)
                nu: dict[str, Any] = {}
                for naam, waarde, ding in s.gepubliceerd:
                    if ding is None:
                        nu[naam] = waarde
                    else:
                        nu[naam] = {**nu.get(naam, {}), ding: waarde}
                uit += [(dag, n, w) for n, w in nu.items() if n not in vorige or vorige[n] != w]
                vorige = nu
                w2 = s.volgende_wisseling
                if w2 is not None and w2 <= op and w2 not in dagen:
                    dagen.append(w2)
                    dagen.sort()
                i += 1
            self._publicaties[sleutel] = tuple(uit)
        uit2: tuple[tuple[date, str, Any], ...] = self._publicaties[sleutel]
        return uit2

    def met_versie(self, dossier: str, versie: str, bibliotheek: Bibliotheek) -> Scenario:
        """The same dossier under another version of one of its protocols (`gemeente/naam@datum`). Raises InvoerFout."""
        nieuw = bibliotheek.kies([versie], self.bestand)
        d = self._dossier(dossier)
        samen = bibliotheek.regelset({**d.regelset.versies, **nieuw})
        dossiers = {n: Dossier(n, samen if x is d else x.regelset, x.feiten) for n, x in self.dossiers.items()}
        return replace(self, dossiers=dossiers, _publicaties={})

    # checking

    def controleer(self) -> list[str]:
        """Play the expectations; every difference as a line. Empty: it holds."""
        uit: list[str] = []
        for i, v in enumerate(self.verwacht):
            op = moment(v["op"])[0]
            bekend = moment(v["bekend_op"])[0] if v.get("bekend_op") is not None else None
            stand = self.stand(op, bekend, v.get("dossier"), kort="waarom_bevat" not in str(v))
            regel = plaats(self.ruw, ["verwacht", i])
            kop = f"{self.bestand}:{regel} op {op.isoformat()}" + (f", bekend op {bekend.isoformat()}" if bekend else "")
            uit += [f"{kop}: {x}" for x in vergelijk(v, stand)]
        return uit

    def dagen(self) -> list[tuple[date, date | None, str | None]]:
        """Every (day, known on, dossier) that is asked about."""
        return [(moment(v["op"])[0], moment(v["bekend_op"])[0] if v.get("bekend_op") is not None else None, v.get("dossier")) for v in self.verwacht]


class _Lezer:
    """Reads one scenario; collects every mistake."""

    def __init__(self, data: Any, bibliotheek: Bibliotheek, bestand: str) -> None:
        self.data = data
        self.bib = bibliotheek
        self.bestand = bestand
        self.fouten: list[Fout] = []

    def fout(self, pad: list[str | int], melding: str, herstel: str = "") -> None:
        self.fouten.append(Fout(self.bestand, plaats(self.data, pad), ".".join(map(str, pad)), melding, herstel))

    def lees(self) -> Scenario:
        d = self.data
        if not isinstance(d, dict):
            raise InvoerFout(Fout(self.bestand, 1, "", "Een scenario is een kaart met sleutels.", "Begin met scenario: en een titel."))
        for k in d:
            if k not in _SLEUTELS:
                self.fout([k], f"De sleutel {k} bestaat hier niet.", lijkt_op(str(k), _SLEUTELS).strip())
        dossiers = self._dossiers()
        if not self.fouten:
            self._feiten(dossiers)
        verbindingen = self._verbindingen(dossiers)
        om = self._om()
        verwacht = self._verwacht(dossiers)
        if self.fouten:
            raise InvoerFout(self.fouten)
        toont = d.get("toont") or []
        return Scenario(
            str(d.get("scenario", self.bestand)),
            self.bestand,
            [str(x) for x in (toont if isinstance(toont, list) else [toont])],
            dossiers,
            verbindingen,
            om,
            verwacht,
            d,
        )

    def _dossiers(self) -> dict[str, Dossier]:
        d = self.data
        ruw = d.get("dossiers")
        if ruw is None:
            ruw = {"zaak": {"protocollen": d.get("protocollen")}}
        uit: dict[str, Dossier] = {}
        if not isinstance(ruw, dict) or not ruw:
            self.fout(["dossiers"], "dossiers is een kaart van naam naar {protocollen: [..]}.")
            return uit
        for naam, x in ruw.items():
            namen = (x or {}).get("protocollen", d.get("protocollen")) if isinstance(x, dict) or x is None else None
            namen = [namen] if isinstance(namen, str) else namen
            if not isinstance(namen, list) or not namen:
                self.fout(["protocollen"], "Er staat niet welke protocollen gelden.", "Schrijf protocollen: [gemeente/protocol].")
                continue
            try:
                regel = plaats(d, ["dossiers", naam] if "dossiers" in d else ["protocollen"])
                versies = self.bib.kies([str(n) for n in namen], self.bestand, regel)
            except InvoerFout as e:
                self.fouten += e.fouten
                continue
            gemeenten = {n.split("/")[0] for n in versies}
            if len(gemeenten) > 1:
                self.fout(["protocollen"], "Een dossier hoort bij één gemeente.", f"Hier staan er {len(gemeenten)}: {', '.join(sorted(gemeenten))}.")
                continue
            uit[str(naam)] = Dossier(str(naam), self.bib.regelset(versies))
        return uit

    def _feiten(self, dossiers: dict[str, Dossier]) -> None:
        ruw = self.data.get("feiten") or []
        if not isinstance(ruw, list):
            self.fout(["feiten"], "feiten is een lijst.", "Begin elk feit met een streepje.")
            return
        lezers = {n: FeitenLezer(next(iter(d.regelset.versies.values()))[0].wereld, self.bestand, self.data) for n, d in dossiers.items()}
        eerste = next(iter(dossiers))
        volgorde = sorted(range(len(ruw)), key=lambda i: self._vastgelegd(ruw[i], i))
        for i in volgorde:
            x = ruw[i]
            for naam in self._van_dossiers(x, eerste, i):
                if naam in lezers and isinstance(x, dict) and x.get("opent") is not None:
                    model = lezers[naam].w.feiten.get(str(x.get("feit")))
                    if model is not None and model.opent:
                        lezers[naam].dingen.setdefault(str(x["opent"]), model.opent)
        for nr, i in enumerate(volgorde, 1):
            for naam in self._van_dossiers(ruw[i], eerste, i):
                if naam not in dossiers:
                    self.fout(["feiten", i, "dossier"], f"Het dossier {naam} bestaat niet.", lijkt_op(naam, dossiers).strip())
                    continue
                f = lezers[naam].lees(ruw[i], nr, ["feiten", i])
                if f is not None:
                    dossiers[naam].feiten.append(f)
        for lezer in lezers.values():
            self.fouten += lezer.fouten

    def _van_dossiers(self, x: Any, eerste: str, i: int) -> list[str]:
        d = x.get("dossier", eerste) if isinstance(x, dict) else eerste
        return [str(y) for y in d] if isinstance(d, list) else [str(d)]

    @staticmethod
    def _vastgelegd(x: Any, i: int) -> tuple[date, int]:
        """Order of recording: by day of recording, then as written."""
        try:
            return moment(x.get("vastgelegd") or x.get("op"))[0], i
        except (FoutWaarde, AttributeError):
            return date.max, i

    def _kaarten(self, sleutel: str) -> Iterable[tuple[int, dict[str, Any]]]:
        ruw = self.data.get(sleutel) or []
        if not isinstance(ruw, list):
            self.fout([sleutel], f"{sleutel} is een lijst.")
            return
        for i, x in enumerate(ruw):
            if isinstance(x, dict):
                yield i, x
            else:
                self.fout([sleutel, i], f"Elk deel van {sleutel} is een kaart met sleutels.")

    def _datum(self, x: dict[str, Any], sleutel: str, pad: list[str | int], anders: date) -> date:
        if x.get(sleutel) is None:
            return anders
        try:
            return moment(x[sleutel])[0]
        except FoutWaarde as e:
            self.fout([*pad, sleutel], f"{e}.")
            return anders

    def _verbindingen(self, dossiers: dict[str, Dossier]) -> list[Verbinding]:
        uit = []
        for i, x in self._kaarten("verbindingen"):
            pad: list[str | int] = ["verbindingen", i]
            for k in ("van", "naar"):
                if x.get(k) not in dossiers and dossiers:
                    self.fout([*pad, k], f"Het dossier {x.get(k)} bestaat niet.", lijkt_op(str(x.get(k)), dossiers).strip())
            sinds, tot = self._datum(x, "sinds", pad, date.min), self._datum(x, "tot", pad, date.max)
            uit.append(Verbinding(str(x.get("van")), str(x.get("naar")), str(x.get("soort")), sinds, tot))
        self._geen_kring(uit)
        return uit

    def _geen_kring(self, verbindingen: list[Verbinding]) -> None:
        """Publishing is acyclic: a dossier may not read, over others, what it publishes itself."""
        leest: dict[str, set[str]] = {}
        for v in verbindingen:
            leest.setdefault(v.naar, set()).add(v.van)
        for i, v in enumerate(verbindingen):
            gezien: set[str] = set()
            rij = [v.van]
            while rij:
                x = rij.pop()
                if x == v.naar:
                    self.fout(
                        ["verbindingen", i],
                        f"De verbindingen van {v.naar} vormen een kring.",
                        "Laat één van de dossiers niet lezen wat het andere publiceert.",
                    )
                    return
                if x not in gezien:
                    gezien.add(x)
                    rij += leest.get(x, ())

    def _om(self) -> Omstandigheden:
        d = self.data
        bezetting, convenanten, keuzes = [], [], []
        for i, x in self._kaarten("bezetting"):
            pad: list[str | int] = ["bezetting", i]
            for k in x:
                if k not in ("rol", "organisatie", "gebied", "van", "tot", "team", "persoon"):
                    self.fout([*pad, k], f"De sleutel {k} bestaat hier niet.")
            van, tot = self._datum(x, "van", pad, date.min), self._datum(x, "tot", pad, date.max)
            bezetting.append(Bezet(str(x.get("rol")), str(x.get("organisatie")), x.get("gebied"), van, tot, x.get("team"), x.get("persoon")))
        for i, x in self._kaarten("convenanten"):
            pad = ["convenanten", i]
            convenanten.append(Convenant(str(x.get("organisatie")), self._datum(x, "van", pad, date.min), self._datum(x, "tot", pad, date.max)))
        for naam, optie in (d.get("keuzes") or {}).items():
            for vanaf, o in optie.items() if isinstance(optie, dict) else [(date.min, optie)]:
                keuzes.append((str(naam), vanaf if isinstance(vanaf, date) else moment(vanaf)[0], str(o)))
        return Omstandigheden(d.get("gebied"), tuple(bezetting), tuple(convenanten), (), tuple(sorted(keuzes)))

    def _verwacht(self, dossiers: dict[str, Dossier]) -> list[dict[str, Any]]:
        uit = []
        for i, x in self._kaarten("verwacht"):
            pad: list[str | int] = ["verwacht", i]
            for k in x:
                if k not in DELEN:
                    self.fout([*pad, k], f"De sleutel {k} bestaat hier niet.", lijkt_op(str(k), DELEN).strip())
            for k in ("op", "bekend_op"):
                if k == "op" and k not in x:
                    self.fout(pad, "Er staat niet op welke dag dit wordt verwacht.", "Zet op: jjjj-mm-dd erbij.")
                elif x.get(k) is not None:
                    self._datum(x, k, pad, date.min)
            if x.get("dossier") is not None and x["dossier"] not in dossiers and dossiers:
                self.fout([*pad, "dossier"], f"Het dossier {x['dossier']} bestaat niet.", lijkt_op(str(x["dossier"]), dossiers).strip())
            self._namen(x, pad, dossiers)
            uit.append(x)
        return uit

    def _namen(self, x: dict[str, Any], pad: list[str | int], dossiers: dict[str, Dossier]) -> None:
        """A misspelt name in an expectation would make "is not there" true by accident."""
        versies = [v for d in dossiers.values() for reeks in d.regelset.versies.values() for v in reeks]
        if not versies:
            return
        voc = versies[0].wereld
        bekend: dict[tuple[str, str], Any] = {
            ("zicht", "rol"): voc.rollen,
            ("zicht", "categorie"): voc.voc.categorieen,
            ("zicht", "doel"): {"*", *(n for v in versies for r in v.delen for n in r.doelen)},
            ("handelingen", "rol"): voc.rollen,
            ("handelingen", "feit"): voc.feiten,
            ("formulier", "feit"): voc.feiten,
            ("toetsen", "toets"): {n for v in versies for n in v.toetsen},
            ("plichten", "regel"): {n for v in versies for n in v.plichten},
            ("fasen", "spoor"): {n for v in versies for n in v.sporen},
        }
        for (deel, sleutel), namen in bekend.items():
            for kop in (deel, f"geen_{deel}"):
                rijen = x.get(kop)
                for i, rij in enumerate(rijen if isinstance(rijen, list) else []):
                    if isinstance(rij, dict) and rij.get(sleutel) is not None and str(rij[sleutel]) not in namen:
                        self.fout([*pad, kop, i, sleutel], f"{rij[sleutel]} is hier geen bekende naam.", lijkt_op(str(rij[sleutel]), namen).strip())
