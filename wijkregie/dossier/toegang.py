# SPDX-License-Identifier: EUPL-1.2
"""From the sharing rules of a dossier to access rows: which key opens which categories, for which purpose, until when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID, uuid5

from wijkregie.delen.context import EIGEN_WERK, INZAGE
from wijkregie.dossier.projecties import VER, Rij, Sleutel, Zaak
from wijkregie.norm.afleiding.zicht import ELK_DOEL, Zicht

VORM_INHOUD = "inhoud"
VORM_BESTAAT = "bestaat"


def toegang(
    z: Zaak, werk: Iterable[Rij], kader: Iterable[tuple[int, str]], gelezen: Iterable[tuple[int | None, str]] = ()
) -> tuple[dict[UUID, Rij], dict[UUID, Rij]]:
    """The rows of the access table and of the provisions.

    A key gets a category if and only if a rule grants it to its role, or to one above it, at an organisation that takes part in that role (and sits
    at the table that the rule asks for), and no rule forbids it. `werk`: the work rows; who owns a running duty takes part. `kader`: of every frame
    and content row the recording organisation and its category; `gelezen`: the same of what it reads of linked dossiers.
    """
    return Toegang(z, list(werk), list(kader), list(gelezen)).maak()


def bereikt(z: Zicht, organisatie: int) -> bool:
    """Does what is given to a role reach this organisation?"""
    return z.organisaties is None or str(organisatie) in z.organisaties


Verbiedt = dict[str, list[Zicht]]  # role -> what is forbidden to it now


class Toegang:
    """Who gets what by the rules of one derived dossier, and the access rows that follow."""

    def __init__(self, z: Zaak, werk: list[Rij], kader: list[tuple[int, str]], gelezen: list[tuple[int | None, str]]) -> None:
        self.z = z
        self.a = z.stand.afleider
        self.dag = z.stand.peildatum
        self.werk = {int(r["sleutel"]) for r in werk}
        self.kader = kader
        self.gelezen = gelezen
        self.einde = z.stand.volgende_wisseling or VER
        self.rijen: dict[UUID, Rij] = {}
        self.per_feit: dict[UUID, Rij] = {}
        self._deelname: dict[str, frozenset[int]] = {}

    def maak(self) -> tuple[dict[UUID, Rij], dict[UUID, Rij]]:
        verbiedt = self.verbiedt()
        gegeven = self._gegeven(verbiedt)
        for (sleutel, doel, weg), (bestaat, inhoud, tot) in gegeven.items():
            self._rij(sleutel, doel, weg, bestaat, inhoud, tot, eigen=False)
        meedoen = {s for s, _, _ in gegeven} | self._met_werk() | self._eigen_sleutels() | {s.id for s in self.z.sleutels if s.hier}
        for s in self.z.sleutels:
            if s.id in meedoen:
                masker = self._zonder_anderen(s.organisatie) & ~self._nooit(verbiedt.get(s.rol, ()))
                self._rij(s.id, EIGEN_WERK, INZAGE, masker, 0, VER, eigen=True)
        return self.rijen, self.per_feit

    def _rij(self, sleutel: int, doel: int, weg: str, bestaat: int, inhoud: int, tot: date, *, eigen: bool) -> None:
        id_ = uuid5(self.z.dossier, f"toegang|{sleutel}|{doel}|{weg}|{eigen}")
        self.rijen[id_] = {
            "sleutel": sleutel,
            "ding": None,
            "doel": doel,
            "weg": weg,
            "bestaat": bestaat,
            "inhoud": inhoud,
            "eigen": eigen,
            "van": date.min,
            "tot": tot,
        }

    # what rules give

    def verbiedt(self) -> Verbiedt:
        uit: Verbiedt = {}
        for z in self.z.stand.zicht:
            if z.verbod and not z.zichtbaar and any(v is not False for _, v in z.verbod):
                uit.setdefault(z.rol, []).append(z)
        return uit

    def _gegeven(self, verbiedt: Verbiedt) -> dict[tuple[int, int, str], tuple[int, int, date]]:
        """Per key, purpose and way: what may be known to be there, what may be read, and until when."""
        uit: dict[tuple[int, int, str], tuple[int, int, date]] = {}
        for s, rechten in self.per_sleutel(verbiedt):
            self._voeg_toe(uit, s, rechten)
        return uit

    def per_sleutel(self, verbiedt: Verbiedt) -> Iterator[tuple[Sleutel, list[Zicht]]]:
        """The outcomes that hold for each key, role by role."""
        geeft: dict[str, list[Zicht]] = {}
        for z in self.z.stand.zicht:
            if z.zichtbaar:
                geeft.setdefault(z.rol, []).append(z)
        for rol, rechten in geeft.items():
            onder = self.z.voor_rol(rol)
            hier = self.deelnemers(rol)
            for s in self.z.sleutels:
                if s.rol in onder and (s.hier or s.organisatie in hier) and self.past(s):
                    yield s, [z for z in rechten if bereikt(z, s.organisatie) and not self._verboden(z, s.rol, verbiedt)]

    def _voeg_toe(self, uit: dict[tuple[int, int, str], tuple[int, int, date]], s: Sleutel, rechten: list[Zicht]) -> None:
        for z in rechten:
            bit = 1 << self.z.bits.bit[z.categorie]
            tot = min(z.tot or VER, self.einde)
            if z.feiten is not None:
                self._verstrekt(s.id, z, bit, tot)
                continue
            if z.vorm not in (VORM_INHOUD, VORM_BESTAAT):
                continue  # a derived value, a count, a yes or no: given by the door that makes it, never as rows
            for weg in z.weg:
                sleutel = (s.id, self.z.bits.doel[z.doel], weg)
                b, i, t = uit.get(sleutel, (0, 0, VER))
                uit[sleutel] = (b | bit, i | bit if z.vorm == VORM_INHOUD else i, min(t, tot))

    def _verboden(self, z: Zicht, rol: str, verbiedt: Verbiedt) -> bool:
        """Is this category forbidden to the key's own role (a grant to a role above it does not undo that)?"""
        return rol != z.rol and any(x.categorie == z.categorie and x.doel in (z.doel, ELK_DOEL) for x in verbiedt.get(rol, ()))

    def nooit(self, rollen: Iterable[str]) -> int:
        """What is forbidden for every purpose to each of these roles."""
        verbiedt = self.verbiedt()
        uit = [self._nooit(verbiedt.get(r, ())) for r in rollen]
        samen = uit[0] if uit else -1
        for m in uit:
            samen &= m
        return samen

    def _nooit(self, verboden: Iterable[Zicht]) -> int:
        """What is forbidden to a role for every purpose: nothing derived from it either, or it would go away when others record there."""
        return self.z.bits.masker(x.categorie for x in verboden if any(v is not False and not r.doelen and INZAGE in r.weg for r, v in x.verbod))

    def _verstrekt(self, sleutel: int, z: Zicht, bit: int, tot: date) -> None:
        for feit in z.feiten or ():
            for weg in z.weg:
                doel = self.z.bits.doel[z.doel]
                id_ = uuid5(self.z.dossier, f"verstrekt|{feit}|{sleutel}|{doel}|{weg}")
                rij = self.per_feit.setdefault(
                    id_,
                    {
                        "feit": feit,
                        "sleutel": sleutel,
                        "doel": doel,
                        "weg": weg,
                        "inhoud": 0,
                        "van": date.min,
                        "tot": tot,
                    },
                )
                rij["inhoud"] |= bit

    # who takes part

    def past(self, s: Sleutel) -> bool:
        """A key for an area opens only dossiers in that area."""
        return s.gebied is None or s.gebied in self.z.gebieden

    def deelnemers(self, rol: str) -> frozenset[int]:
        """The organisations that take part in a role: who fills it, else who fills a role under it, else one above it."""
        uit = self._deelname.get(rol)
        if uit is None:
            uit = self._vult([rol]) or self._vult(sorted(self.z.voor_rol(rol))) or self._vult(self.a.regels.wereld.boven(rol))
            self._deelname[rol] = uit
        return uit

    def _vult(self, rollen: Iterable[str]) -> frozenset[int]:
        return frozenset(int(b.organisatie) for r in rollen for b in self.a.b.vervulling(r, self.dag) if b.organisatie.isdigit())

    # an organisation's own work

    def _eigen_sleutels(self) -> set[int]:
        """The keys of an organisation that recorded something, in a role (or under one) in which it takes part; in a dossier without parties
        of that kind, such as a person's, in every role."""
        vastleggers = {o for o, _ in self.kader}
        uit = set()
        for s in self.z.sleutels:
            if s.organisatie in vastleggers and self.past(s):
                wie = [self.deelnemers(r) for r in (s.rol, *self.a.regels.wereld.boven(s.rol))]
                if not any(wie) or any(s.organisatie in w for w in wie):
                    uit.add(s.id)
        return uit

    def _met_werk(self) -> set[int]:
        """The keys with a running duty, and those of the roles under them at the same organisation: who fills a lower role does its work."""
        uit = set(self.werk)
        for w in (s for s in self.z.sleutels if s.id in self.werk):
            onder = self.z.voor_rol(w.rol)
            uit |= {s.id for s in self.z.sleutels if s.organisatie == w.organisatie and s.rol in onder and self.past(s)}
        return uit

    def _zonder_anderen(self, organisatie: int) -> int:
        """The categories of which nobody else recorded anything, here or in what this dossier reads of others: what is derived from them
        hides nothing from this organisation."""
        vreemd = {c for o, c in (*self.kader, *self.gelezen) if o != organisatie}
        return self.z.bits.masker(c for c in self.z.bits.bit if c not in vreemd)
