# SPDX-License-Identifier: EUPL-1.2
"""What would follow from facts before they are recorded, and what the agreement asks of an act. Nothing is stored.

What it gives holds masks and ids, never texts of facts; who shows it leaves out what the session may not know.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from wijkregie.delen.categorieen import Bits
from wijkregie.dossier import kern
from wijkregie.dossier.opdracht import Bezwaar, Opdracht
from wijkregie.dossier.projecties import Rij, Zaak, rijen
from wijkregie.dossier.vooraf import is_naam
from wijkregie.dossier.zichtverschil import Deel
from wijkregie.dossier.zichtverschil import verschil as zichtverschil
from wijkregie.norm.afleiding.leid_af import Afleider, Stand
from wijkregie.norm.afleiding.plicht import LOPEND
from wijkregie.norm.afleiding.regels import EisRegel
from wijkregie.norm.afleiding.toetsen import NVT, toets_feit
from wijkregie.norm.feiten.feit import RECTIFICATIE, Feit
from wijkregie.norm.taal.tekens import Knoop
from wijkregie.partijen.sessie import Sessie

# what follows


@dataclass(frozen=True, slots=True)
class Taak:
    """A duty as a preview shows it."""

    wat: str
    wie: tuple[str, ...]
    organisatie: int | None
    van_mij: bool
    status: str
    uiterlijk: date | None
    streef: date | None
    normen: int


@dataclass(frozen=True, slots=True)
class Stap:
    """A phase that changes."""

    spoor: str
    van: str
    naar: str


@dataclass(frozen=True, slots=True)
class Houder:
    """Who has regie: a role, and the organisation that fills it."""

    rol: str | None
    organisatie: int | None


@dataclass(frozen=True, slots=True)
class Regiewissel:
    """Regie that was agreed upon: it moves, or stays where it is."""

    soort: str
    van: Houder
    naar: Houder


@dataclass(frozen=True, slots=True)
class Gebrek:
    """What falls short of the agreement once the act is recorded: something lacks for a duty, or a hard norm is broken."""

    wat: str
    norm: tuple[str, ...]
    breuk: bool

    @property
    def merk(self) -> str:
        """By which a form knows that it was asked."""
        return f"{self.norm[0] if self.norm else ''}|{self.wat}"


@dataclass(slots=True)
class Gevolgen:
    """The difference between the state before and after, as far as this session may see it."""

    bezwaren: list[Bezwaar] = field(default_factory=list)
    fasen: list[Stap] = field(default_factory=list)
    regie: list[Regiewissel] = field(default_factory=list)
    nieuw: list[Taak] = field(default_factory=list)
    klaar: list[Taak] = field(default_factory=list)
    weer_open: list[Taak] = field(default_factory=list)
    vervalt: list[Taak] = field(default_factory=list)
    verschuift: list[tuple[Taak, Taak]] = field(default_factory=list)
    kan: list[str] = field(default_factory=list)  # acts of my roles
    kan_niet: list[str] = field(default_factory=list)
    voldaan: list[str] = field(default_factory=list)  # leaves of gates
    niet_voldaan: list[str] = field(default_factory=list)
    mist: list[str] = field(default_factory=list)  # what the act lacks to end a duty that runs
    gebreken: list[Gebrek] = field(default_factory=list)  # what is asked about before it is recorded
    schendingen: list[str] = field(default_factory=list)
    zonder_grond: list[str] = field(default_factory=list)
    opent: list[Deel] = field(default_factory=list)  # who may know what from then on
    stopt: list[Deel] = field(default_factory=list)
    rest: list[Deel] = field(default_factory=list)  # what is left of what stops: that there is something

    @property
    def leeg(self) -> bool:
        return not any(getattr(self, s) for s in self.__slots__ if s not in ("bezwaren", "gebreken"))


def gevolgen(sessie: Sessie, opdracht: Opdracht, maskers: Mapping[UUID, int]) -> dict[UUID, Gevolgen]:
    """What would follow per dossier, filtered to what this session may see. Raises Onbekend."""
    uit = {}
    for d, (voor, na, bezwaren) in kern.proef(sessie, opdracht).items():
        uit[d] = verschil(voor, na, bezwaren, maskers.get(d, 0), sessie)
        nieuw = {str(n.id) for n in opdracht.feiten if n.dossier == d}
        uit[d].gebreken = _breuken(na, nieuw, maskers.get(d, 0))
        for f in (f for f in na.feiten if f.id in nieuw and f.soort != RECTIFICATIE):
            uit[d].gebreken += _gemis(na, f, maskers.get(d, 0))
            uit[d].mist += [e.wat for e in elementen(na.stand, f, maskers.get(d, 0), na.bits, toetsen=False) if not e.aanwezig]
    return uit


def _breuken(na: Zaak, nieuw: set[str], masker: int) -> list[Gebrek]:
    """The hard norms that these facts break."""
    hier = [s for s in na.stand.schendingen if s.feit.id in nieuw and s.blad is not None and s.blad.hardheid == "hard"]
    return [Gebrek(s.wat, s.norm, True) for s in hier if s.blad is not None and not na.bits.masker(s.blad.categorieen) & ~masker]


def _gemis(na: Zaak, feit: Feit, masker: int) -> list[Gebrek]:
    """What this act lacks to end a duty that runs; not of a duty towards another party than the act is for."""
    uit: dict[str, Gebrek] = {}
    for q in (q for q in na.stand.plichten if q.status in LOPEND):
        mist = [q.regel.eisen[i] for f, i, _ in q.mist if f.id == feit.id and i >= 0]
        if any(_noemt_elk(e.eis.knoop) for e in mist):
            continue
        for e in mist:
            if not na.bits.masker(c for c in e.categorieen if c) & ~masker:
                wat = e.wat or e.eis.tekst
                uit.setdefault(wat, Gebrek(wat, e.norm, False))
    return list(uit.values())


def _noemt_elk(k: Any) -> bool:
    return is_naam(k, "elk_een") or (isinstance(k, Knoop) and any(map(_noemt_elk, k.arg))) or (isinstance(k, tuple) and any(map(_noemt_elk, k)))


def verschil(voor: Zaak, na: Zaak, bezwaren: list[Bezwaar], masker: int, sessie: Sessie) -> Gevolgen:
    """Compare the derived rows of two states; a row counts if every category it rests on is granted, or the duty is one's own."""
    uit = Gevolgen(bezwaren=list(bezwaren))
    oud, nieuw = rijen(voor), rijen(na)
    _plichten(uit, oud, nieuw, masker, sessie)
    for id_, r in nieuw["fase"].items():
        eerder = oud["fase"].get(id_)
        if (eerder is None or eerder["fase"] != r["fase"]) and _mag(r, masker) and (eerder is None or _mag(eerder, masker)):
            uit.fasen.append(Stap(r["spoor"], eerder["fase"] if eerder else "", r["fase"]))
    for id_, r in nieuw["regie"].items():
        eerder = oud["regie"].get(id_)
        if eerder is not None and _mag(r, masker) and _mag(eerder, masker) and (_houder(r) != _houder(eerder) or r["feit"] != eerder["feit"]):
            uit.regie.append(Regiewissel(r["soort"], _houder(eerder), _houder(r)))
    for id_, r in nieuw["blad"].items():
        eerder = oud["blad"].get(id_)
        if eerder is None or not _mag(r, masker) or (eerder["uitkomst"] in ("ja", "nvt")) == (r["uitkomst"] in ("ja", "nvt")):
            continue
        (uit.voldaan if r["uitkomst"] in ("ja", "nvt") else uit.niet_voldaan).append(r["wat"])
    _rechten(uit, oud["handeling"], nieuw["handeling"], set(sessie.rollen), masker)
    for id_, r in nieuw["schending"].items():
        if id_ not in oud["schending"] and _mag(r, masker):
            (uit.schendingen if r["soort"] == "schending" else uit.zonder_grond).append(r["wat"])
    ziet = zichtverschil(voor, na, masker, sessie.organisatie)
    uit.opent, uit.stopt, uit.rest = list(ziet.opent), list(ziet.stopt), list(ziet.rest)
    return uit


def _houder(r: Rij) -> Houder:
    return Houder(r["rol"], r["organisatie"])


def _mag(r: Rij, masker: int) -> bool:
    return bool(r["masker"] & ~masker == 0)


def _rechten(uit: Gevolgen, oud: Mapping[UUID, Rij], nieuw: Mapping[UUID, Rij], rollen: set[str], masker: int) -> None:
    """Acts of my roles that a gate opens or closes."""

    def mag(tabel: Mapping[UUID, Rij]) -> dict[str, bool]:
        per: dict[str, bool] = {}
        for r in tabel.values():
            if rollen.intersection(r["rollen"]) and _mag(r, masker):
                per[r["feit"]] = per.get(r["feit"], False) or r["mag"] != "nee"
        return per

    toen, straks = mag(oud), mag(nieuw)
    uit.kan += [f for f, m in straks.items() if m and toen.get(f) is False]
    uit.kan_niet += [f for f, m in straks.items() if not m and toen.get(f) is True]


def _plichten(uit: Gevolgen, oud: Mapping[str, Mapping[UUID, Rij]], nieuw: Mapping[str, Mapping[UUID, Rij]], masker: int, sessie: Sessie) -> None:
    mijn = {str(w["plicht"]) for deel in (oud, nieuw) for w in deel["werk"].values() if w["sleutel"] in sessie.werk}
    weg = {i: r for i, r in oud["plicht"].items() if i not in nieuw["plicht"] and _loopt(r)}
    for id_, r in nieuw["plicht"].items():
        eerder = oud["plicht"].get(id_)
        if eerder is None:  # another norm may lead the same line of work now
            oude = next((i for i, x in weg.items() if _zelfde(x, r)), None)
            eerder = weg.pop(oude) if oude is not None else None
            if oude is not None and str(oude) in mijn:
                mijn.add(str(id_))
        if not (_mag(r, masker) or str(id_) in mijn):
            continue
        taak = _taak(r, str(id_) in mijn)
        if eerder is None:
            if _loopt(r):
                uit.nieuw.append(taak)
        elif _loopt(eerder) and r["status"] in ("voldaan", "afgezien"):
            uit.klaar.append(taak)
        elif _loopt(eerder) and not _loopt(r):
            uit.vervalt.append(_taak(eerder, taak.van_mij))  # with the term that it had
        elif not _loopt(eerder) and _loopt(r):
            uit.weer_open.append(taak)
        elif _loopt(r) and any(eerder[s] != r[s] for s in ("uiterlijk", "streef", "status")):
            uit.verschuift.append((_taak(eerder, taak.van_mij), taak))
    uit.vervalt += [_taak(r, str(i) in mijn) for i, r in weg.items() if _mag(r, masker) or str(i) in mijn]
    _paar(uit)
    for lijst in (uit.nieuw, uit.klaar, uit.vervalt, uit.weer_open):
        lijst.sort(key=lambda t: (not t.van_mij, t.uiterlijk or date.max, t.wat))


def _paar(uit: Gevolgen) -> None:
    """A duty that lapses and comes back under another trigger is for who reads it the same duty: it moves, or stays."""
    for oud in list(uit.vervalt):
        nieuw = next((t for t in uit.nieuw if (t.wat, t.wie) == (oud.wat, oud.wie)), None)
        if nieuw is not None:
            uit.vervalt.remove(oud)
            uit.nieuw.remove(nieuw)
            if (oud.uiterlijk, oud.streef) != (nieuw.uiterlijk, nieuw.streef):
                uit.verschuift.append((oud, nieuw))


def _loopt(r: Rij) -> bool:
    return r["status"] in ("loopt", "mogelijk", "opgeschort")


def _zelfde(a: Rij, b: Rij) -> bool:
    return all(a[s] == b[s] for s in ("doe", "ding", "voor", "wie")) and bool(set(a["normen"]) & set(b["normen"]))


def _taak(r: Rij, van_mij: bool) -> Taak:
    def dag(s: Any) -> date | None:
        return date.fromisoformat(s) if isinstance(s, str) else s

    return Taak(r["wat"], tuple(r["wie"]), r["organisatie"], van_mij, r["status"], dag(r["uiterlijk"]), dag(r["streef"]), len(r["normen"]))


# what an act must hold


@dataclass(frozen=True, slots=True)
class Element:
    """A requirement on an act, and whether the act meets it."""

    wat: str
    norm: tuple[str, ...]
    aanwezig: bool


def elementen(stand: Stand, feit: Feit, masker: int, bits: Bits, *, toetsen: bool = True) -> list[Element]:
    """What duties (and gates) ask of this act: each once, as far as this session may know it."""
    a: Afleider = stand.afleider
    uit: dict[str, Element] = {}

    def zet(e: EisRegel, aanwezig: bool) -> None:
        if not bits.masker(c for c in e.categorieen if c) & ~masker:
            wat = e.wat or e.eis.tekst
            uit[wat] = Element(wat, e.norm, aanwezig and uit.get(wat, Element("", (), True)).aanwezig)

    for q in stand.plichten:
        mist = {i for f, i, _ in q.mist if f.id == feit.id}
        if mist or (q.voldaan is not None and q.voldaan.id == feit.id):
            c = a.ctx(feit.op)
            c.f, c.dit, c.ding, c.elk = feit, q.aanleiding.feit, q.ding, q.elk
            for i, e in enumerate(q.regel.eisen):
                if e.indien is None or e.indien.fn(c) is not False:
                    zet(e, i not in mist)
    nu = next((f for f in a.b.per.get(feit.soort, ()) if f.id == feit.id), feit)
    for t in a.regels.toetsen_per_soort.get(feit.soort, ()) if toetsen else ():
        toetsing = toets_feit(a, t, nu)
        for b in toetsing.bladen if toetsing is not None else ():
            if b.uitkomst is not NVT:
                zet(b.regel, b.uitkomst is True)
    return list(uit.values())
