# SPDX-License-Identifier: EUPL-1.2
"""Who may know what in a dossier: per organisation and category what the rules give it, as far as a session may know that itself.

That another may see something rests on who takes part and on what the rule reads (consent, a phase). So a cell is told if and only if the
session knows of all of that; of anything else it hears that it may not know. Nothing here gives content.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Final, Literal
from uuid import UUID

from wijkregie.delen.categorieen import Bits
from wijkregie.delen.context import INZAGE
from wijkregie.delen.lezing import noteer
from wijkregie.dossier import kern
from wijkregie.dossier.laden import Geladen
from wijkregie.dossier.lezen import rijen
from wijkregie.dossier.lezen_feiten import Zicht as Feitzicht
from wijkregie.dossier.projecties import Zaak
from wijkregie.dossier.toegang import VORM_BESTAAT, VORM_INHOUD, Toegang
from wijkregie.dossier.toetsing import BETROKKEN
from wijkregie.norm.afleiding.leid_af import leid_af
from wijkregie.norm.afleiding.regels import DeelRegel
from wijkregie.norm.afleiding.zicht import Zicht
from wijkregie.norm.taal.bereik import Uitdrukking
from wijkregie.partijen.sessie import Sessie

Mate = Literal["alles", "bestaat", "deel", "nog", "nee", "onbekend"]
VERSTREKT: Final = "verstrekt"
VERSTREKKING: Final = "verstrekking"
HEEL: Final = "dossier"  # else fact by fact
MEESTE_DAGEN: Final = 60
"""So many days are looked back at, the newest; each costs one derivation."""


@dataclass(frozen=True, slots=True)
class Mag:
    """What a session knows of a dossier: the measure for all that it is told of others.

    Not in it are categories that it may know of only because nobody recorded anything there: these go when somebody does, and that would tell.
    """

    inhoud: frozenset[str]  # read in full, by a rule
    bestaat: frozenset[str]  # known to be there, by a rule
    eigen: frozenset[str]  # its own organisation recorded something of it
    afgeleid: frozenset[str]  # what is told of others may rest on these
    apart: frozenset[str] = frozenset()  # of which it reads single facts that were given onward to it

    @property
    def weet(self) -> frozenset[str]:
        return self.bestaat | self.eigen


@dataclass(frozen=True, slots=True)
class Cel:
    """What one organisation may know of one category, and the rules that this rests on."""

    mate: Mate
    rechten: tuple[Zicht, ...] = ()  # that hold now
    regels: tuple[tuple[DeelRegel, Any], ...] = ()  # with what each comes to
    verbiedt: bool = False  # nothing but another agreement would change it
    eigen: bool = False  # it recorded something of this itself, as far as the session sees
    tot: date | None = None
    grond_bekend: bool = False  # the session may see what the rules read


@dataclass(frozen=True, slots=True)
class Verandering:
    """A day on which somebody came to see more or less."""

    dag: date
    cellen: tuple[tuple[int, str, Mate, Mate], ...]  # organisation, category, before, after


@dataclass(frozen=True, slots=True)
class WieZietWat:
    """The matrix of one session on one day."""

    eigen: int
    partijen: tuple[int, ...]  # the session's own organisation first
    categorieen: tuple[str, ...]
    cellen: Mapping[tuple[int, str], Cel]
    leest: frozenset[str]  # the fact types that the rules read
    mag: Mag


def mag_van(sessie: Sessie, dossier: UUID, zicht: Feitzicht, bits: Bits) -> Mag:
    """Asked on the session's own connection."""
    gevonden = rijen(
        "select bit_or(inhoud) filter (where not eigen), bit_or(bestaat) filter (where not eigen), bit_or(bestaat) filter (where eigen)"
        " from delen_toegang where gemeente = %s and dossier = %s and ding is null",
        [sessie.gemeente, dossier],
    )
    inhoud, bestaat, alleen = (frozenset(bits.namen(m or 0)) for m in gevonden[0])
    verstrekt = rijen("select bit_or(inhoud) from delen_toegang_feit where gemeente = %s and dossier = %s", [sessie.gemeente, dossier])
    mijn = [i for i, o in zicht.vastleggers.items() if o == sessie.organisatie]
    eigen = frozenset(c for i in mijn for c in (bits.naam[zicht.kaders[i].categorie], *zicht.categorieen[i]))
    return Mag(inhoud, bestaat, eigen, bestaat | (alleen & eigen), frozenset(bits.namen(verstrekt[0][0] or 0)))


def wie_ziet_wat(sessie: Sessie, dossier: UUID, zicht: Feitzicht, genoemd: Iterable[int]) -> WieZietWat:
    """The matrix as it stands today. `genoemd`: organisations that the session sees in this dossier. Raises Onbekend."""
    with kern.in_kern(sessie.gemeente, sessie.gemeente_code) as k:
        g = k.laad_voor(sessie, dossier)
        z = k.zaak(g, k.omstandigheden(g))
    mag = mag_van(sessie, dossier, zicht, z.bits)
    kijk = _Kijk(z, sessie, mag, zicht, afleiden=True)
    uit = kijk.matrix(genoemd)
    noteer(dossier, z.bits.masker(c for c in kijk.gelezen if c in mag.afgeleid))
    return uit


def door_de_tijd(sessie: Sessie, dossier: UUID, zicht: Feitzicht, nu: WieZietWat) -> list[Verandering]:
    """The days on which sharing changed, newest first: only where the session may see what the rules read. Raises Onbekend."""
    with kern.in_kern(sessie.gemeente, sessie.gemeente_code) as k:
        g = k.laad_voor(sessie, dossier)
        om = k.omstandigheden(g)
        basis = k.zaak(g, om)
    dagen = _Dagen(basis, g)
    uit: list[Verandering] = []
    vorige: dict[tuple[int, str], Mate] = {}
    for dag in dagen:
        st = leid_af(basis.regelset, g.feiten, dag, None, om, achteraf=False)
        z = Zaak(
            basis.dossier, basis.regelset, om, st, basis.feiten, basis.vastleggers, basis.bits, basis.sleutels, basis.gebieden,
            st.afleider.regels.onder,
        )  # fmt: skip
        kijk = _Kijk(z, sessie, nu.mag, zicht, afleiden=False)
        dagen.wissel(kijk.wissels())
        stand = {(p, c): _zonder_nog(kijk.cel(p, c).mate) for p in nu.partijen for c in nu.categorieen if c in nu.mag.weet}
        anders = [(p, c, vorige.get((p, c), "nee"), m) for (p, c), m in stand.items() if m != vorige.get((p, c), "nee")]
        if gezien := tuple((p, c, a, b) for p, c, a, b in anders if "onbekend" not in (a, b)):
            uit.append(Verandering(dag, gezien))
        vorige = stand
    return uit[::-1]


def _zonder_nog(m: Mate) -> Mate:
    return "nee" if m == "nog" else m


class _Dagen:
    """The days to look at, in order: of every fact that can move sharing, of terms and covenants, and of what the states say comes next."""

    def __init__(self, z: Zaak, g: Geladen) -> None:
        self.tot = z.stand.peildatum
        a = z.stand.afleider
        alles = any(r.gevoelig is None and any(u.merken for u in _voorwaarden(r)) for r in a.regels.delen)  # a phase, say: any fact can move it
        leest = frozenset(a.regels.feiten) if alles else _leest(z) | {BETROKKEN, VERSTREKT}
        deelnemen = {n for n, m in a.regels.feiten.items() if m.categorie == a.regels.feiten[BETROKKEN].categorie}
        self.begin = min((f.op for f in g.feiten), default=self.tot)
        dagen = {self.begin, self.tot} | {f.op for f in a.b.gevouwen.feiten if f.soort in leest | deelnemen}
        perioden = [(x.van, x.tot) for x in z.om.convenanten] + [(x.van, x.tot) for x in z.om.bezetting]
        for van, tot in perioden:
            dagen |= {van} | ({tot + timedelta(days=1)} if tot < date.max else set())
        dagen |= {d for v in z.om.verbonden for d, _, _ in v.waarden}
        self.dagen = {d for d in dagen if self.begin <= d <= self.tot}

    def wissel(self, dagen: Iterable[date]) -> None:
        self.dagen |= {d for d in dagen if self.begin <= d <= self.tot}

    def __iter__(self) -> Iterator[date]:
        gedaan = min(sorted(self.dagen)[-MEESTE_DAGEN:]) - timedelta(days=1)
        for _ in range(2 * MEESTE_DAGEN):
            volgende = min((d for d in self.dagen if d > gedaan), default=None)
            if volgende is None:
                return
            gedaan = volgende
            yield volgende


def _leest(z: Zaak) -> frozenset[str]:
    """The fact types that the sharing rules read, those behind a phase or a gate included."""
    uit: set[str] = set()
    for r in z.stand.afleider.regels.delen:
        uit |= r.leest | (r.gevoelig or frozenset())
    return frozenset(uit)


class _Kijk:
    """One state through the eyes of one session."""

    def __init__(self, z: Zaak, sessie: Sessie, mag: Mag, zicht: Feitzicht, *, afleiden: bool) -> None:
        self.z = z
        self.a = z.stand.afleider
        self.w = self.a.regels.wereld
        self.sessie = sessie
        self.mag = mag
        self.gelezen: set[str] = set()
        self.toegang = Toegang(z, [], [], [])
        self.verbiedt = self.toegang.verbiedt()
        self.uitkomst = _uitkomsten(z.stand.zicht)
        self.vastlegger = {(o, z.bits.naam[zicht.kaders[i].categorie]) for i, o in zicht.vastleggers.items()} if afleiden else set()
        self._rollen: dict[int, frozenset[str]] = {}
        self.partijen_bekend = self.w.feiten[BETROKKEN].categorie in mag.afgeleid
        self.waar = self._waar() if afleiden else frozenset()

    # what the session can know of a condition

    def bekend(self, r: DeelRegel) -> bool:
        """May the session know whether this rule holds?"""
        if r.per == VERSTREKKING and self.w.feiten[VERSTREKT].categorie not in self.mag.afgeleid:
            return False
        ook = (r.welke, r.tafel[1] if r.tafel is not None else None)  # which facts it gives, and who sits at its table, tell of these facts
        if any(u is not None and not u.categorieen <= self.mag.afgeleid for u in ook):
            return False
        if self.grond_bekend(r):
            self.gelezen |= r.voorwaarde_categorieen
            return True
        return all((r.protocol, u.tekst) in self.waar or self._leest_niets(u) for u in _voorwaarden(r))

    def grond_bekend(self, r: DeelRegel) -> bool:
        return r.voorwaarde_categorieen <= self.mag.afgeleid

    def _leest_niets(self, u: Uitdrukking) -> bool:
        return u.categorieen <= self.mag.afgeleid  # a mark of a phase or a gate (#) is in no mask

    def _waar(self) -> frozenset[tuple[str, str]]:
        """Conditions (of a protocol) that are true, for the session itself is given something that nothing else could give."""
        per: dict[str, list[DeelRegel]] = {}
        for r in self.a.regels.delen:
            if not r.verbod and r.per == HEEL and INZAGE in r.weg and self._voor_mij(r):
                for c in r.categorieen:
                    per.setdefault(c, []).append(r)
        uit: set[tuple[str, str]] = set()
        for c in self.mag.bestaat:
            gronden = {tuple((r.protocol, u.tekst) for u in _voorwaarden(r)) for r in per.get(c, ())}
            if len(gronden) == 1 and any(v is True and any(r is p for p in per[c]) for r, v in self._regels(self._mijn_rollen, c)):
                uit |= set(gronden.pop())
        return frozenset(uit)

    def _voor_mij(self, r: DeelRegel) -> bool:
        return any(not self.z.voor_rol(x).isdisjoint(self.sessie.rollen) for x in r.rollen)

    # cells

    def matrix(self, genoemd: Iterable[int]) -> WieZietWat:
        eigen = self.sessie.organisatie
        mijn = {c for r in self.a.regels.delen if not r.grond_uit and not r.verbod and self._voor_mij(r) for c in r.categorieen}
        categorieen = tuple(c for c in self.w.voc.categorieen if c in self.mag.weet | mijn)
        rollen = {x for r in self.a.regels.delen for x in r.rollen}
        een = {o for x in rollen for o in self.toegang.deelnemers(x) if len(self.toegang.deelnemers(x)) == 1}
        genoemde = {*genoemd} | een
        partijen = [eigen, *(sorted({*self.rechten, *genoemde} - {eigen}) if self.partijen_bekend else ())]
        cellen = {(p, c): self.voor_mij(c) if p == eigen else self.cel(p, c) for p in partijen for c in categorieen}

        def doet_mee(p: int) -> bool:
            """It is named, it is the one that fills a role here, or something is given to it: all that the session may know."""
            return p == eigen or p in genoemde or any(cellen[p, c].mate in ("alles", "bestaat", "deel") for c in categorieen)

        return WieZietWat(eigen, tuple(p for p in partijen if doet_mee(p)), categorieen, cellen, _leest(self.z), self.mag)

    @cached_property
    def rechten(self) -> dict[int, list[Zicht]]:
        """Of each organisation what the rules give it now, in any form and by any way."""
        uit: dict[int, list[Zicht]] = {}
        for s, zs in self.toegang.per_sleutel(self.verbiedt):
            uit.setdefault(s.organisatie, []).extend(z for z in zs if z not in uit.get(s.organisatie, ()))
        return uit

    def wissels(self) -> list[date]:
        return [x.tot for x in self.z.stand.zicht if x.tot is not None]

    def rollen(self, partij: int) -> frozenset[str]:
        """The roles of an organisation here: of its keys, and those that it fills without ever logging in; with the roles above them."""
        if partij not in self._rollen:
            self._rollen[partij] = self._zoek_rollen(partij)
        return self._rollen[partij]

    def _zoek_rollen(self, partij: int) -> frozenset[str]:
        gevonden = {s.rol for s in self.z.sleutels if s.organisatie == partij and self.toegang.past(s)}
        genoemd = {x for r in self.a.regels.delen for x in r.rollen}
        gevonden |= {x for x in genoemd if any(b.organisatie == str(partij) for b in self.a.b.vervulling(x, self.z.stand.peildatum))}
        return frozenset(x for r in gevonden for x in (r, *self.w.boven(r)))

    def voor_mij(self, categorie: str) -> Cel:
        """One's own column: what one sees is known; of other ways only what may be known."""
        eigen = categorie in self.mag.eigen
        regels = self._regels(self._mijn_rollen, categorie)
        bekend = [x for x in regels if self.bekend(x[0])] or [(r, None) for r, _ in regels]
        if categorie in self.mag.bestaat:
            return self._cel("alles" if categorie in self.mag.inhoud else "bestaat", (), bekend, eigen)
        kan = self.cel(self.sessie.organisatie, categorie)
        if kan.mate == "deel":
            return kan
        if categorie in self.mag.apart:  # read already: that tells what the rule rests on
            gegeven = tuple(x for x in self.rechten.get(self.sessie.organisatie, ()) if x.categorie == categorie and x.feiten is not None)
            return self._cel("deel", gegeven, [x for x in regels if x[1] is True and x[0].per != HEEL], eigen)
        if eigen:
            return Cel("deel", (), kan.regels, eigen=True)
        if kan.mate == "onbekend" and any(not r.verbod and INZAGE not in r.weg and not self.bekend(r) for r, _ in regels):
            return Cel("onbekend")  # no page shows it; whether it may be told in a meeting, say, rests on what may not be known
        nog = any(not r.verbod and not self._altijd_verboden(r, self._mijn_rollen, regels) for r, _ in regels)
        return self._cel("nog" if nog else "nee", (), bekend, eigen, verbiedt=not nog and any(r.verbod for r, _ in regels))

    @cached_property
    def _mijn_rollen(self) -> frozenset[str]:
        return frozenset(x for r in self.sessie.rollen for x in (r, *self.w.boven(r)))

    def cel(self, partij: int, categorie: str) -> Cel:
        """What an organisation may know of a category; *onbekend* where the session may not know what that rests on."""
        eigen = (partij, categorie) in self.vastlegger
        if partij != self.sessie.organisatie and not (self.partijen_bekend and categorie in self.mag.weet):
            return Cel("onbekend")
        mijn = self.rollen(partij)
        regels = self._regels(mijn, categorie)
        if not all(self.bekend(r) or (not r.verbod and self._altijd_verboden(r, mijn, regels)) for r, _ in regels):
            return Cel("onbekend", eigen=eigen)
        rechten = tuple(x for x in self.rechten.get(partij, ()) if x.categorie == categorie)
        mate = _mate(rechten)
        if mate == "nee" and eigen:
            return self._cel("deel", (), regels, eigen)
        kan_nog = [r for r, v in regels if not r.verbod and v is not True and not r.grond_uit and not self._altijd_verboden(r, mijn, regels)]
        if mate == "nee" and any(partij in self.toegang.deelnemers(x) for r in kan_nog for x in r.rollen):
            mate = "nog"
        return self._cel(mate, rechten, regels, eigen, verbiedt=mate == "nee" and any(r.verbod and v is not False for r, v in regels))

    def _cel(self, mate: Mate, rechten: tuple[Zicht, ...], regels: Iterable[tuple[DeelRegel, Any]], eigen: bool, verbiedt: bool = False) -> Cel:
        lijst = tuple(regels)
        bekend = all(self.grond_bekend(r) for r, _ in lijst)
        tot = min((x.tot for x in rechten if x.tot is not None), default=None) if bekend else None
        return Cel(mate, rechten, lijst, verbiedt, eigen, tot, bekend)

    def _regels(self, rollen: frozenset[str], categorie: str) -> list[tuple[DeelRegel, Any]]:
        """The rules that speak of this category for one of these roles."""
        alle = [r for r in self.a.regels.delen if categorie in r.categorieen and not rollen.isdisjoint(r.rollen)]
        return [(r, _eerst_ja(self.uitkomst.get((id(r), x, categorie)) for x in r.rollen if x in rollen)) for r in alle]

    def _altijd_verboden(self, r: DeelRegel, rollen: frozenset[str], regels: Iterable[tuple[DeelRegel, Any]]) -> bool:
        """Is what this rule would give forbidden to each of these roles whatever happens?"""
        dicht = {x for v, _ in regels if v.verbod and not _voorwaarden(v) and not v.doelen and v.weg == (INZAGE,) for x in v.rollen}
        return dicht >= {x for x in r.rollen if x in rollen}


def _uitkomsten(zicht: Iterable[Zicht]) -> dict[tuple[int, str, str], Any]:
    """Of each rule whether it holds for a role and a category: a ground may be limited to some of them."""
    uit: dict[tuple[int, str, str], Any] = {}
    for x in zicht:
        for r, v in (*x.toe, *x.verbod):
            s = (id(r), x.rol, x.categorie)
            uit[s] = v if s not in uit else _eerst_ja((uit[s], v))
    return uit


def _eerst_ja(uitkomsten: Iterable[Any]) -> Any:
    lijst = list(uitkomsten)
    return True if True in lijst else None if None in lijst or not lijst else lijst[0]


def _voorwaarden(r: DeelRegel) -> tuple[Uitdrukking, ...]:
    return tuple(u for u in (r.grond_is, r.als) if u is not None)


def _mate(rechten: Iterable[Zicht]) -> Mate:
    """The widest of what is given. Only what pages show counts in full: a message or a meeting gives a part."""
    uit: Mate = "nee"
    for x in rechten:
        if x.feiten is None and INZAGE in x.weg and x.vorm == VORM_INHOUD:
            return "alles"
        if x.feiten is None and INZAGE in x.weg and x.vorm == VORM_BESTAAT:
            uit = "bestaat"
        elif uit == "nee":
            uit = "deel"
    return uit
