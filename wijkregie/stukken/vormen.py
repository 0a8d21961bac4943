# SPDX-License-Identifier: EUPL-1.2
"""Letters from their files: read, checked against the vocabulary and the sharing rules, compiled. Every mistake with its place.

A letter is a door with one purpose: what stands in it must be granted to its receiver, for that purpose, by that way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from wijkregie.dossier import afspraken
from wijkregie.norm.afleiding.regels import Versie
from wijkregie.norm.fouten import Fout, InvoerFout
from wijkregie.norm.lint.normen import lijkt_op_norm, norm_ids
from wijkregie.norm.protocol.bouwplaats import Bouwplaats, Pad
from wijkregie.norm.protocol.lader import EIGEN_MAP, Bibliotheek, valideer
from wijkregie.norm.taal.bereik import Bereik, Uitdrukking
from wijkregie.norm.yaml12 import laad_bytes
from wijkregie.stukken.model import Brief, Element

MAP: Final = "brieven"
_KAAL: Final = frozenset({"datum", "getal", "bool", "keuze", "termijn"})
"""Kinds of outcome that are no text of a fact: the core hands back outcomes, never texts."""


@dataclass(frozen=True, slots=True)
class Deel:
    """An element, compiled. `categorieen`: what it gives away to who reads it."""

    model: Element
    afgeleid: Uitdrukking | None
    indien: Uitdrukking | None
    eis: Uitdrukking | None
    categorieen: frozenset[str]
    van_de_handeling: frozenset[str]  # of these: only what the act itself says

    @property
    def vast(self) -> bool:
        return self.model.veld is None and self.afgeleid is None and not self.model.persoon


@dataclass(frozen=True, slots=True)
class Vorm:
    """A letter of one version of a protocol."""

    naam: str
    gemeente: str
    protocol: str
    vanaf: date
    model: Brief
    delen: tuple[Deel, ...]
    tekent: frozenset[str]  # with every special case of a role
    onderwerp: bool  # the receiver is the person whom the file is about


def bestanden(wortel: Path) -> Iterator[tuple[str, str, date, Path]]:
    """Municipality, protocol, version and path of every letter below a folder of protocols."""
    for p in sorted(wortel.glob(f"*/*/*/{MAP}/*.yaml")):
        gemeente, protocol, dag, _, _ = p.relative_to(wortel).parts
        try:
            yield gemeente, protocol, date.fromisoformat(dag), p
        except ValueError:
            continue  # the loader of protocols names folders that are no date


def lees(bibliotheek: Bibliotheek, wortel: Path, registers: Path | None = None) -> tuple[list[Vorm], list[Fout]]:
    """Every letter below a folder, and every mistake in them."""
    vormen: list[Vorm] = []
    fouten: list[Fout] = []
    for gemeente, protocol, dag, p in bestanden(wortel):
        naam = p.relative_to(wortel).as_posix()
        try:
            versie = bibliotheek.versie(gemeente, protocol, dag)
            ruw = laad_bytes(p.read_bytes(), naam)
            model = valideer(Brief, ruw, naam)
        except InvoerFout as e:
            fouten += e.fouten
            continue
        b = Bouwplaats(versie.wereld, versie)
        b.open(naam, ruw)
        vorm = _bouw(b, p.stem, model, norm_ids(registers) if registers is not None and versie.kop.registers else None)
        fouten += b.fouten
        if not b.fouten:
            vormen.append(vorm)
    return vormen, sorted(set(fouten))


@cache
def vormen(gemeente: str) -> tuple[Vorm, ...]:
    """The letters of a municipality. Raises InvoerFout."""
    gevonden, fouten = lees(afspraken.bibliotheek(), EIGEN_MAP)
    if fouten:
        raise InvoerFout(fouten)
    return tuple(v for v in gevonden if v.gemeente == gemeente)


def vorm_van(gemeente: str, protocollen: Iterable[str], feit: str, dag: date) -> Vorm | None:
    """The letter that an act of this day is, under these protocols; of an agreement that is older only, the newest."""
    welke = set(protocollen)
    kan = [v for v in vormen(gemeente) if v.model.bij == feit and v.protocol in welke]
    eerder = [v for v in kan if v.vanaf <= dag]
    return max(eerder, key=lambda v: v.vanaf, default=None) or min(kan, key=lambda v: v.vanaf, default=None)


# compile and check


def _bouw(b: Bouwplaats, naam: str, m: Brief, normen: frozenset[str] | None) -> Vorm:
    w, v = b.w, b.v
    bekend = b.moet_bestaan(("bij",), m.bij, "feit", w.feiten)
    b.moet_bestaan(("aan",), m.aan, "rol", w.rollen)
    doelen = w.voc.deuren.get(m.deur)
    if doelen is None:
        b.onbekend(("deur",), m.deur, "deur", w.voc.deuren)
    elif m.doel not in doelen:
        b.fout(("doel",), f"De deur {m.deur} dient het doel {m.doel} niet.", f"Zet {m.doel} onder deuren bij {m.deur}, of kies een ander doel.")
    rol = w.rollen.get(m.aan)
    identiteit = w.voc.systeemcategorie("identiteit")
    delen = tuple(d for i, e in enumerate(m.elementen) if bekend and (d := _deel(b, m, e, ("elementen", i))) is not None)
    if bekend:
        _gegund(b, m, frozenset({w.feiten[m.bij].categorie}), ("bij",), alleen_bestaan=True, feit=m.bij)
    if normen is not None:
        _normen(b, m, normen)
    onderwerp = rol is not None and rol.categorie is not None and rol.categorie == identiteit
    if not onderwerp and not m.aanhef:
        b.fout(("aan",), f"{m.aan} is niet de persoon over wie het dossier gaat. De naam uit het dossier mag dus niet boven de brief.",
               "Zet erbij hoe de brief begint: aanhef.")  # fmt: skip
    return Vorm(naam, v.gemeente, v.naam, v.vanaf, m, delen, b.onder(m.tekent, ("tekent",)), onderwerp)


def _normen(b: Bouwplaats, m: Brief, bekend: frozenset[str]) -> None:
    plekken: list[tuple[Pad, list[str]]] = [(("norm",), m.norm), (("bezwaar_norm",), m.bezwaar_norm)]
    plekken += [(("elementen", i, "norm"), e.norm) for i, e in enumerate(m.elementen)]
    for pad, normen in plekken:
        for n in normen:
            if n not in bekend:
                b.fout(pad, f"De norm {n} staat in geen register.", lijkt_op_norm(n, bekend))
    for i, e in enumerate(m.elementen):
        if e.verplicht and not e.norm:
            b.fout(("elementen", i), "Bij dit verplichte element staat geen norm.", "Zet erbij welke norm het vraagt.")


def _deel(b: Bouwplaats, m: Brief, e: Element, pad: Pad) -> Deel | None:
    """One element, with the categories that it gives away; None if a name in it means nothing."""
    r = Bereik(dit=(m.bij,))
    categorieen: set[str] = set()
    eigen = e.veld is not None and e.feit is None
    if e.persoon and (wie := b.w.voc.systeemcategorie("identiteit")) is not None:
        categorieen.add(wie)
    if e.veld is not None:
        soort = e.feit or m.bij
        if not b.moet_bestaan((*pad, "feit"), soort, "feit", b.w.feiten):
            return None
        feit = b.w.feiten[soort]
        if not b.moet_bestaan((*pad, "veld"), e.veld, f"veld van {soort}", feit.velden):
            return None
        if feit.velden[e.veld].soort in ("lijst", "ding", "persoon", "organisatie", "rol"):
            b.fout(
                (*pad, "veld"),
                f"{e.veld} is een {feit.velden[e.veld].soort}. Die kan niet in een zin.",
                "Kies een veld met tekst, datum, getal, keuze of ja en nee.",
            )
            return None
        categorieen |= {feit.velden[e.veld].categorie or feit.categorie, feit.categorie}
    afgeleid = b.lees(e.afgeleid, r, (*pad, "afgeleid"), False)
    if afgeleid is not None and afgeleid.soort[0] not in _KAAL:
        b.fout((*pad, "afgeleid"), f"'{e.afgeleid}' geeft geen datum, getal, keuze of ja of nee.", "Noem een tekst van een feit met feit en veld.")
        return None
    indien, eis = b.lees(e.indien, r, (*pad, "indien")), b.lees(e.eis, r, (*pad, "eis"))
    categorieen |= afgeleid.categorieen if afgeleid is not None else set()
    bron = "afgeleid" if afgeleid is not None else "persoon" if e.persoon else "veld"
    _gegund(b, m, frozenset(categorieen), (*pad, bron), feit=m.bij if eigen else None)
    verteld: frozenset[str] = frozenset()
    for naam, u in (("indien", indien), ("eis", eis)):  # that the element is there tells what it hangs on
        if u is not None:
            _gegund(b, m, u.categorieen, (*pad, naam))
            verteld |= u.categorieen
    return Deel(e, afgeleid, indien, eis, frozenset(categorieen | verteld), frozenset(categorieen - verteld) if eigen else frozenset())


def _gegund(b: Bouwplaats, m: Brief, categorieen: frozenset[str], pad: Pad, *, alleen_bestaan: bool = False, feit: str | None = None) -> None:
    for c in sorted(categorieen):
        if not gegund(b.v, m, c, alleen_bestaan=alleen_bestaan, feit=feit):
            wat = b.w.voc.categorieen[c].naam or c
            b.fout(pad, f"De brief vertelt {m.aan} iets uit {c} ({wat}), en geen regel geeft {m.aan} dat voor het doel {m.doel} per {m.deur}.",
                   "Haal het uit de brief, of leg onder delen vast dat het mag.")  # fmt: skip


def gegund(v: Versie, m: Brief, categorie: str, *, alleen_bestaan: bool = False, feit: str | None = None) -> bool:
    """May a rule of this version give this category to the receiver (of facts of type `feit` alone is enough), and does no prohibition without a
    condition take it away?"""
    toe = verbod = False
    for r in v.delen:
        if m.aan not in r.rollen or categorie not in r.categorieen:
            continue
        if r.verbod:
            verbod = verbod or (
                r.als is None and r.grond is None and (r.weg == ("inzage",) or m.deur in r.weg) and (not r.doelen or m.doel in r.doelen)
            )
        elif not r.grond_uit and m.doel in r.doelen and m.deur in r.weg and (r.welke is None or feit in r.welke.soorten):
            toe = toe or alleen_bestaan or r.vorm == "inhoud"
    return toe and not verbod


@cache
def soorten(gemeente: str) -> frozenset[str]:
    """The fact types that are letters."""
    return frozenset(v.model.bij for v in vormen(gemeente))
