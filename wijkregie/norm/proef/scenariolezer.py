# SPDX-License-Identifier: EUPL-1.2
"""Reading a scenario: dossiers, facts, links, circumstances and expectations, each checked with its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from wijkregie.norm.afleiding.plicht import STATUSSEN
from wijkregie.norm.afleiding.regels import Versie
from wijkregie.norm.afleiding.regelset import Regelset
from wijkregie.norm.feiten.beeld import Bezet, Convenant, Omstandigheden
from wijkregie.norm.feiten.feit import Feit
from wijkregie.norm.fouten import Fout, InvoerFout
from wijkregie.norm.proef.invoer import FeitenLezer, FoutWaarde, moment
from wijkregie.norm.proef.verwacht import DELEN, SLEUTELS, patronen
from wijkregie.norm.protocol.lader import Bibliotheek
from wijkregie.norm.taal.bereik import lijkt_op
from wijkregie.norm.yaml12 import plaats

SLEUTELS_SCENARIO: Final = frozenset(
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
        "vernietigd",
        "feiten",
        "verwacht",
        "noot",
        "vertel",
    ]
)


_BEZETTING: Final = frozenset({"rol", "organisatie", "gebied", "van", "tot", "team", "persoon"})
_CONVENANT: Final = frozenset({"organisatie", "van", "tot"})
_VERNIETIGD: Final = frozenset({"besluit", "op"})
_VERBINDING: Final = frozenset({"van", "naar", "soort", "sinds", "tot"})


def _tekst(x: Any) -> str | None:
    return None if x is None else str(x)


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


@dataclass(frozen=True, slots=True)
class Gelezen:
    """What a scenario says."""

    toont: list[str]
    dossiers: dict[str, Dossier]
    verbindingen: list[Verbinding]
    om: Omstandigheden
    verwacht: list[dict[str, Any]]


def _versies(dossiers: dict[str, Dossier]) -> list[Versie]:
    return [v for d in dossiers.values() for reeks in d.regelset.versies.values() for v in reeks]


class ScenarioLezer:
    """Reads one scenario; collects every mistake."""

    def __init__(self, data: Any, bibliotheek: Bibliotheek, bestand: str, namen: bool = True) -> None:
        self.data = data
        self.namen = namen
        self.bib = bibliotheek
        self.bestand = bestand
        self.fouten: list[Fout] = []

    def fout(self, pad: list[str | int], melding: str, herstel: str = "") -> None:
        self.fouten.append(Fout(self.bestand, plaats(self.data, pad), ".".join(map(str, pad)), melding, herstel))

    def lees(self) -> Gelezen:
        """Read it all. Raises InvoerFout with every mistake."""
        d = self.data
        if not isinstance(d, dict):
            raise InvoerFout(Fout(self.bestand, 1, "", "Een scenario is een kaart met sleutels.", "Begin met scenario: en een titel."))
        for k in d:
            if k not in SLEUTELS_SCENARIO:
                self.fout([k], f"De sleutel {k} bestaat hier niet.", lijkt_op(str(k), SLEUTELS_SCENARIO).strip())
        dossiers = self._dossiers()
        if not self.fouten:
            self._feiten(dossiers)
        verbindingen = self._verbindingen(dossiers)
        om = self._om(dossiers)
        verwacht = self._verwacht(dossiers)
        if self.fouten:
            raise InvoerFout(self.fouten)
        toont = d.get("toont") or []
        return Gelezen([str(x) for x in (toont if isinstance(toont, list) else [toont])], dossiers, verbindingen, om, verwacht)

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
            nr = x.get("nr")
            return moment(x.get("vastgelegd") or x.get("op"))[0], nr if isinstance(nr, int) else i
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
                if str(x.get(k)) not in dossiers and dossiers:
                    self.fout([*pad, k], f"Het dossier {x.get(k)} bestaat niet.", lijkt_op(str(x.get(k)), dossiers).strip())
            self._sleutels(x, _VERBINDING, pad)
            sinds, tot = self._periode(x, "sinds", pad)
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

    def _sleutels(self, x: dict[str, Any], bekend: frozenset[str], pad: list[str | int]) -> None:
        for k in x:
            if k not in bekend:
                self.fout([*pad, k], f"De sleutel {k} bestaat hier niet.", lijkt_op(str(k), bekend).strip())

    def _periode(self, x: dict[str, Any], van: str, pad: list[str | int]) -> tuple[date, date]:
        begin, einde = self._datum(x, van, pad, date.min), self._datum(x, "tot", pad, date.max)
        if einde < begin:
            self.fout([*pad, "tot"], f"tot ({einde}) ligt vóór {van} ({begin}).", "Draai de dagen om.")
        return begin, einde

    def _om(self, dossiers: dict[str, Dossier]) -> Omstandigheden:
        d = self.data
        bezetting, convenanten = [], []
        rollen = {r for v in _versies(dossiers) for r in v.wereld.rollen}
        for i, x in self._kaarten("bezetting"):
            pad: list[str | int] = ["bezetting", i]
            self._sleutels(x, _BEZETTING, pad)
            if dossiers and str(x.get("rol")) not in rollen:
                self.fout([*pad, "rol"], f"{x.get('rol')} is geen rol.", lijkt_op(str(x.get("rol")), rollen).strip())
            van, tot = self._periode(x, "van", pad)
            bezetting.append(
                Bezet(
                    str(x.get("rol")), str(x.get("organisatie")), _tekst(x.get("gebied")), van, tot, _tekst(x.get("team")), _tekst(x.get("persoon"))
                )
            )
        for i, x in self._kaarten("convenanten"):
            pad = ["convenanten", i]
            self._sleutels(x, _CONVENANT, pad)
            convenanten.append(Convenant(str(x.get("organisatie")), *self._periode(x, "van", pad)))
        vernietigd = []
        for i, x in self._kaarten("vernietigd"):
            self._sleutels(x, _VERNIETIGD, ["vernietigd", i])
            vernietigd.append((str(x.get("besluit")), self._datum(x, "op", ["vernietigd", i], date.min)))
        keuzes = self._keuzes(dossiers)
        return Omstandigheden(d.get("gebied"), tuple(bezetting), tuple(convenanten), (), tuple(sorted(keuzes)), tuple(vernietigd))

    def _keuzes(self, dossiers: dict[str, Dossier]) -> list[tuple[str, date, str]]:
        gekozen = self.data.get("keuzes") or {}
        if not isinstance(gekozen, dict):
            self.fout(["keuzes"], "keuzes is een kaart van keuze naar optie.", "Schrijf keuzes: {naam: optie}.")
            return []
        bekend = {n: k for v in _versies(dossiers) for n, k in v.wereld.keuzes.items()}
        uit = []
        for naam, optie in gekozen.items():
            pad: list[str | int] = ["keuzes", naam]
            if naam not in bekend:
                self.fout(pad, f"De keuze {naam} bestaat niet.", lijkt_op(str(naam), bekend).strip())
                continue
            for vanaf, o in optie.items() if isinstance(optie, dict) else [(None, optie)]:
                if str(o) not in bekend[naam].opties:
                    self.fout(pad, f"{o} is geen optie van {naam}.", f"Kies uit: {', '.join(bekend[naam].opties)}.")
                dag = date.min if vanaf is None else self._datum({"vanaf": vanaf}, "vanaf", pad, date.min)
                uit.append((str(naam), dag, str(o)))
        return uit

    def _verwacht(self, dossiers: dict[str, Dossier]) -> list[dict[str, Any]]:
        uit = []
        for i, x in self._kaarten("verwacht"):
            pad: list[str | int] = ["verwacht", i]
            for k in x:
                if k not in DELEN:
                    self.fout([*pad, k], f"De sleutel {k} bestaat hier niet.", lijkt_op(str(k), DELEN).strip())
            for k in ("op", "bekend_op"):
                if k == "op" and x.get(k) is None:
                    self.fout(pad, "Er staat niet op welke dag dit wordt verwacht.", "Zet op: jjjj-mm-dd erbij.")
                elif x.get(k) is not None:
                    self._datum(x, k, pad, date.min)
            if x.get("dossier") is not None and str(x["dossier"]) not in dossiers and dossiers:
                self.fout([*pad, "dossier"], f"Het dossier {x['dossier']} bestaat niet.", lijkt_op(str(x["dossier"]), dossiers).strip())
            if self.namen:
                self._namen(x, pad, dossiers)
            uit.append(x)
        return uit

    def _namen(self, x: dict[str, Any], pad: list[str | int], dossiers: dict[str, Dossier]) -> None:
        """A misspelt name in an expectation would make "is not there" true by accident."""
        versies = _versies(dossiers)
        if not versies:
            return
        voc = versies[0].wereld
        dingen = {f.opent for d in dossiers.values() for f in d.feiten if f.opent is not None}
        normen = {n for v in versies for n in (*v.normen, *v.plichten, *v.toetsen)}
        normen |= {n for f in voc.feiten.values() for x2 in (f.norm, *(y.norm for y in f.velden.values())) for n in x2}
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
            **{(deel, "ding"): dingen for deel in SLEUTELS},
            **{(deel, "norm"): normen for deel in SLEUTELS},
        }
        for deel, sleutels in SLEUTELS.items():
            for kop in (deel, f"geen_{deel}"):
                for i, rij in enumerate(patronen(deel, x.get(kop))):
                    plek: list[str | int] = [*pad, kop, i] if isinstance(x.get(kop), list) else [*pad, kop]
                    for k, waarde in rij.items():
                        namen: Any = STATUSSEN if (deel, k) == ("plichten", "status") else bekend.get((deel, k))
                        if k not in sleutels and k != "*":
                            self.fout([*plek, k], f"De sleutel {k} bestaat hier niet.", lijkt_op(k, sleutels).strip())
                        elif namen is not None and waarde is not None and str(waarde) not in namen:
                            self.fout([*plek, k], f"{waarde} is hier geen bekende naam.", lijkt_op(str(waarde), namen).strip())
