# SPDX-License-Identifier: EUPL-1.2
"""Reads the oracle, says its rows in facts (voorwaarden/*.yaml), and asks the pure core what each role may see then."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from wijkregie.norm.proef.scenario import Scenario
from wijkregie.norm.protocol.lader import Bibliotheek, laad_map
from wijkregie.norm.yaml12 import laad_bytes

HIER = Path(__file__).parent
NIETS, BESTAAT, WAARDE, INHOUD = range(4)
# a yes is the same as knowing that it is there; a derived value is what its category says: yes, no or a level
HOOGST = {"niets": NIETS, "bestaat": BESTAAT, "ja/nee": WAARDE, "afgeleide waarde": WAARDE, "inhoud": INHOUD}
LAAGST = {"niets": NIETS, "bestaat": BESTAAT, "ja/nee": BESTAAT, "afgeleide waarde": WAARDE, "inhoud": INHOUD}
VORM = {"bestaat": BESTAAT, "janee": WAARDE, "aantal": WAARDE, "waarde": WAARDE, "inhoud": INHOUD}
GEEFT = ("verlening", "inzagerecht")
WEGEN = {
    "inzage": {"inzage"},
    "bericht": {"bericht", "brief"},
    "brief": {"bericht", "brief"},
    "afschrift": {"bericht", "brief"},
    "formulier": {"bericht", "brief"},
    "antwoord": {"antwoord"},
    "overleg": {"overleg", "mondeling"},
    "driegesprek": {"overleg", "mondeling"},
}
SOORTEN = ("lekt", "valt samen", "smal", "niet te zeggen", "goed")
Rij = dict[str, Any]


def lees(pad: str) -> Any:
    return laad_bytes((HIER / pad).read_bytes(), pad)


class NietTeZeggen(Exception):
    """The row names something that no fact says yet; the text is the reason."""


@dataclass(frozen=True)
class Zaak:
    """A story on a day with the changes that a row asks for."""

    verhaal: str
    dag: str
    fase: str
    waarden: tuple[tuple[str, str], ...] = ()


@dataclass
class Uitslag:
    """What came of one row: every difference as a line, or why it cannot be said."""

    rij: str
    lekt: list[str] = field(default_factory=list)
    valt_samen: list[str] = field(default_factory=list)
    smal: list[str] = field(default_factory=list)
    niet_te_zeggen: list[str] = field(default_factory=list)
    cellen: int = 0

    @property
    def soort(self) -> str:
        rijtjes = (self.lekt, self.valt_samen, self.smal, self.niet_te_zeggen)
        return next((s for s, r in zip(SOORTEN, rijtjes, strict=False) if r), "goed")

    @property
    def afdruk(self) -> str:
        """Every difference of the row in one word: how many of each kind, and a hash of them all. Another cell is another word."""
        regels = sorted(f"{s} {x}" for s, r in zip(SOORTEN, (self.lekt, self.valt_samen, self.smal), strict=False) for x in r)
        return f"{len(self.lekt)}-{len(self.valt_samen)}-{len(self.smal)}-{sha256(chr(10).join(regels).encode()).hexdigest()[:12]}"


def als_lijst(x: Any) -> list[str]:
    return [str(y) for y in x] if isinstance(x, list) else [str(x)]


class Orakel:
    """The rows of one municipality and the words to say them in."""

    def __init__(self, gemeente: str, bibliotheek: Bibliotheek) -> None:
        self.woorden = lees(f"voorwaarden/{gemeente}.yaml")
        self.bibliotheek = bibliotheek
        self.vocabulaire = bibliotheek.vocabulaires[gemeente]
        self.bladen = {b: lees(f"orakel/{b}.yaml") for b in self.woorden["registers"]}
        self.rijen = [(b, r) for b, blad in self.bladen.items() for r in blad["rijen"]]
        self.alle = set(self.vocabulaire.categorieen) - set(self.woorden["geen_persoonsgegeven"])

    # the words of a row

    def woord(self, soort: str, naam: str) -> list[str]:
        w = self.woorden[soort].get(naam, f"{soort}: {naam} heeft nog geen woord")
        if isinstance(w, str):
            raise NietTeZeggen(w)
        return list(w)

    def rollen(self, persona: str) -> list[str]:
        return self.woord("personas", persona)

    def categorieen(self, rij: Rij) -> list[tuple[str, list[str]]]:
        weg = set(rij.get("behalve", {}).get("categorie", ()))
        if rij["categorie"] == "elke" or "elke" in rij["categorie"]:
            buiten = {p for c in weg if c in self.woorden["categorieen"] for p in self.woord("categorieen", c)}
            return [("elke", sorted(self.alle - buiten))]
        uit, reden = [], ""
        for c in rij["categorie"]:
            w = self.woorden["categorieen"].get(c, f"categorieen: {c} heeft nog geen woord")
            if isinstance(w, dict):
                ((sleutel, keus),) = [(k, v) for k, v in w.items() if k != "anders"]
                w = keus.get(str(rij["voorwaarde"].get(sleutel)), w["anders"])
            if isinstance(w, str) and rij["ziet"] == "niets" and "heeft nog geen woord" not in w:
                reden = w  # what no fact records cannot be shown: the rest of the row is walked
                continue
            if isinstance(w, str):
                raise NietTeZeggen(w)
            uit.append((c, list(w)))
        if not uit:
            raise NietTeZeggen(reden)
        return uit

    def doelen(self, rij: Rij) -> set[str] | None:
        """None is every purpose."""
        if "elk" in als_lijst(rij["doel"]):
            return None
        return {p for d in rij["doel"] for p in self.woord("doelen", d)}

    def wegen(self, rij: Rij) -> set[str] | None:
        """By which ways a row that hides is about; what a row grants may come by any."""
        if rij["ziet"] != "niets" or "elke" in als_lijst(rij["weg"]):
            return None
        return {w for weg in als_lijst(rij["weg"]) for w in WEGEN[weg]}

    def fasen(self, register: str, rij: Rij) -> list[Zaak]:
        tafel = self.woorden["fasen"][register]
        if isinstance(tafel, str):
            tafel = self.woorden["fasen"][tafel.split()[-1]]
        namen = list(tafel) if "elke" in als_lijst(rij["fase"]) else als_lijst(rij["fase"])
        uit = [Zaak(str(tafel[n][0]), str(tafel[n][1]), n) for n in namen if not isinstance(tafel.get(n), str)]
        if not uit:
            raise NietTeZeggen(str(tafel[namen[0]]))
        return uit

    def verander(self, sleutel: str, waarde: str) -> dict[str, Any]:
        v = self.woorden["voorwaarden"].get(sleutel, {}).get(waarde, f"voorwaarden: {sleutel} = {waarde} heeft nog geen woord")
        if isinstance(v, str):
            raise NietTeZeggen(v)
        return dict(v)

    def voorwaarden(self, rij: Rij) -> list[tuple[tuple[str, str], ...]]:
        """Every combination of the values that a row names (a list is or)."""
        paren = [[(k, w) for w in als_lijst(v)] for k, v in rij["voorwaarde"].items()]
        for k, w in itertools.chain(*paren):
            self.verander(k, w)
        return list(itertools.product(*paren))

    # what the other rows say of the same cell

    def hoogst(self, z: Zaak, persona: str, product: set[str], doelen: set[str] | None, cat: str | None, niet: str | None) -> int:
        """The richest form that any row grants this persona here: of this category, or (None) of any that the product says with the same word."""
        beste = NIETS
        for register, rij, cats, paren, doel in self._verleningen:
            if persona not in rij["wie"] or HOOGST[rij["ziet"]] <= beste or (doelen and doel and not doelen & doel):
                continue
            past = any((cat is None or c == cat) and c != niet and product & p for c, p in cats)
            if past and self._zelfde(register, rij, z) and self._houdt(paren, z):
                beste = HOOGST[rij["ziet"]]
        return beste

    @cached_property
    def _verleningen(self) -> list[tuple[str, Rij, list[tuple[str, set[str]]], dict[str, list[str]], set[str] | None]]:
        uit = []
        for register, rij in self.rijen:
            if rij["soort"] not in GEEFT:
                continue
            try:
                cats = [(c, set(p)) for c, p in self.categorieen(rij)]
                paren = {k: als_lijst(v) for k, v in rij["voorwaarde"].items()}
                uit.append((register, rij, cats, paren, self.doelen(rij)))
            except NietTeZeggen:
                pass
        return uit

    def _zelfde(self, register: str, rij: Rij, z: Zaak) -> bool:
        """Is the row about this phase, or one on the same day of the same story?"""
        try:
            return any((f.verhaal, f.dag) == (z.verhaal, z.dag) for f in self.fasen(register, rij))
        except NietTeZeggen:
            return False

    def _houdt(self, paren: dict[str, list[str]], z: Zaak) -> bool:
        """Do the conditions of a row hold in this case? What the case does not say is as the story tells it."""
        gezegd = dict(z.waarden)
        for k, waarden in paren.items():
            try:
                gewoon = [w for w in waarden if self._gewoon(self.verander(k, w)) or w == "niet_nodig"]
            except NietTeZeggen:
                return False
            if not (gezegd[k] in waarden or "niet_nodig" in waarden if k in gezegd else gewoon):
                return False
        return True

    @staticmethod
    def _gewoon(v: dict[str, Any]) -> bool:
        """Does a value hold in the story as it is told: nothing has to be added to it or taken from it?"""
        return bool({"altijd", "tegen"} & set(v)) and not {"bij", "weg", "keuzes"} & set(v)

    # the story as a scenario

    def scenario(self, z: Zaak) -> tuple[Scenario, date]:
        w = self.woorden
        keuzes: dict[str, str] = {}
        weg: set[str] = set()
        bij: list[Any] = [*w.get("bij_fase", {}).get(z.fase, [])]
        verhaal, convenant, tafel, kleur = z.verhaal, True, True, "rood"
        for k, waarde in z.waarden:
            v = self.verander(k, waarde)
            keuzes |= v.get("keuzes", {})
            weg |= set(v.get("weg", ()))
            bij += v.get("bij", ())
            verhaal = v.get("verhaal", verhaal)
            convenant = convenant and v.get("convenant") != "nee"
            tafel = tafel and v.get("tafel") != "nee"
            kleur = v.get("kleur", kleur)
        feiten = [f for f in w["verhalen"][verhaal]["feiten"] if f.get("id") not in weg]
        if "tafel" in w and verhaal == z.verhaal == "overlast":
            bij += self._tafel(z, tafel) + self._kleur(z, kleur)
        feiten += [{**f, "op": str(f["op"]).replace("$dag", z.dag)} for f in bij]
        feiten = [f for f in feiten if str(f["op"])[:10] <= z.dag]
        open_ = {f["opent"] for f in feiten if "opent" in f}
        orgs = w["partijen"]
        data = {
            "scenario": "orakel",
            "protocollen": w["verhalen"][verhaal]["protocollen"],
            "bezetting": [{"rol": r, "organisatie": o, "van": "2022-01-01"} for r, o in orgs.items()],
            "convenanten": [{"organisatie": o, "van": "2022-01-01"} for o in sorted(set(orgs.values()))] if convenant else [],
            "keuzes": {k: o for k, o in keuzes.items() if k in w["verhalen"][verhaal].get("keuzes", ())},
            "feiten": [f for f in feiten if "over" not in f or f["over"] in open_],
        }
        return Scenario.uit_data(data, self.bibliotheek), date.fromisoformat(z.dag)

    def _tafel(self, z: Zaak, zit: bool) -> list[Rij]:
        """Everybody sits at the meeting and at the agenda item of the day asked."""
        if not zit:
            return []
        ding = "o1" if z.dag < self.woorden["kleur_vanaf"] else "ap1"
        aan = [r for r in self.woorden["tafel"] if (ding != "ap1" or z.dag >= "2026-03-23")]
        door = "wijkmanager" if ding == "o1" else "voorzitter_kerngroep"
        rij = {"op": "$dag 09:00", "feit": "aangekomen", "over": ding, "door": door, "herkomst": "buiten"}
        return [{**rij, "partij": r, "organisatie": self.woorden["partijen"][r]} for r in aan]

    def _kleur(self, z: Zaak, kleur: str) -> list[Rij]:
        if kleur == "geen" or z.dag < self.woorden["kleur_vanaf"]:
            return []
        wie = [{"partij": p, "organisatie": self.woorden["partijen"][p], "standpunt": "voor_kleur"} for p in ("politie", "swt")]
        rij = {"op": self.woorden["kleur_vanaf"], "feit": "kleur_besproken", "door": "voorzitter_kerngroep", "herkomst": "buiten"}
        rij |= {"kleur": "rood" if kleur == "voorlopig_rood" else kleur, "deelnemers": wie, "invloed_in_groep": "Aanjager"}
        if kleur == "rood" or kleur == "voorlopig_rood":
            rij |= {"netwerk_en_impact": "Groot", "gesprek_uiterlijk": "2026-12-01"}
        na = {"op": rij["op"], "feit": "gedrag_na_gesprek_beoordeeld", "door": rij["door"], "gedrag_veranderd": "nee", "herkomst": "buiten"}
        return [rij, na] if kleur == "rood" else [rij]


class Kern:
    """What the pure core says, once per story and day."""

    def __init__(self, orakel: Orakel) -> None:
        self.o = orakel
        self._gezien: dict[Zaak, dict[tuple[str, str], list[tuple[str, int, tuple[str, ...]]]]] = {}
        self._verboden: dict[Zaak, frozenset[str]] = {}

    def _leid_af(self, z: Zaak) -> None:
        scenario, dag = self.o.scenario(z)
        stand = scenario.toestand(dag, achteraf=False)
        uit: dict[tuple[str, str], list[tuple[str, int, tuple[str, ...]]]] = {}
        per_id = {f.id: f for f in stand.afleider.b.feiten}
        for r in stand.zicht:
            gegeven = r.feiten is None or any(r.categorie in self._categorieen(per_id[i]) for i in r.feiten if i in per_id)
            if r.zichtbaar and r.vorm and gegeven:
                uit.setdefault((r.rol, r.categorie), []).append((r.doel, VORM[r.vorm], tuple(r.weg)))
        c = stand.afleider.ctx(dag)
        regels = [r for r in stand.afleider.regels.bestaan if r.per is None and (r.als is None or r.als.fn(c) is not False)]
        geweigerd = self._geweigerd(scenario, dag) if "proef" in per_id else ()
        self._gezien[z], self._verboden[z] = uit, frozenset().union(*[r.niet for r in regels], geweigerd)

    def _geweigerd(self, scenario: Scenario, dag: date) -> set[str]:
        """A fact called `proef` is what the row forbids to record: where the protocol refuses it, its category may not exist."""
        harde = [s for s in scenario.toestand(dag).schendingen if s.feit.id == "proef" and (s.blad is None or s.blad.hardheid == "hard")]
        return {c for s in harde for c in self._categorieen(s.feit)}

    def _categorieen(self, f: Any) -> set[str]:
        """Of which categories a fact is that was given onward: the whole rule is not, one by one."""
        soort = self.o.vocabulaire.feiten[f.soort]
        return {soort.categorie} | {soort.velden[v].categorie or soort.categorie for v in f.velden if v in soort.velden}

    def ziet(self, z: Zaak, rollen: list[str], cats: list[str], doelen: set[str] | None, wegen: set[str] | None = None) -> tuple[int, str]:
        """The richest form in which one of these roles sees one of these categories, and by which cell."""
        if z not in self._gezien:
            self._leid_af(z)
        beste = (0, "")
        for rol, cat in itertools.product(rollen, cats):
            for doel, rang, weg in self._gezien[z].get((rol, cat), ()):
                if (doelen is None or doel in doelen) and (wegen is None or wegen & set(weg)) and rang > beste[0]:
                    beste = (rang, f"{rol} {cat} voor {doel} per {'/'.join(weg)}")
        return beste

    def mag_bestaan(self, z: Zaak, cats: list[str]) -> list[str]:
        if z not in self._verboden:
            self._leid_af(z)
        return [c for c in cats if c not in self._verboden[z]]


def loop(o: Orakel, kern: Kern, register: str, rij: Rij) -> Uitslag:
    """One row, in every phase, for every persona and category that it names, and with each condition taken away."""
    u = Uitslag(rij["id"])
    try:
        if rij["soort"] in ("eigen", "systeem"):
            raise NietTeZeggen("eigen vastlegging staat niet in een regel van delen (door de deuren belopen)")
        doelen, zaken, waarden, cats = o.doelen(rij), o.fasen(register, rij), o.voorwaarden(rij), o.categorieen(rij)
        wie = [(p, o.rollen(p)) for p in rij["wie"]]
    except NietTeZeggen as e:
        u.niet_te_zeggen.append(str(e))
        return u
    for z, w in itertools.product(zaken, waarden):
        anders = _tegendeel(o, w) if rij["soort"] in GEEFT else ()
        for v in (w, *anders):
            zaak = Zaak(z.verhaal, z.dag, z.fase, tuple(sorted(v)))
            for (persona, rollen), (cat, product) in itertools.product(wie, cats):
                niet_van_zichzelf = ("convenant", "geldt_niet") in v or (v is not w and ("convenant", "niet_getekend") in v)
                if persona in o.woorden["eigen_partij"] and niet_van_zichzelf:
                    continue
                u.cellen += 1
                _Cel(o, kern, rij, zaak, persona, rollen, cat, product, doelen, v is w, _verschil(w, v)).weeg(u)
    return u


@dataclass
class _Cel:
    """One persona and one category in one case."""

    o: Orakel
    kern: Kern
    rij: Rij
    z: Zaak
    persona: str
    rollen: list[str]
    cat: str
    product: list[str]
    doelen: set[str] | None
    voldaan: bool
    verschil: str

    def weeg(self, u: Uitslag) -> None:
        rang, hoe = self.kern.ziet(self.z, self.rollen, self.product, self.doelen, self.o.wegen(self.rij))
        kop = f"{self.persona} {self.cat} in {self.z.fase}" + (f" met {self.verschil}" if self.verschil else "")
        ziet = self.rij["ziet"] if self.voldaan else "niets"
        if rang > HOOGST[ziet] and (grens := self._grens()) < rang:
            lijst = u.lekt if self._grens(samen=True) < rang else u.valt_samen
            lijst.append(f"{kop}: {hoe} waar hoogstens {grens} hoort")
        elif rang < LAAGST[ziet]:
            u.smal.append(f"{kop}: {hoe or 'niets'} waar {ziet} hoort")
        mag = self.kern.mag_bestaan(self.z, self.product)
        if self.rij.get("bestaan") == "niet_toegestaan" and mag:
            (u.valt_samen if self._grens(samen=True) else u.lekt).append(f"{kop}: {', '.join(mag)} mag bestaan")
        if self.rij.get("bestaan") == "mag" and self.voldaan and not mag:
            u.smal.append(f"{kop}: mag niet bestaan")

    def _grens(self, samen: bool = False) -> int:
        """The richest form that the whole oracle allows here; a prohibition is not widened by another row, save where the product has one word for
        what is forbidden and for something else (`samen`)."""
        eigen = HOOGST[self.rij["ziet"]] if self.voldaan else NIETS
        if self.cat == "elke" or (self.rij["soort"] == "verbod" and not samen):
            return eigen
        niet = self.cat if self.rij["soort"] == "verbod" else None
        return max(eigen, self.o.hoogst(self.z, self.persona, set(self.product), self.doelen, None if samen else self.cat, niet))


def _tegendeel(o: Orakel, w: tuple[tuple[str, str], ...]) -> Iterator[tuple[tuple[str, str], ...]]:
    """The same conditions with one of them turned round."""
    for i, (k, waarde) in enumerate(w):
        for anders in o.verander(k, waarde).get("tegen", ()):
            yield (*w[:i], (k, anders), *w[i + 1 :])


def _verschil(w: tuple[tuple[str, str], ...], tegen: tuple[tuple[str, str], ...]) -> str:
    return ", ".join(f"{k} = {v}" for (k, v), oud in zip(tegen, w, strict=True) if (k, v) != oud)


@cache
def uitslagen(gemeente: str) -> dict[str, Uitslag]:
    """Every row of a municipality, walked once per run."""
    o = Orakel(gemeente, laad_map(gemeenten=[gemeente]))
    kern = Kern(o)
    return {r["id"]: loop(o, kern, b, r) for b, r in o.rijen}
