# SPDX-License-Identifier: EUPL-1.2
"""Reading protocols as a careful colleague would: what compiles and still cannot be meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from functools import lru_cache
from math import prod
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel

from wijkregie.norm import model, regels
from wijkregie.norm.bereik import Bereik, Uitdrukking, lijkt_op
from wijkregie.norm.fouten import Fout, InvoerFout
from wijkregie.norm.lader import EIGEN_MAP, Bibliotheek, valideer
from wijkregie.norm.ontleden import Knoop
from wijkregie.norm.scenario import Scenario
from wijkregie.norm.tabel import MAX_COMBINATIES, Beslistabel
from wijkregie.norm.vertaler import Vertaler
from wijkregie.norm.wereld import Wereld
from wijkregie.norm.yaml12 import laad_bytes, plaats

Pad = tuple[str | int, ...]
_PLAATS: Final = re.compile(
    r"(?:^|/)((?:[a-z0-9_-]+/(?:feiten\.yaml|feiten/[^/]+\.yaml|[a-z0-9_-]+/\d{4}-\d{2}-\d{2}/[^/]+\.yaml))|kalenders/[a-z0-9_]+\.yaml)$"
)
_ID: Final = re.compile(r"\b[A-Z]{1,3}(?:-[A-Z]{2})?-(?:[A-Z]?\d*\.)*[A-Z]?\d+[a-z]?\b")
_SYSTEEM: Final = frozenset({"rectificatie", "protocol_toegepast", "afwijking_gemotiveerd", "afgezien"})
"""Recorded by the system, or by whom `afwijken` and `afzien` name."""
_GEEN_NORM_NODIG: Final = (model.Begrip, model.Tak, model.Tabel, model.Spoor)
"""Shapes whose parts carry the norm (gates, tables, tracks), and notions, which only name something."""
_GEWOON_VAST: Final = frozenset({"grond_is", "geldig", "aangenomen", "waarde"})
"""Places where a constant is an ordinary answer."""


def controleer(
    bibliotheek: Bibliotheek, bestanden: Sequence[str] = (), *, registers: Path = EIGEN_MAP / "registers", streng: bool = False
) -> list[Fout]:
    """Every message about the library, or only those about `bestanden` (paths on disk, also outside the protocol folder)."""
    if not bestanden:
        return _controleer(bibliotheek, registers, streng)
    uit: list[Fout] = []
    data: dict[str, Any] = {}
    namen: dict[str, str] = {}  # name in the library -> path as given
    verhalen: list[Path] = []
    for p in _uitgevouwen(bestanden, uit):
        m = _PLAATS.search(p.as_posix())
        try:
            inhoud = laad_bytes(p.read_bytes(), str(p))
        except InvoerFout as e:
            uit += e.fouten
            continue
        if m is not None:
            namen[m[1]] = str(p)
            data.update(_eromheen(p, m[1]))
            data[m[1]] = inhoud
        elif "scenario" in inhoud or "scenarios" in p.parts:
            verhalen.append(p)
        elif "registers" not in p.parts:
            herstel = "Zet het in gemeente/protocol/jjjj-mm-dd/ (of gemeente/feiten/), of begin een scenario met scenario: en een titel."
            uit.append(Fout(str(p), 0, "", "Dit bestand hoort bij geen protocol.", herstel))
    if any(bibliotheek.data.get(n) != x for n, x in data.items()):
        try:
            bibliotheek = Bibliotheek({**bibliotheek.data, **data})
        except InvoerFout as e:
            return sorted({*uit, *_onder_eigen_naam(e.fouten, namen)} or set(e.fouten))
    if namen:
        uit += _onder_eigen_naam(_controleer(bibliotheek, registers, streng), namen)
    for p in verhalen:
        uit += _scenario(p, bibliotheek, registers)
    return sorted(set(uit))


def _uitgevouwen(bestanden: Iterable[str], fouten: list[Fout]) -> Iterator[Path]:
    """Files, and the files of folders."""
    for naam in bestanden:
        p = Path(naam)
        if p.is_dir():
            yield from sorted(p.rglob("*.yaml"))
        elif p.is_file():
            yield p
        else:
            fouten.append(Fout(naam, 0, "", "Dit bestand bestaat niet.", "Kijk of de naam klopt."))


def _eromheen(p: Path, naam: str) -> dict[str, Any]:
    """The other files of the same municipality or calendar folder: a chapter is not read on its own."""
    wortel = p.resolve().parents[naam.count("/")]
    uit: dict[str, Any] = {}
    for q in sorted((wortel / naam.split("/")[0]).rglob("*.yaml")):
        eigen = q.relative_to(wortel).as_posix()
        if _PLAATS.fullmatch(eigen):
            try:
                uit[eigen] = laad_bytes(q.read_bytes(), eigen)
            except InvoerFout:
                continue  # not asked about; what it holds is missed by name
    return uit


def _onder_eigen_naam(fouten: Iterable[Fout], namen: dict[str, str]) -> list[Fout]:
    return [Fout(namen[f.bestand], f.regel, f.sleutel, f.melding, f.herstel) for f in fouten if f.bestand in namen]


def _scenario(p: Path, bibliotheek: Bibliotheek, registers: Path) -> list[Fout]:
    try:
        s = Scenario.lees(p, bibliotheek)
    except InvoerFout as e:
        return e.fouten
    protocollen = [v for d in s.dossiers.values() for reeks in d.regelset.versies.values() for v in reeks]
    bekend = {n for v in protocollen for n in v.normen}
    if any(v.kop.registers for v in protocollen):
        bekend |= norm_ids(registers)
    regel = plaats(s.ruw, ["toont"])
    melding = "De norm {} staat in geen register en in geen protocol."
    return [Fout(s.bestand, regel, "toont", melding.format(n), _lijkt_op_norm(n, bekend)) for n in s.toont if n not in bekend]


def _controleer(bibliotheek: Bibliotheek, registers: Path, streng: bool) -> list[Fout]:
    fouten: list[Fout] = []
    versies: list[regels.Versie] = []
    for (gemeente, protocol), dagen in bibliotheek.versies.items():
        for dag, _ in dagen:
            try:
                versies.append(bibliotheek.versie(gemeente, protocol, dag))
            except InvoerFout as e:
                fouten += e.fouten
    if not fouten:
        try:
            bibliotheek.alles()
        except InvoerFout as e:
            fouten += e.fouten
    mag: dict[str, set[str]] = {}
    for v in versies:
        soorten = mag.setdefault(v.gemeente, set(_SYSTEEM))
        soorten.update(n for n, f in v.wereld.feiten.items() if f.door)
        soorten.update(s for r in v.rechten for s in r.soorten)
    gezien: set[str] = set()
    for v in versies:
        eerste = bool(v.kop.registers) and v.gemeente not in gezien
        gezien |= {v.gemeente} if eerste else set()
        fouten += _Lezer(bibliotheek, v, mag[v.gemeente], registers, streng=streng, eerste=eerste).lees()
    fouten += _vervangkringen(versies)
    return sorted(set(fouten))


# norm ids


@lru_cache(maxsize=4)
def norm_ids(registers: Path) -> frozenset[str]:
    """Every id that the registers give to something."""
    uit: set[str] = set()
    for p in sorted(registers.glob("*.yaml")):
        rij: list[Any] = [laad_bytes(p.read_bytes(), str(p))]
        while rij:
            x = rij.pop()
            if isinstance(x, dict):
                rij += x.values()
                for sleutel in ("id", "norm", "code"):
                    w = x.get(sleutel)
                    uit.update(i for t in (w if isinstance(w, list) else [w]) if isinstance(t, str) for i in _ID.findall(t))
            elif isinstance(x, list):
                rij += x
    return frozenset(uit)


def _lijkt_op_norm(n: str, bekend: Iterable[str]) -> str:
    """A suggestion from the same register."""
    return lijkt_op(n, [b for b in bekend if b.split("-")[0] == n.split("-")[0]]).strip()


def _met_norm(x: Any, pad: Pad, boven: tuple[BaseModel, ...]) -> Iterator[tuple[Pad, BaseModel, tuple[BaseModel, ...]]]:
    """Everything that can carry a norm, with its path and what stands above it."""
    if isinstance(x, BaseModel):
        if "norm" in type(x).model_fields:
            yield pad, x, boven
        for naam, veld in type(x).model_fields.items():
            yield from _met_norm(getattr(x, naam), (*pad, veld.alias or naam), (*boven, x))
    elif isinstance(x, dict):
        for k, w in x.items():
            yield from _met_norm(w, (*pad, k), boven)
    elif isinstance(x, list):
        for i, w in enumerate(x):
            yield from _met_norm(w, (*pad, i), boven)


# constants


def vaste_uitkomst(k: Knoop, w: Wereld) -> bool | None:
    """What a condition always is, as far as its own words tell; None if that hangs on facts."""
    if k.soort == "vast":
        return k.arg[0] if isinstance(k.arg[0], bool) else None
    if k.soort in ("naam", "veld") and isinstance(k.arg[-1], Knoop):
        return vaste_uitkomst(k.arg[-1], w)  # a notion, with the tree of what it means
    if k.soort in ("en", "of"):
        delen = [vaste_uitkomst(x, w) for x in k.arg]
        beslist = k.soort == "of"
        if beslist in delen or _alle_waarden(k.arg, "=" if beslist else "!=", w):
            return beslist
        return (not beslist) if all(x is (not beslist) for x in delen) else None
    if k.soort == "niet":
        x = vaste_uitkomst(k.arg[0], w)
        return None if x is None else not x
    if k.soort == "als":
        c, a, b = (vaste_uitkomst(x, w) for x in k.arg)
        return a if c is True or a is b else b if c is False else None
    if k.soort == "in" and k.arg[1].soort == "lijst":
        return False if not k.arg[1].arg else True if _dekt(k.arg[0], {x.arg[0] for x in k.arg[1].arg if x.arg}, w) else None
    if k.soort == "kwantor" and k.arg[3].soort == "lijst" and k.arg[0] != "elk":
        return False if len(k.arg[3].arg) < k.arg[1] else None
    return _vergelijking(*k.arg) if k.soort == "vergelijk" else None


_OP: Final[dict[str, Callable[[Any, Any], bool]]] = {
    "=": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


def _vergelijking(op: str, a: Knoop, b: Knoop) -> bool | None:
    if b.soort != "vast":
        return None
    n = b.arg[0]
    if a.soort == "vast" and type(a.arg[0]) is type(n):
        return _OP[op](a.arg[0], n)
    if a.soort == "aantal" and isinstance(n, int) and not isinstance(n, bool):
        # a count is 0, 1, 2 and so on: both sides of every threshold are there, or one is not
        uitkomsten = {_OP[op](x, n) for x in (0, max(n, 0), max(n, 0) + 1)}
        return uitkomsten.pop() if len(uitkomsten) == 1 else None
    return None


def _alle_waarden(delen: Sequence[Knoop], op: str, w: Wereld) -> bool:
    """Do comparisons of one field with `op` name every value that it can have?"""
    genoemd: dict[str, tuple[Knoop, set[str]]] = {}
    for x in delen:
        if x.soort == "vergelijk" and x.arg[0] == op and x.arg[1].soort == "veld" and x.arg[2].soort in ("naam", "vast"):
            bron, naam = x.arg[1].arg
            if isinstance(bron, Knoop) and bron.soort == "naam":
                genoemd.setdefault(f"{bron.arg[0]}.{naam}", (x.arg[1], set()))[1].add(x.arg[2].arg[0])
    return any(_dekt(k, waarden, w) for k, waarden in genoemd.values())


def _dekt(k: Knoop, waarden: set[str], w: Wereld) -> bool:
    """Are these all the values of a field? Fields of one name count together: too few messages rather than a wrong one."""
    if k.soort != "veld" or not isinstance(k.arg[1], str):
        return False
    velden = [f.velden[k.arg[1]] for f in w.feiten.values() if k.arg[1] in f.velden]
    alle = {x for v in velden for x in v.waarden}
    return bool(alle) and all(v.soort == "keuze" for v in velden) and alle <= waarden


def _lege_lijst(k: Knoop) -> bool:
    return k.soort == "kwantor" and k.arg[0] == "elk" and k.arg[3].soort == "lijst" and not k.arg[3].arg


# cycles


def _kringen(takken: dict[str, set[str]]) -> list[list[str]]:
    """One path for every group of nodes that lead back to themselves."""
    uit: list[list[str]] = []
    klaar: set[str] = set()
    for begin in takken:
        pad, stapel = [begin], [iter(sorted(takken[begin]))]
        while stapel and begin not in klaar:
            x = next(stapel[-1], None)
            if x is None:
                klaar.add(pad.pop())
                stapel.pop()
            elif x in pad:
                uit.append(pad[pad.index(x) :])
                klaar.update(pad)
                break
            elif x not in klaar and x in takken:
                pad.append(x)
                stapel.append(iter(sorted(takken[x])))
    return uit


def _vervangkringen(versies: list[regels.Versie]) -> list[Fout]:
    """Rules of different protocols that replace one another in a ring (two that do are refused by the loader)."""
    plichten = {f"{v.gemeente}/{v.naam}/{p.naam}": p for v in versies for p in v.plichten.values()}

    def vervangt(n: str, m: str) -> bool:
        p, q = plichten[n], plichten[m]
        return n.split("/")[0] == m.split("/")[0] and p.protocol != q.protocol and q.norm[:1] != () and q.norm[0] in p.vervangt

    uit = []
    for kring in _kringen({n: {m for m in plichten if vervangt(n, m)} for n, p in plichten.items() if p.vervangt}):
        p = plichten[kring[0]]
        bestand, _, regel = p.bron.rpartition(":")
        melding = f"Deze plichten vervangen elkaar in een kring: {' > '.join(plichten[n].naam for n in [*kring, kring[0]])}."
        uit.append(Fout(bestand, int(regel), f"plichten.{p.naam}.vervangt", melding, "Haal één keer vervangt weg."))
    return uit


class _Lezer:
    """Looks at one compiled version."""

    def __init__(self, bibliotheek: Bibliotheek, v: regels.Versie, mag: set[str], registers: Path, *, streng: bool, eerste: bool) -> None:
        self.v, self.w, self.mag, self.registers = v, v.wereld, mag, registers
        self.streng = streng
        self.eerste = eerste  # of its municipality: then it reads the vocabulary too
        self.data = bibliotheek.data
        paden = next(p for d, p in bibliotheek.versies[(v.gemeente, v.naam)] if d == v.vanaf)
        self.hoofdstukken = [(p, valideer(model.Hoofdstuk, self._zonder_kop(self.data[p]), p)) for p in paden]
        self.fouten: list[Fout] = []
        self.regels: list[tuple[str, regels.Basisregel]] = [
            *(("zorg_dat" if p.zorg else "plichten", p) for p in v.plichten.values()),
            *(("toetsen", t) for t in v.toetsen.values()),
            *(("rechten", r) for r in v.rechten),
            *(("sporen", s) for s in v.sporen.values()),
            *(("delen", d) for d in v.delen),
            *(("bestaan", b) for b in v.bestaan),
            *(("publiceert", p2) for p2 in v.publiceert),
            *(("begrippen", u) for u in v.uitkomsten),
            *(("besluiten", b2) for b2 in v.besluiten.values()),
            *(("aanwijzingen", a) for a in v.aanwijzingen),
        ]

    @staticmethod
    def _zonder_kop(ruw: Any) -> Any:
        kop = {v.alias or n for n, v in model.Kop.model_fields.items()} - set(model.Hoofdstuk.model_fields)
        return {k: x for k, x in ruw.items() if k not in kop and not (k == "norm" and "protocol" in ruw)}

    def lees(self) -> list[Fout]:
        self.normen()
        self.vastleggen()
        self.fasen()
        self.tabellen()
        self.vast()
        self.kringen()
        self.delen()
        if self.streng:
            self.namen()
        return self.fouten

    def meld(self, regel: regels.Basisregel, sleutel: str, melding: str, herstel: str) -> None:
        bestand, _, lijn = regel.bron.rpartition(":")
        self.fouten.append(Fout(bestand, int(lijn), sleutel, melding, herstel))

    # norms

    def normen(self) -> None:
        """Every norm has its text somewhere, and every rule has a norm."""
        bekend = norm_ids(self.registers) if self.v.kop.registers else frozenset()
        for pad, h in self.hoofdstukken:
            self._normen(pad, h, bekend, h.bron if not self.v.kop.registers else None)
        if bekend and self.eerste:
            for pad in self.data:
                if re.match(rf"{self.v.gemeente}/feiten(/|\.yaml)", pad):
                    self._normen(pad, valideer(model.Vocabulaire, self.data[pad], pad), bekend, None)

    def _normen(self, bestand: str, m: BaseModel, bekend: frozenset[str], bron: str | None) -> None:
        ruw = self.data[bestand]
        for pad, x, boven in _met_norm(m, (), ()):
            norm: list[str] = getattr(x, "norm", [])
            sleutel = ".".join(map(str, pad))
            if not (getattr(x, "bron", None) or bron):
                for n in norm:
                    if n not in bekend:
                        herstel = _lijkt_op_norm(n, bekend) or "Verbeter het nummer, of zet bij deze regel met bron waar het staat."
                        self.fouten.append(Fout(bestand, plaats(ruw, pad), sleutel, f"De norm {n} staat in geen register.", herstel))
            zelf = isinstance(x, model.Regel) and not isinstance(x, _GEEN_NORM_NODIG)
            if zelf and not norm and not any(getattr(b, "norm", None) for b in boven):
                herstel = "Zet met norm welk nummer uit het register zij uitvoert."
                self.fouten.append(Fout(bestand, plaats(ruw, pad), sleutel, "Bij deze regel staat geen norm.", herstel))
        for soort in ("getoond", "buiten_bereik"):
            for n in getattr(m, soort, ()) if bekend else ():
                if n not in bekend:
                    melding = f"De norm {n} staat in geen register."
                    self.fouten.append(Fout(bestand, plaats(ruw, (soort, n)), f"{soort}.{n}", melding, _lijkt_op_norm(n, bekend)))

    # facts

    def vastleggen(self) -> None:
        """A fact that a rule waits for must be somebody's to record. One message per fact, if need be at the duty that it ends."""
        gemeld: set[str] = set()
        for gewicht in ("doe", "lees"):
            for sleutel, r in self.regels:
                for s in sorted(self._soorten(r, gewicht)):
                    if s not in self.mag and s not in gemeld and s in self.w.feiten:
                        gemeld.add(s)
                        wat = f"{s} beëindigt deze plicht" if gewicht == "doe" else f"Deze regel kijkt naar {s}"
                        herstel = "Zet door: bij dit feit in de lijst met feiten, of geef een rol het recht onder rechten."
                        self.meld(r, f"{sleutel}.{r.naam}", f"{wat}, maar niemand mag dat feit vastleggen.", herstel)

    def _soorten(self, r: regels.Basisregel, gewicht: str) -> set[str]:
        if gewicht == "doe":
            return set(r.doe_soorten) if isinstance(r, regels.PlichtRegel) else set()
        uit = {s for _, _, u in _uitdrukkingen(r, r, "") for s in u.leest}
        if not isinstance(r, regels.RechtRegel):
            uit |= set(getattr(r, "soorten", ()))
        return uit

    # tracks and tables

    def fasen(self) -> None:
        for s in self.v.sporen.values():
            kan = [o for o in s.overgangen if o.als is None or vaste_uitkomst(o.als.knoop, self.w) is not False]
            bereikt = {s.begin}
            groei = True
            while groei:
                nieuw = {o.naar for o in kan if o.van & bereikt} - bereikt
                bereikt |= nieuw
                groei = bool(nieuw)
            los = [f for f in s.fasen if f not in bereikt]
            if los:
                melding = f"Geen rij overgangen leidt van {s.begin} naar {' of '.join(los)}. Wat vanaf daar verder gaat, geldt dus nooit."
                self.meld(s, f"sporen.{s.naam}.fasen.{los[0]}", melding, "Zet er een overgang bij, of haal de fase weg.")

    def tabellen(self) -> None:
        for bestand, h in self.hoofdstukken:
            for naam, m in h.tabellen.items():
                t: Beslistabel = self.w.tabellen[naam]
                if any(d is None for d in t.domeinen) or prod(len(d or ()) for d in t.domeinen) > MAX_COMBINATIES:
                    continue
                gaten, overlap, nooit = t.gaten_en_overlap()
                pad: Pad = ("tabellen", naam)
                if gaten and m.kies != "alle":
                    melding = f"Combinaties waarbij geen rij past: {len(gaten)}, zoals: {'; '.join(gaten[:3])}."
                    self._tabelfout(bestand, pad, melding, "Zet er een rij bij.")
                if overlap:
                    melding = f"Combinaties waarbij meer rijen passen: {len(overlap)}, zoals: {'; '.join(overlap[:3])}."
                    self._tabelfout(bestand, pad, melding, "Maak de rijen smaller, of schrijf kies: eerste.")
                for i in nooit:
                    melding = f"Rij {i + 1} wordt nooit gekozen: eerdere rijen gaan voor, of haar waarden staan niet bij invoer."
                    self._tabelfout(bestand, (*pad, "rijen", i), melding, "Haal de rij weg, zet haar hoger of verbeter de waarden.")

    def _tabelfout(self, bestand: str, pad: Pad, melding: str, herstel: str) -> None:
        self.fouten.append(Fout(bestand, plaats(self.data[bestand], pad), ".".join(map(str, pad)), melding, herstel))

    # conditions

    def vast(self) -> None:
        gezien: set[int] = set()
        for sleutel, r in self.regels:
            for eigen, naam, u in _uitdrukkingen(r, r, ""):
                if id(u) in gezien or naam in _GEWOON_VAST or eigen.niet_mogelijk:  # its author says what cannot happen
                    continue
                gezien.add(id(u))
                x = vaste_uitkomst(u.knoop, self.w)
                if x is not None:
                    melding = f"'{u.tekst}' is altijd {'ja' if x else 'nee'}, wat er ook is vastgelegd.{_GEVOLG.get((naam, x), '')}"
                    self.meld(eigen, f"{sleutel}.{r.naam}.{naam}", melding, "Schrijf de voorwaarde die bedoeld is, of haal haar weg.")
                elif _lege_lijst(u.knoop) and not getattr(eigen, "leeg", False):
                    melding = f"'{u.tekst}' gaat over een lege lijst en wordt nooit ja."
                    self.meld(eigen, f"{sleutel}.{r.naam}.{naam}", melding, "Zet in de lijst over wie of wat het gaat.")
            if isinstance(r, regels.ToetsRegel) and r.bladen and all(b.hardheid == "advies" for b in r.bladen) and not self._noot(r.naam):
                melding = "Alle voorwaarden van deze toets zijn advies: zij houdt nooit iets tegen."
                herstel = "Zet bij een voorwaarde hardheid: hard of doorgaans. Is advies bedoeld, zet dan met noot bij de toets waarom."
                self.meld(r, f"toetsen.{r.naam}", melding, herstel)

    def _noot(self, toets: str) -> bool:
        return any(h.toetsen[toets].noot for _, h in self.hoofdstukken if toets in h.toetsen)

    def delen(self) -> None:
        """A grant of which a prohibition without a condition leaves nothing."""
        altijd = [d for d in self.v.delen if d.verbod and d.als is None and d.grond is None]
        for g in self.v.delen:
            if g.verbod or g.grond_uit:
                continue
            raakt = [v for v in altijd if (v.weg == ("inzage",) or set(g.weg) <= set(v.weg)) and (not v.doelen or set(g.doelen) <= set(v.doelen))]
            if all(any(rol in v.rollen and cat in v.categorieen for v in raakt) for rol in g.rollen for cat in g.categorieen):
                namen = " en ".join(v.naam for v in raakt if set(v.rollen) & set(g.rollen) and set(v.categorieen) & set(g.categorieen))
                melding = f"Wat hier mag worden gedeeld, verbiedt {namen} altijd. Deze regel werkt dus nooit."
                self.meld(g, f"delen.{g.naam}", melding, "Haal deze regel weg, of zet bij het verbod een voorwaarde (als) of een doel.")

    # cycles

    def kringen(self) -> None:
        takken: dict[str, set[str]] = {}
        van: dict[str, tuple[str, regels.Basisregel]] = {}
        for sleutel, r in self.regels:
            knoop = {"plichten": "#plicht", "zorg_dat": "#plicht", "toetsen": "#toets", "sporen": "#spoor"}.get(sleutel)
            if knoop is not None:
                van[f"{knoop}.{r.naam}"] = sleutel, r
                takken[f"{knoop}.{r.naam}"] = self._hangt_af_van(r)
        for kring in _kringen(takken):
            sleutel, r = van[kring[0]]
            namen = " > ".join(n.lstrip("#").replace(".", " ") for n in [*kring, kring[0]])
            herstel = "Laat één van de regels naar feiten kijken in plaats van naar de volgende regel."
            self.meld(r, f"{sleutel}.{r.naam}", f"Deze regels hangen van elkaar af in een kring: {namen}.", herstel)
        for p in self.v.publiceert:
            if self._leest_verbonden(p.waarde.merken, takken):
                melding = "Deze waarde hangt af van wat een verbonden dossier publiceert: dat gaat twee stappen ver."
                self.meld(p, f"publiceert.{p.naam}", melding, "Publiceer alleen wat uit het eigen dossier volgt.")

    def _hangt_af_van(self, r: regels.Basisregel) -> set[str]:
        uit = {m for _, _, u in _uitdrukkingen(r, r, "") for m in u.merken}
        namen: set[str] = set()
        for _, h in self.hoofdstukken:
            if isinstance(r, regels.PlichtRegel) and (p := h.plichten.get(r.naam)):
                namen |= {*p.bij, p.bij_besluit or "", *(p.bij_de_nde.feit if p.bij_de_nde else ()), *(d.feit for d in p.doe)}
                uit |= {f"#plicht.{r.gemist[0]}"} if r.gemist else set()
                uit |= {f"#spoor.{r.fase[0]}"} if r.fase else set()
            elif isinstance(r, regels.ToetsRegel) and (t := h.toetsen.get(r.naam)):
                namen |= {n for b in t.bewaakt for n in b.feit}
            elif isinstance(r, regels.SpoorRegel) and (s := h.sporen.get(r.naam)):
                namen |= {n for o in s.overgangen for n in o.bij}
        for n in namen & set(self.w.feitensets):
            uit |= Vertaler(self.w).vertaal(f"bestaat {n}", Bereik()).merken
        return {m for m in uit if m == "#verbonden" or m.startswith(("#plicht.", "#toets.", "#spoor."))}

    @staticmethod
    def _leest_verbonden(merken: Iterable[str], takken: dict[str, set[str]]) -> bool:
        rij, gezien = list(merken), set(merken)
        while rij:
            m = rij.pop()
            if m == "#verbonden":
                return True
            nieuw = takken.get(m, set()) - gezien
            gezien |= nieuw
            rij += nieuw
        return False

    # names that give away

    def namen(self) -> None:
        """Advice: the text of a duty is seen by its owner, also where the category that it speaks of is not shared with him."""
        for p in self.v.plichten.values():
            for rol in p.wie.rollen:
                verraadt = sorted(self._niet_gegund(p, rol)) if rol in self.w.rollen else ()
                if verraadt:
                    melding = f"De naam van deze plicht kan {rol} iets vertellen over {', '.join(verraadt)}, en geen regel deelt dat."
                    herstel = "Kies woorden die dat niet verraden, of leg vast dat het gedeeld mag worden."
                    self.meld(p, f"plichten.{p.naam}.wat", melding, herstel)

    def _niet_gegund(self, p: regels.PlichtRegel, rol: str) -> set[str]:
        soort = self.w.soort_van_rol(rol)
        gegund = {c for d in self.v.delen if not d.verbod for r in d.rollen if rol in self.w.rollen_onder(r) for c in d.categorieen}
        feiten = [self.w.feiten[s] for s in (*p.soorten, *p.doe_soorten)]
        vreemd = [f for f in feiten if not any(r == rol or (soort and self.w.soort_van_rol(r) == soort) for r in f.door)]
        return {f.categorie for f in vreemd if f.categorie} - gegund


_GEVOLG: Final = {
    ("eis", True): " De eis doet niets.",
    ("eis", False): " Niemand kan aan de eis voldoen.",
    ("houdt", False): " De plicht eindigt nooit.",
    ("houdt", True): " De plicht bestaat nooit.",
    ("als", False): " De regel geldt nooit.",
    ("indien", False): " De eis geldt nooit.",
    ("zolang", False): " De plicht bestaat nooit.",
}


def _uitdrukkingen(x: Any, regel: regels.Basisregel, naam: str) -> Iterator[tuple[regels.Basisregel, str, Uitdrukking]]:
    """Every compiled line of a rule, with the (sub)rule and the key where it stands."""
    if isinstance(x, Uitdrukking):
        yield regel, naam, x
    elif isinstance(x, (tuple, list)):
        for y in x:
            yield from _uitdrukkingen(y, regel, naam)
    elif is_dataclass(x) and type(x).__module__ == regels.__name__:
        eigen = x if isinstance(x, regels.Basisregel) else regel
        for f in fields(x):
            if f.name not in ("bladen", "takken"):  # these stand in the tree as well
                yield from _uitdrukkingen(getattr(x, f.name), eigen, f.name)
