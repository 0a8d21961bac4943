# SPDX-License-Identifier: EUPL-1.2
"""Every name that means something in one protocol version: its own rules and the vocabulary of its municipality."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from wijkregie.norm.model.regelmodel import Hoofdstuk
from wijkregie.norm.model.vocabulaire import FeitType, Veld, Vocabulaire, leesbaar
from wijkregie.norm.taal.bereik import BOOL, DATUM, GETAL, TEKST, TERMIJN, VAAG, Soort, lijkt_op
from wijkregie.norm.taal.tabel import Beslistabel
from wijkregie.norm.taal.tekens import TaalFout

INGEBOUWD: Final[dict[str, dict[str, Any]]] = {
    "rectificatie": {"naam": "rectificatie", "velden": {}, "herkomst": "systeem"},
    "afwijking_gemotiveerd": {
        "naam": "afwijking met reden",
        "herkomst": "systeem",
        "velden": {
            "norm": {"soort": "tekst", "verplicht": "ja", "kort": "Afspraak", "vraag": "Om welke afspraak gaat het?"},
            "reden": {"soort": "tekst", "verplicht": "ja", "kort": "Reden", "vraag": "Waarom?"},
            "tot": {"soort": "datum", "kort": "Tot en met", "vraag": "Tot welke dag?"},
        },
    },
    "afgezien": {
        "naam": "afgezien met reden",
        "herkomst": "systeem",
        "velden": {
            "norm": {"soort": "tekst", "verplicht": "ja", "kort": "Afspraak", "vraag": "Om welke afspraak gaat het?"},
            "reden": {"soort": "tekst", "verplicht": "ja", "kort": "Reden", "vraag": "Waarom?"},
        },
    },
    "partij_betrokken": {
        "naam": "partij betrokken",
        "velden": {
            "rol": {"soort": "rol", "kort": "Rol", "vraag": "Welke rol?"},
            "organisatie": {"soort": "organisatie", "kort": "Organisatie", "vraag": "Welke organisatie?"},
            "team": {"soort": "tekst", "kort": "Team", "vraag": "Welk team?"},
            "persoon": {"soort": "persoon", "kort": "Persoon", "vraag": "Wie?"},
        },
    },
    "partij_vertrokken": {
        "naam": "partij vertrokken",
        "velden": {
            "rol": {"soort": "rol", "kort": "Rol", "vraag": "Welke rol?"},
            "organisatie": {"soort": "organisatie", "kort": "Organisatie", "vraag": "Welke organisatie?"},
        },
    },
    "regie_overgedragen": {
        "naam": "regie overgedragen",
        "velden": {
            "spoor": {"kort": "Aanpak", "vraag": "Van welke aanpak?"},
            "soort": {"kort": "Welke regie", "vraag": "Welke regie?"},
            "aan": {"soort": "rol", "kort": "Regie voor", "vraag": "Wie krijgt de regie?"},
        },
    },
    "aangekomen": {
        "naam": "aangekomen",
        "velden": {
            "partij": {"soort": "rol", "kort": "Partij", "vraag": "Welke partij?"},
            "organisatie": {"soort": "organisatie", "kort": "Organisatie", "vraag": "Welke organisatie?"},
            "persoon": {"soort": "persoon", "kort": "Persoon", "vraag": "Wie?"},
        },
    },
    "vertrokken": {
        "naam": "vertrokken",
        "velden": {
            "partij": {"soort": "rol", "kort": "Partij", "vraag": "Welke partij?"},
            "organisatie": {"soort": "organisatie", "kort": "Organisatie", "vraag": "Welke organisatie?"},
            "persoon": {"soort": "persoon", "kort": "Persoon", "vraag": "Wie?"},
        },
    },
    "verstrekt": {
        "naam": "verstrekt",
        "velden": {
            "feit": {"soort": "tekst", "kort": "Doorgegeven", "vraag": "Wat geeft u door?"},
            "aan": {"soort": "lijst", "van": "rol", "kort": "Aan", "vraag": "Aan wie?"},
            "organisatie": {"soort": "organisatie", "kort": "Organisatie", "vraag": "Aan welke organisatie, als het er één is?"},
        },
    },
    "protocol_toegepast": {"naam": "protocol toegepast", "velden": {"protocol": {"soort": "tekst", "kort": "Afspraak", "vraag": "Welke afspraak?"}}},
}
"""Fact types that the core itself understands; a municipality may add a category, rights and fields."""

_OVER_ALLES: Final = frozenset({"afwijking_gemotiveerd", "afgezien", "aangekomen", "vertrokken", "verstrekt", "rectificatie", "regie_overgedragen"})
_SOORTEN: Final[dict[str, Soort]] = {"janee": BOOL, "getal": GETAL, "datum": DATUM, "termijn": TERMIJN}


def met_ingebouwde(voc: Vocabulaire) -> dict[str, FeitType]:
    """The fact types of a municipality, the built-in ones included."""
    feiten = dict(voc.feiten)
    for naam, ruw in INGEBOUWD.items():
        basis = FeitType.model_validate(ruw)
        eigen = feiten.get(naam)
        if eigen is None:
            feiten[naam] = basis
        else:
            herkomst = eigen.herkomst if "herkomst" in eigen.model_fields_set else basis.herkomst
            velden = {**basis.velden, **eigen.velden}
            feiten[naam] = eigen.model_copy(update={"velden": velden, "naam": eigen.naam or basis.naam, "herkomst": herkomst})
    return feiten


class Wereld:
    """Names to meanings. Built by the loader; read by the compiler."""

    def __init__(self, voc: Vocabulaire, protocol: str = "", publicaties: Mapping[str, frozenset[str]] | None = None) -> None:
        self.protocol = protocol
        self.publicaties = publicaties or {}  # name of a published value -> its categories, over all protocols of the municipality
        self.voc = voc
        self.feiten = met_ingebouwde(voc)
        self.rollen = voc.rollen
        self.soorten_ding = frozenset(voc.dingen)
        self.begrippen: dict[str, tuple[str, str | None]] = {}
        self.begrip_categorie: dict[str, str] = {}
        self.feitensets: dict[str, tuple[list[str], list[str], bool]] = {}
        self.tabellen: dict[str, Beslistabel] = {}
        self.keuzes: dict[str, Any] = {}
        self.kengetallen: dict[str, list[tuple[Any, Any]]] = {}
        self.sporen: dict[str, str | None] = {}
        self.fase_orde: dict[str, dict[str, int]] = {}
        self.plichten: dict[str, str | None] = {}
        self.toetsen: dict[str, str | None] = {}
        self.symbolen: set[str] = set(voc.rollen) | set(voc.symbolen) | {r.soort for r in voc.rollen.values() if r.soort}
        self.symbolen |= {"open", "dreigt", "te_laat", "voldaan", "mogelijk", "opgeschort", "vervallen", "gemist", "afgezien", "regie"}
        for feit in self.feiten.values():
            self._symbolen(feit.velden.values())
        self._onder = self._rollen_onder()
        self._over: dict[str, tuple[str, ...]] = {}
        self.voeg_begrippen_toe(voc.begrippen)

    def _symbolen(self, velden: Iterable[Veld]) -> None:
        for v in velden:
            self.symbolen.update(v.waarden)
            if isinstance(v.van, dict):
                self._symbolen(v.van.values())

    def voeg_toe(self, h: Hoofdstuk) -> None:
        """Names of a chapter (tables, choices and figures are compiled and added by the loader)."""
        self.voeg_begrippen_toe(h.begrippen)
        for naam, b in h.besluiten.items():
            self.feitensets[naam] = (list(b.feit), [x for x in (b.als, b.geldig, b.aangenomen) if x], True)
        for naam, s in h.sporen.items():
            self.sporen[naam] = None if s.per == "dossier" else s.per
            self.fase_orde[naam] = {f: i for i, f in enumerate(s.fasen)}
            self.symbolen.update(s.fasen)
        for naam, p in h.plichten.items():
            self.plichten[naam] = p.per if p.per in self.soorten_ding else None
        for naam, z in h.zorg_dat.items():
            self.plichten[naam] = z.per if z.per in self.soorten_ding else None
        for naam, t in h.toetsen.items():
            self.toetsen[naam] = t.per
        for t2 in h.tabellen.values():
            for rij in t2.rijen:
                for x in rij.dan if isinstance(rij.dan, list) else [rij.dan]:
                    if isinstance(x, str):
                        self.symbolen.add(x)
            for d in t2.invoer.values():
                self.symbolen.update(x for x in (d if isinstance(d, list) else ()) if isinstance(x, str))

    def voeg_begrippen_toe(self, begrippen: Mapping[str, Any]) -> None:
        for naam, b in begrippen.items():
            if b.feiten:
                self.feitensets[naam] = (list(b.feiten), [b.waar] if b.waar else [], False)
            elif b.is_ is not None:
                self.begrippen[naam] = (b.is_, b.per)
            if b.categorie:
                self.begrip_categorie[naam] = b.categorie

    # lookups

    def _rollen_onder(self) -> dict[str, frozenset[str]]:
        onder: dict[str, set[str]] = {r: {r} for r in self.rollen}
        for naam in self.rollen:
            gezien = {naam}
            boven = self.rollen[naam].onder
            while boven is not None and boven in self.rollen and boven not in gezien:
                onder[boven].add(naam)
                gezien.add(boven)
                boven = self.rollen[boven].onder
        for naam, rol in self.rollen.items():
            if rol.soort and rol.soort not in self.rollen:
                onder.setdefault(rol.soort, {rol.soort}).update(onder[naam])
        return {k: frozenset(v) for k, v in onder.items()}

    def rollen_onder(self, rol: str, plaats: int = 0) -> frozenset[str]:
        """A role with every role that is a special case of it; or a kind of organisation with its roles."""
        uit = self._onder.get(rol)
        if uit is None:
            raise TaalFout(f"{rol} is geen rol.{lijkt_op(rol, self._onder)}", plaats)
        return uit

    def boven(self, rol: str) -> list[str]:
        """The roles above a role, nearest first."""
        uit: list[str] = []
        r = self.rollen[rol].onder if rol in self.rollen else None
        while r is not None and r not in uit:
            uit.append(r)
            r = self.rollen[r].onder if r in self.rollen else None
        return uit

    def soort_van_rol(self, rol: str | None) -> str | None:
        """The kind of organisation a role belongs to, its own or that of the role above."""
        gezien: set[str] = set()
        while rol is not None and rol in self.rollen and rol not in gezien:
            gezien.add(rol)
            r = self.rollen[rol]
            if r.soort:
                return r.soort
            rol = r.onder
        return None

    def soort_van_veld(self, veld: Veld) -> Soort:
        """The static kind of a field."""
        if veld.soort in _SOORTEN:
            return _SOORTEN[veld.soort]
        if veld.soort == "keuze":
            return ("keuze", tuple(veld.waarden))
        if veld.soort == "ding":
            return ("ding", veld.van) if isinstance(veld.van, str) else VAAG
        if veld.soort == "lijst":
            if isinstance(veld.van, dict):
                return ("lijst", ("record", {n: self.soort_van_veld(v) for n, v in veld.van.items()}))
            if isinstance(veld.van, str) and veld.van in self.soorten_ding:
                return ("lijst", ("ding", veld.van))
            return ("lijst", ("keuze", tuple(veld.waarden)) if veld.waarden else VAAG)
        return TEKST

    def categorie_van(self, soort: str, veld: str) -> str:
        """The category of a field: its own, else that of the fact."""
        feit = self.feiten[soort]
        v = feit.velden.get(veld)
        return (v.categorie if v is not None and v.categorie else feit.categorie) or ""

    def bestaan(self, soorten: Iterable[str]) -> frozenset[str]:
        """The categories of the existence of facts of these types."""
        return frozenset(self.feiten[s].categorie for s in soorten if s in self.feiten) - {""}

    def gepubliceerd(self, naam: str) -> frozenset[str]:
        """The categories of a value that linked dossiers publish under this name; all there are if nobody is known to publish it."""
        return self.publicaties.get(naam) or frozenset(self.voc.categorieen)

    def persoon_categorie(self, rol: str | None) -> str | None:
        """The category of the person who acts in a role."""
        gezien: set[str] = set()
        while rol is not None and rol in self.rollen and rol not in gezien:
            if self.rollen[rol].categorie:
                return self.rollen[rol].categorie
            gezien.add(rol)
            rol = self.rollen[rol].onder
        return self.voc.systeemcategorie("medewerker")

    # texts for the screen

    def naam_van(self, feit: str) -> str:
        """A fact type as people read it."""
        return self.feiten[feit].naam or leesbaar(feit)

    def knop_van(self, feit: str) -> str:
        """The text of the button that records it."""
        naam = self.naam_van(feit)
        return self.feiten[feit].knop or f"{naam[0].upper()}{naam[1:]} vastleggen"

    def vraag_van(self, feit: str, veld: str) -> str:
        """The question on the form for a field."""
        return self.feiten[feit].velden[veld].vraag or f"{leesbaar(veld).capitalize()}?"

    def kort_van(self, feit: str, veld: str) -> str:
        """What stands before the value of a field on the timeline."""
        return self.feiten[feit].velden[veld].kort or leesbaar(veld).capitalize()

    def openers(self, ding: str) -> tuple[str, ...]:
        """The fact types that open a kind of thing."""
        return tuple(n for n, f in self.feiten.items() if f.opent == ding)

    def over_ding(self, ding: str) -> tuple[str, ...]:
        """The fact types that may be about a kind of thing."""
        if ding not in self._over:
            self._over[ding] = tuple(n for n, f in self.feiten.items() if f.opent == ding or ding in f.over)
        return self._over[ding]

    def mag_over(self, feit: str, ding: str) -> bool:
        """May a fact of this type name a thing of this kind?"""
        f = self.feiten[feit]
        return f.opent == ding or ding in f.over or feit in _OVER_ALLES
