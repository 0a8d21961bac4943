# SPDX-License-Identifier: EUPL-1.2
"""The derived state as rows: what lists and pages read. Pure; each row has an id that stays the same as long as it is about the same thing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Any, Final
from uuid import UUID, uuid5

from wijkregie.delen.categorieen import Bits
from wijkregie.dossier.inhoud import categorie_van, pak_in
from wijkregie.norm.afleiding.achteraf import Schending, ZonderGrond
from wijkregie.norm.afleiding.leid_af import Stand
from wijkregie.norm.afleiding.plicht import LOPEND, Plicht
from wijkregie.norm.afleiding.publicaties import publicaties
from wijkregie.norm.afleiding.regelset import Regelset
from wijkregie.norm.afleiding.termijnen import wissels
from wijkregie.norm.afleiding.toetsen import NVT
from wijkregie.norm.afleiding.uitleg import mist
from wijkregie.norm.afleiding.weergave import bundel, termijn_tekst, voorop, waarde_json
from wijkregie.norm.feiten.beeld import Omstandigheden
from wijkregie.norm.feiten.feit import Feit
from wijkregie.norm.waarden import uitkomst

Rij = dict[str, Any]
Rijen = dict[str, dict[UUID, Rij]]
TABELLEN: Final = (
    "plicht",
    "plicht_grond",
    "werk",
    "fase",
    "regie",
    "blad",
    "handeling",
    "schending",
    "publicatie",
    "verbinding",
    "partij",
    "dicht",
    "merk",
    "kop",
)
VER: Final = date(9999, 12, 31)
ZONDER_DATUM: Final = date(9999, 12, 30)
"""Work as soon as possible stands after what has a date, and before what is suspended or only possible (VER)."""


@dataclass(frozen=True, slots=True)
class Sleutel:
    """An access key as the file needs to know it."""

    id: int
    organisatie: int
    rol: str
    gebied: int | None
    team: int | None
    hier: bool = False  # a key of this dossier alone: its holder takes part by having it


@dataclass(slots=True)
class Zaak:
    """A dossier as it was loaded and derived: the facts, who recorded each, and the state."""

    dossier: UUID
    regelset: Regelset
    om: Omstandigheden
    stand: Stand
    feiten: list[Feit]
    vastleggers: Mapping[str, int]  # fact id -> organisation
    bits: Bits
    sleutels: tuple[Sleutel, ...]
    gebieden: frozenset[int]  # the area of the dossier and those around it
    voor_rol: Callable[[str], frozenset[str]]  # a role and those under it


def rijen(z: Zaak) -> Rijen:
    """All derived rows, by table and id (sharing rows are made in toegang.py)."""
    uit: Rijen = {t: {} for t in TABELLEN}
    b = _Bouwer(z, uit)
    b.plichten()
    b.sporen()
    b.bladen()
    b.handelingen()
    b.schendingen()
    b.publicaties()
    b.partijen()
    return uit


def afdruk(r: Rij) -> str:
    """The fingerprint of a row: the same for the same values in the same order, which the code that makes them fixes."""
    return blake2b(repr(r).encode("utf-8"), digest_size=9).hexdigest()


class _Bouwer:
    def __init__(self, z: Zaak, uit: Rijen) -> None:
        self.z = z
        self.uit = uit
        self.stand = z.stand
        self.a = z.stand.afleider
        self.soort = {f.id: f.soort for f in z.feiten}
        self._maskers: dict[frozenset[str], int] = {}
        self._vervullers: dict[str, tuple[int | None, str]] = {}
        self._sleutels_van: dict[str, list[int]] = {}

    def _rij(self, tabel: str, over: Iterable[Any], /, **waarden: Any) -> UUID:
        id_ = uuid5(self.z.dossier, tabel + "|" + "|".join(map(str, over)))
        self.uit[tabel][id_] = waarden
        return id_

    def _masker(self, categorieen: frozenset[str]) -> int:
        uit = self._maskers.get(categorieen)
        if uit is None:
            uit = self._maskers[categorieen] = self.z.bits.masker(c for c in categorieen if c)
        return uit

    def _van_feit(self, f: Feit | None) -> int:
        """The category in which a fact is known to be there."""
        return 0 if f is None else self._masker(frozenset((self.a.regels.feiten[f.soort].categorie,)))

    # duties and work

    def plichten(self) -> None:
        for groep in bundel(self.stand.plichten):
            q, streef, normen = voorop(groep)
            masker = 0
            for x in groep:
                masker |= self._masker(x.regel.categorieen)
            loopt = q.status in LOPEND
            status = "loopt" if q.status in ("open", "dreigt", "te_laat") else q.status
            dreigt, te_laat = wissels(q) if loopt and q.uiterlijk is not None else (None, None)
            p = q.regel
            id_ = self._rij(
                "plicht",
                _van_plicht(q),
                protocol=p.protocol,
                regel=p.naam,
                regels=[x.regel.naam for x in groep],
                norm=p.norm[0] if p.norm else p.naam,
                normen=normen,
                wat=p.wat or p.naam.replace("_", " "),
                doe=list(p.doe_soorten),
                wie=list(q.wie),
                organisatie=self._vervuller(q.wie[0])[0] if len(q.wie) == 1 else None,
                samen=q.modus == "samen",
                ding=q.ding,
                voor=_tekst(q.elk),
                hardheid=p.hardheid,
                status=status,
                uiterlijk=q.uiterlijk,
                uiterlijk_tijd=q.uiterlijk_tijd,
                termijn=termijn_tekst(p),
                niet_voor=q.niet_voor,
                streef=streef,
                moment=q.moment,
                dreigt_vanaf=dreigt,
                te_laat_vanaf=te_laat,
                rest=q.rest,
                periode_van=q.periode[0] if q.periode else None,
                periode_tot=q.periode[1] if q.periode else None,
                voldaan_op=q.voldaan_op,
                voldaan_laat=bool(q.te_laat_voldaan),
                vastgelegd_laat=bool(q.vastgelegd_laat),
                masker=masker,
            )
            f = q.aanleiding.feit
            self.uit["plicht_grond"][id_] = {
                "aanleiding": f.id if f else None,
                "aanleiding_op": q.aanleiding.op,
                "voldaan_door": q.voldaan.id if q.voldaan else None,
                "reden": self._reden(q),
                "mist": list(dict.fromkeys(m for x in groep for m in mist(x))),
                "masker": masker | self._van_feit(f) | self._van_feit(q.voldaan),
            }
            if loopt:
                self._werk(id_, q, streef)

    def _reden(self, q: Plicht) -> str | None:
        """Why it ended; what somebody wrote in an encrypted category stays in the fact."""
        if q.voldaan is not None and q.reden is not None and q.reden == q.voldaan.velden.get("reden"):
            categorie = categorie_van(self.a.regels.feiten[q.voldaan.soort], "reden")
            if self.a.regels.wereld.voc.categorieen[categorie].versleuteld:
                return None
        return q.reden

    def _werk(self, plicht: UUID, q: Plicht, streef: date | None) -> None:
        """Whose work it is: each key of who fills the role; if nobody or several do, of who has regie."""
        volgorde = q.uiterlijk or q.moment or streef or ZONDER_DATUM
        if q.status in ("mogelijk", "opgeschort"):
            volgorde = VER
        hard = q.uiterlijk is not None and volgorde != VER
        gevonden: dict[int, bool] = {}
        for rol in q.wie:
            eigen = self._sleutels(rol)
            regie = None if eigen else self.a.regisseur(q.regel, self.stand.peildatum, q.ding)
            for s in eigen or (self._sleutels(regie) if regie is not None else ()):
                gevonden[s] = gevonden.get(s, True) and not eigen
        for s, via in gevonden.items():
            self._rij("werk", (plicht, s), sleutel=s, plicht=str(plicht), volgorde=volgorde, hard=hard, via_regie=via)

    def _vervuller(self, rol: str) -> tuple[int | None, str]:
        """The one organisation that fills a role here, or else a role above it, and that role; None if nobody or several do."""
        uit = self._vervullers.get(rol)
        if uit is None:
            uit = self._vervullers[rol] = self._zoek_vervuller(rol)
        return uit

    def _zoek_vervuller(self, rol: str) -> tuple[int | None, str]:
        for r in (rol, *self.a.regels.wereld.boven(rol)):
            organisaties = {b.organisatie for b in self.a.b.vervulling(r, self.stand.peildatum)}
            if organisaties:
                return (_getal(organisaties.pop()) if len(organisaties) == 1 else None), r
        return None, rol

    def _sleutels(self, rol: str) -> list[int]:
        """The keys of this role at the organisation that fills it; has nobody there this role by name, then of the role that it fills."""
        uit = self._sleutels_van.get(rol)
        if uit is None:
            uit = self._sleutels_van[rol] = self._zoek_sleutels(rol)
        return uit

    def _zoek_sleutels(self, rol: str) -> list[int]:
        o, hoe = self._vervuller(rol)
        hier = [s for s in self.z.sleutels if o is not None and s.organisatie == o and (s.gebied is None or s.gebied in self.z.gebieden)]
        return [s.id for s in hier if s.rol == rol] or [s.id for s in hier if s.rol == hoe]

    # phases, gates, rights

    def sporen(self) -> None:
        dag = self.stand.peildatum
        for v in self.stand.verlopen:
            fase, sinds = v.op(dag)
            stappen = [s for s in v.stappen if s.op <= dag]
            masker = self._masker(v.spoor.categorieen)
            self._rij(
                "fase",
                (v.spoor.naam, v.ding),
                spoor=v.spoor.naam,
                ding=v.ding,
                fase=fase,
                sinds=sinds,
                feit=stappen[-1].feit.id if stappen else None,
                stappen=[{"op": s.op, "fase": s.fase, "feit": s.feit.id} for s in stappen],
                masker=masker,
            )
        masker_van = {v.spoor.naam: self._masker(v.spoor.categorieen) for v in self.stand.verlopen}
        for spoor, soort, rol, org, f, ding in self.stand.regie:
            self._rij(
                "regie",
                (spoor, soort, ding),
                spoor=spoor,
                soort=soort,
                ding=ding,
                rol=rol,
                organisatie=_getal(org),
                feit=f.id if f else None,
                masker=masker_van.get(spoor, 0) | self._van_feit(f),
            )

    def bladen(self) -> None:
        for t in self.stand.toetsen:
            ding = self._van_feit(self._opener(t.ding))  # that there is a leaf about a thing tells that the thing is there
            for i, b in enumerate(t.bladen):
                self._rij(
                    "blad",
                    (t.regel.naam, t.ding, i),
                    toets=t.regel.naam,
                    ding=t.ding,
                    volgorde=i,
                    norm=list(b.regel.norm),
                    wat=b.regel.wat or b.regel.eis.tekst,
                    uitkomst="nvt" if b.uitkomst is NVT else uitkomst(b.uitkomst),
                    hardheid=b.regel.hardheid,
                    groep=b.regel.groep or None,
                    bewaakt=list(t.regel.soorten),
                    masker=self._masker(b.regel.categorieen) | ding,
                )

    def handelingen(self) -> None:
        for h in self.stand.handelingen:
            if not (h.toetsen or h.rechten or h.bestaan):
                continue
            normen = [n for r, _ in h.rechten for n in r.norm] + [n for b in h.bestaan for n in b.norm]
            self._rij(
                "handeling",
                (h.feit, h.ding, *h.rollen),
                rollen=list(h.rollen),
                feit=h.feit,
                ding=h.ding,
                mag=h.mag,
                toetsen=[t.regel.naam for t in h.toetsen],
                normen=normen,
                masker=self._van_feit(self._opener(h.ding)),
            )

    def _opener(self, ding: str | None) -> Feit | None:
        d = self.a.b.dingen.get(ding) if ding is not None else None
        return None if d is None else d.opener

    def schendingen(self) -> None:
        for s in self.stand.schendingen:
            uit = uitkomst(s.uitkomst) if s.uitkomst is not NVT else "nvt"
            self._schending("schending", s, uit, bool(s.achteraf_gedekt), s.blad.categorieen if s.blad is not None else frozenset())
        for z in self.stand.zonder_grond:
            self._schending("zonder_grond", z, None, False, frozenset())

    def _schending(self, soort: str, s: Schending | ZonderGrond, uit: str | None, gedekt: bool, categorieen: frozenset[str]) -> None:
        self._rij(
            "schending",
            (soort, s.feit.id, *s.norm, s.wat),
            soort=soort,
            feit=s.feit.id,
            norm=list(s.norm),
            wat=s.wat,
            uitkomst=uit,
            gedekt=gedekt,
            masker=self._van_feit(s.feit) | self._masker(categorieen),
        )

    # what others may read of this dossier, and who takes part

    def publicaties(self) -> None:
        """Each published value with the day from which it holds; dossiers that publish nothing cost nothing."""
        regels = {p.naam: p for p in self.a.regels.publiceert}
        if not regels:
            return
        for vanaf, naam, waarde in publicaties(self.z.regelset, self.z.feiten, self.stand.peildatum, None, lambda _: self.z.om):
            p = regels[naam]
            self._rij(
                "publicatie",
                (naam, vanaf),
                naam=naam,
                waarde=pak_in(waarde),
                categorie=self.z.bits.bit[p.smal or ""],
                bron=self._bron(self.a.lezen(p.waarde)),
                vanaf=vanaf,
            )

    def _bron(self, leest: Iterable[str]) -> int | None:
        """The one organisation that recorded all facts of these types; None if several did."""
        soorten = set(leest)
        wie = {self.z.vastleggers.get(f.id) for f in self.z.feiten if f.soort in soorten}
        return wie.pop() if len(wie) == 1 else None

    def partijen(self) -> None:
        dag = self.stand.peildatum
        masker = self._masker(frozenset(c.categorie for n, c in self.a.regels.feiten.items() if n == "partij_betrokken"))
        for rol in sorted({str(f.velden.get("rol")) for f in self.a.b.per.get("partij_betrokken", ())}):
            for b in self.a.b.vervulling(rol, dag):
                self._rij(
                    "partij",
                    (rol, b.organisatie),
                    rol=rol,
                    organisatie=_getal(b.organisatie),
                    team=b.team,
                    persoon=b.persoon,
                    sinds=b.van if b.van > date.min else None,
                    masker=masker,
                )


def _van_plicht(q: Plicht) -> tuple[Any, ...]:
    """What a duty stays the same duty by."""
    x = q.aanleiding
    return (q.regel.protocol, q.regel.naam, q.ding, waarde_json(q.elk), *q.wie, x.feit.id if x.feit else x.op, q.periode)


def plicht_id(dossier: UUID, q: Plicht) -> UUID:
    """The id of the row of a line of work that this duty leads."""
    return uuid5(dossier, "plicht|" + "|".join(map(str, _van_plicht(q))))


def _getal(organisatie: str | None) -> int | None:
    return int(organisatie) if organisatie is not None and organisatie.isdigit() else None


def _tekst(v: Any) -> str | None:
    w = waarde_json(v)
    return None if w is None else str(w)
