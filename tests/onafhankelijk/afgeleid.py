# SPDX-License-Identifier: EUPL-1.2
"""Walks orakel/afgeleid.yaml on the core: what is seen of a derived element is seen if and only if all categories that it reads are granted.

Two questions. `stroomt`: take away every fact of a category, and look whether a derived row changes that does not name that category in its mask; it
does not ask how the mask was made. `loop`: may the persona of a row read the elements that the row names, with the mask of the product?
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any
from uuid import UUID

from wijkregie.delen.categorieen import Bits
from wijkregie.dossier.projecties import TABELLEN, Rijen, Zaak, _Bouwer
from wijkregie.norm.afleiding import uitleg
from wijkregie.norm.afleiding.leid_af import Stand, leid_af
from wijkregie.norm.feiten.feit import Feit
from wijkregie.norm.protocol.lader import laad_map

from . import orakelkern as ok
from .orakelkern import Kern, NietTeZeggen, Orakel, Rij, lees

WOORDEN = lees("voorwaarden/afgeleid.yaml")
ALGEMEEN = {"plichtregel": "plicht", "blad van een toets": "blad", "fase": "fase", "gepubliceerde waarde": "publicatie"}
"""The general rows of the oracle, by the table of the product that holds the element. A deadline, a badge and a count are read from duties."""
TERMIJN = ("uiterlijk", "uiterlijk_tijd", "niet_voor", "streef", "moment", "rest", "periode_van", "periode_tot")
BADGE = ("status", "dreigt_vanaf", "te_laat_vanaf", "voldaan_laat", "vastgelegd_laat")
MEER = ("plicht_grond", "regie")
"""Tables with a mask that no row of the oracle names; held to the same rule."""


@dataclass
class Toneel:
    """A story on a day, and what the product derives from some of its facts."""

    o: Orakel
    z: ok.Zaak
    bits: Bits
    laatste: bool
    """Of its story: published values are read on every day anyway, and that takes long."""

    def __post_init__(self) -> None:
        self.scenario, self.dag = self.o.scenario(self.z)
        self.d = next(iter(self.scenario.dossiers.values()))
        self.om = self.scenario.omstandigheden(self.d.naam, self.dag, None)

    def stand(self, weg: Set[str] = frozenset()) -> Stand:
        return leid_af(self.d.regelset, [f for f in self.d.feiten if f.id not in weg], self.dag, None, self.om, achteraf=False)

    def afgeleid(self, weg: Set[str] = frozenset()) -> Rijen:
        feiten = [f for f in self.d.feiten if f.id not in weg]
        vast = {f.id: 1 for f in self.d.feiten}
        z = Zaak(UUID(int=1), self.d.regelset, self.om, self.stand(weg), feiten, vast, self.bits, (), frozenset(), _alleen)
        uit: Rijen = {t: {} for t in TABELLEN}
        b = _Bouwer(z, uit)
        for deel in (b.plichten, b.sporen, b.bladen, *((b.publicaties,) if self.laatste else ())):
            deel()
        return uit

    def categorieen(self, f: Feit) -> set[str]:
        soort = self.o.vocabulaire.feiten[f.soort]
        return {soort.categorie} | {v.categorie or soort.categorie for v in soort.velden.values()}

    @cached_property
    def soorten(self) -> set[str]:
        """The categories in which a fact of this story is known to be there."""
        return {self.o.vocabulaire.feiten[f.soort].categorie for f in self.d.feiten}

    def verborgen(self, cat: str) -> tuple[frozenset[str], set[str]]:
        """The facts of a category with all that hangs on them, and every category that goes with them."""
        weg = {f.id for f in self.d.feiten if self.o.vocabulaire.feiten[f.soort].categorie == cat}
        while True:
            dingen = {f.opent for f in self.d.feiten if f.id in weg and f.opent}
            meer = {f.id for f in self.d.feiten if set(f.over) & dingen or f.velden.get("feit") in weg} - weg
            if not meer:
                return frozenset(weg), {c for f in self.d.feiten if f.id in weg for c in self.categorieen(f)}
            weg |= meer


def _alleen(rol: str) -> frozenset[str]:
    return frozenset((rol,))


@cache
def tonelen(gemeente: str) -> list[Toneel]:
    """Every story on every day that a phase of the oracle names."""
    o = Orakel(gemeente, laad_map(gemeenten=[gemeente]))
    zaken = {(z.verhaal, z.dag): z for b in o.woorden["registers"] for z in o.fasen(b, {"fase": ["elke"]})}
    laatste = {v: max(d for w, d in zaken if w == v) for v, _ in zaken}
    return [Toneel(o, z, bits(o), z.dag == laatste[z.verhaal]) for z in zaken.values()]


@cache
def bits(o: Orakel) -> Bits:
    namen = sorted(o.vocabulaire.categorieen)
    return Bits({n: i for i, n in enumerate(namen)}, dict(enumerate(namen)), {})


def _masker(r: dict[str, Any]) -> int:
    return int(r["masker"]) if "masker" in r else 1 << int(r["categorie"])


@cache
def stroomt(gemeente: str) -> dict[str, tuple[int, list[str]]]:
    """By kind of element: how many were held against a hidden category, and those that told of it."""
    uit: dict[str, tuple[int, list[str]]] = {}

    def tel(soort: str, n: int, fout: list[str]) -> None:
        m, oud = uit.get(soort, (0, []))
        uit[soort] = (m + n, oud + fout)

    for t in tonelen(gemeente):
        vol = t.afgeleid()
        for cat in sorted(t.soorten):
            weg, cats = t.verborgen(cat)
            leeg, dicht = t.afgeleid(weg), t.bits.masker(cats)
            for tabel in (*ALGEMEEN.values(), *MEER):
                open_ = [{i: r for i, r in s[tabel].items() if not _masker(r) & dicht} for s in (vol, leeg)]
                kop = f"{t.z.verhaal} {t.z.dag} zonder {cat}: {tabel}"
                if tabel == "publicatie":  # the first value of each name holds from the first day of the dossier, which its readers know
                    open_ = [_zonder_begin(s) for s in open_]
                tel(tabel, len(open_[0]), [f"{kop} {_noem(r)}" for r in _verschil(open_[0], open_[1])])
                if tabel == "plicht":
                    for soort, velden in (("termijn", TERMIJN), ("badge", BADGE)):
                        los = [{i: {k: r[k] for k in velden} for i, r in s.items()} for s in open_]
                        tel(soort, len(los[0]), [f"{kop} {soort} {r}" for r in _verschil(los[0], los[1])])
                    tellen = [sum(r["status"] == "loopt" for r in s.values()) for s in open_]
                    tel("aantal", len(open_[0]), [f"{kop}: {tellen}"] if tellen[0] != tellen[1] else [])
    return uit


def _zonder_begin(rijen: dict[Any, Any]) -> dict[Any, Any]:
    begin: dict[str, Any] = {}
    for r in rijen.values():
        begin[r["naam"]] = min(r["vanaf"], begin.get(r["naam"], r["vanaf"]))
    return {(r["naam"], None if r["vanaf"] == begin[r["naam"]] else r["vanaf"]): {**r, "vanaf": None} for r in rijen.values()}


def _verschil(a: dict[Any, Any], b: dict[Any, Any]) -> list[Any]:
    return [a.get(i, b.get(i)) for i in a.keys() | b.keys() if a.get(i) != b.get(i)]


def _noem(r: dict[str, Any]) -> str:
    return " ".join(str(r[k]) for k in ("regel", "toets", "spoor", "naam", "soort", "wat", "ding", "rol", "uitkomst") if k in r)


# a row with personas


@dataclass(frozen=True)
class Element:
    """An element of the product: its table, its name, what it says, and what it reads."""

    tabel: str
    naam: str
    wat: str
    categorieen: frozenset[str]


@cache
def elementen(o: Orakel) -> list[Element]:
    """Every duty, leaf, phase and published value of a municipality, as compiled."""
    uit = []
    for v in o.bibliotheek.alles():
        uit += [Element("plicht", p.naam, p.wat or "", p.categorieen) for p in v.plichten.values()]
        uit += [Element("blad", t.naam, b.wat or b.eis.tekst, b.categorieen) for t in v.toetsen.values() for b in t.bladen]
        uit += [Element("fase", s.naam, s.naam, s.categorieen) for s in v.sporen.values()]
        uit += [Element("publicatie", p.naam, p.naam, frozenset(p.categorieen)) for p in v.publiceert]
    return uit


def bedoeld(o: Orakel, rij: Rij, w: dict[str, Any]) -> list[Element]:
    """What a row is about: what the binding names, and every element of that kind that reads what the row hides."""
    genoemd = []
    for x in w.get("noemt", ()):
        tabel, naam, *wat = x.split(" ", 2)
        deze = [e for e in elementen(o) if (e.tabel, e.naam) == (tabel, naam) and (not wat or e.wat.startswith(wat[0]))]
        assert deze, f"{rij['id']}: {x} is no element of the product"
        genoemd += deze
    verborgen: set[str] = set()
    if w.get("leest") == "verborgen":
        (_, cats) = zip(*o.categorieen({"categorie": rij["verborgen"], "ziet": "inhoud", "voorwaarde": {}}), strict=True)
        verborgen = {c for x in cats for c in x}
    return list(dict.fromkeys([*genoemd, *(e for e in elementen(o) if e.tabel in w["soort"] and e.categorieen & verborgen)]))


def loop(gemeente: str, rij: Rij, w: dict[str, Any]) -> list[str]:
    """What differs: an element that is seen where the row hides it, or is seen nowhere where the row shows it."""
    o = tonelen(gemeente)[0].o
    kern, uit = _kern(gemeente), []
    zaken = [
        ok.Zaak(z.verhaal, z.dag, z.fase, tuple(sorted(w.get("voorwaarde", {}).items())))
        for b in w["registers"]
        for z in o.fasen(b, {"fase": w.get("fase", ["elke"])})
    ]
    for e in bedoeld(o, rij, w):
        for persona in rij["wie"]:
            open_ = [z.fase for z in zaken if all(kern.ziet(z, o.rollen(persona), [c], None, {"inzage"})[0] for c in e.categorieen)]
            if rij["ziet"] == "niets" and open_:
                uit.append(f"{persona} ziet {e.tabel} {e.naam} ({e.wat}) in {', '.join(open_)}")
            elif rij["ziet"] != "niets" and not open_:
                uit.append(f"{persona} ziet {e.tabel} {e.naam} ({e.wat}) nergens")
    return uit


@cache
def _kern(gemeente: str) -> Kern:
    return Kern(tonelen(gemeente)[0].o)


def uitslag(rij: Rij) -> list[str]:
    """One row. Raises NietTeZeggen with the reason why the core cannot say it."""
    w = WOORDEN["rijen"][rij["id"]]
    if isinstance(w, str):
        raise NietTeZeggen(w)
    return loop(w["gemeente"], rij, w)


# explanations


def uitgelegd(t: Toneel) -> Iterator[tuple[str, str]]:
    """Every explanation that the core makes of a state: of what, and its text."""
    stand = t.stand()
    for q in stand.plichten:
        yield q.regel.naam, str(uitleg.plicht(stand, [q]))
    for toets in stand.toetsen:
        for b in toets.bladen:
            yield toets.regel.naam, str(uitleg.blad(stand, toets, b))
    for h in stand.handelingen:
        yield h.feit, str(uitleg.handeling(stand, h))
    for v in stand.verlopen:
        yield v.spoor.naam, str(uitleg.fase(stand, v))
