# SPDX-License-Identifier: EUPL-1.2
"""Series of meetings, their meetings and items, as a session may see them: read from the facts of the series."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final
from uuid import UUID

from wijkregie.delen.lezing import noteer
from wijkregie.dossier import kern, lezen_feiten, lezen_kop
from wijkregie.dossier.lezen import rijen
from wijkregie.norm.afleiding.leid_af import Stand
from wijkregie.norm.feiten.feit import Feit
from wijkregie.overleg import woorden as w
from wijkregie.overleg.vormen import Vorm, vormen
from wijkregie.partijen.sessie import Sessie

MEESTE: Final = 100


@dataclass(frozen=True, slots=True)
class Aanwezige:
    """Who is there: the seat, the organisation, and the person if somebody wrote that."""

    rol: str
    organisatie: int
    persoon: str = ""

    @property
    def sleutel(self) -> str:
        return f"{self.rol}-{self.organisatie}"


@dataclass(slots=True)
class Agendapunt:
    """An item of a meeting. `zaak` is None where the session may not read which case it is."""

    id: str
    feit: Feit
    zaak: UUID | None
    reden: str
    feiten: list[Feit] = field(default_factory=list)  # of the series: who was there

    def erbij(self) -> list[Aanwezige]:
        """Who is at this item, or was as it ended."""
        return aanwezigen(self.feiten)

    def geopend(self, dag: date) -> bool:
        return any(f.soort == w.AANGEKOMEN and f.op == dag for f in self.feiten)


@dataclass(slots=True)
class Bijeenkomst:
    """A meeting of a series."""

    id: str
    op: date
    feiten: list[Feit] = field(default_factory=list)
    punten: list[Agendapunt] = field(default_factory=list)
    gehouden: Feit | None = None
    afgezegd: bool = False
    verslag: Feit | None = None
    verplaatst: int = 0

    def aanwezig(self) -> list[Aanwezige]:
        """Who is in the room, in the order of arrival."""
        return aanwezigen(self.feiten)

    def vertrokken(self) -> list[tuple[Aanwezige, Feit]]:
        """Who was there and left, with the fact."""
        hier = {a.sleutel for a in self.aanwezig()}
        return [(a, f) for a, f, komt in {a.sleutel: (a, f, komt) for a, f, komt in _in_en_uit(self.feiten)}.values() if a.sleutel not in hier]


def aanwezigen(feiten: Iterable[Feit]) -> list[Aanwezige]:
    """Who arrived and did not leave."""
    nu: dict[str, Aanwezige] = {}
    for a, _, komt in _in_en_uit(feiten):
        if komt:
            nu[a.sleutel] = a
        else:
            nu.pop(a.sleutel, None)
    return list(nu.values())


def _in_en_uit(feiten: Iterable[Feit]) -> Iterator[tuple[Aanwezige, Feit, bool]]:
    for f in sorted(feiten, key=lambda f: f.sleutel):
        organisatie = str(f.velden.get("organisatie") or "")
        if f.soort in (w.AANGEKOMEN, w.VERTROKKEN) and organisatie.isdecimal():
            yield Aanwezige(str(f.velden.get("partij")), int(organisatie), str(f.velden.get("persoon") or "")), f, f.soort == w.AANGEKOMEN


@dataclass
class Reeks:
    """A series of meetings of one kind in an area."""

    sessie: Sessie
    id: UUID
    nummer: str
    gebied: int | None
    vorm: Vorm
    bijeenkomsten: dict[str, Bijeenkomst]
    beeindigd: bool = False

    @cached_property
    def stand(self) -> Stand:
        """Derived whole: for the chair and the covenants, that hang on no fact of a case."""
        return kern.zaak(self.sessie, self.id)[1]

    @property
    def voorzitter(self) -> str | None:
        """The role that chairs; None: nobody said who."""
        u = self.vorm.regel.voorzitter
        uit = None if u is None else u.fn(self.stand.afleider.ctx(self.sessie.dag))
        return uit if isinstance(uit, str) else None

    @property
    def zit_voor(self) -> bool:
        """Does this session chair? Where nobody is named, whoever may put cases on the agenda does."""
        rol = self.voorzitter
        if rol is None:
            return w.mag(self.sessie, w.GEPLAATST)
        return any(rol in (r, *self.vorm.wereld.boven(r)) for r in self.sessie.rollen)

    def gebonden(self, organisatie: int) -> bool:
        """Is an organisation bound by the covenant today?"""
        om, dag = self.stand.afleider.b.om, self.sessie.dag
        return any(c.organisatie == str(organisatie) and c.van <= dag <= c.tot for c in om.convenanten)


def reeksen(sessie: Sessie) -> list[Reeks]:
    """The series that are there for this session, by number."""
    if not w.kan(sessie.gemeente_code):
        return []
    gevonden = rijen(
        "select id, nummer, gebied from dossier_dossier where gemeente = %s and soort = %s order by nummer limit %s",
        [sessie.gemeente, w.SOORT, MEESTE],
    )
    soorten = vormen(sessie.gemeente_code, sessie.dag)
    return [r for g in gevonden if (r := _reeks(sessie, soorten, *g)) is not None]


def reeks(sessie: Sessie, nummer: str) -> Reeks | None:
    """A series by its number; None: absent, hidden, or something else."""
    if not w.kan(sessie.gemeente_code) or lezen_kop.NUMMER.fullmatch(nummer) is None:
        return None
    gevonden = rijen(
        "select id, nummer, gebied from dossier_dossier where gemeente = %s and nummer = %s and soort = %s", [sessie.gemeente, nummer, w.SOORT]
    )
    return _reeks(sessie, vormen(sessie.gemeente_code, sessie.dag), *gevonden[0]) if gevonden else None


def naam_van(r: Reeks, streken: dict[int, str]) -> str:
    """What a series is called: its kind, and where."""
    return f"{r.vorm.model.naam} {streken.get(r.gebied, '') if r.gebied is not None else ''}".strip()


def _reeks(sessie: Sessie, soorten: dict[str, Vorm], id_: UUID, nummer: str, gebied: int | None) -> Reeks | None:
    noteer(id_)
    feiten = lezen_feiten.feiten(sessie, id_).gevouwen.feiten
    begin = next((f for f in feiten if f.soort == w.naam(sessie, w.GESTART)), None)
    vorm = soorten.get(str(begin.velden.get("overlegvorm"))) if begin is not None else None
    if vorm is None:
        return None
    einde = w.naam(sessie, w.BEEINDIGD)
    return Reeks(sessie, id_, nummer, gebied, vorm, _bijeenkomsten(sessie, feiten), any(f.soort == einde for f in feiten))


def _bijeenkomsten(sessie: Sessie, feiten: list[Feit]) -> dict[str, Bijeenkomst]:
    namen = {s: w.naam(sessie, s) for s in (w.GEPLAND, w.VERPLAATST, w.AFGEZEGD, w.GEHOUDEN, w.GEPLAATST, w.VERSLAG)}
    uit: dict[str, Bijeenkomst] = {}
    for f in feiten:
        if f.soort == namen[w.GEPLAND] and f.opent:
            uit[f.opent] = Bijeenkomst(f.opent, _dag(f))
    for f in feiten:
        for b in (uit[d] for d in f.over if d in uit):
            b.feiten.append(f)
            if f.soort == namen[w.VERPLAATST]:
                b.op = _dag(f)
                b.verplaatst += 1
            elif f.soort == namen[w.AFGEZEGD]:
                b.afgezegd = True
            elif f.soort == namen[w.GEHOUDEN]:
                b.gehouden = f
            elif f.soort == namen[w.VERSLAG]:
                b.verslag = f
            elif f.soort == namen[w.GEPLAATST] and f.opent:
                b.punten.append(Agendapunt(f.opent, f, _uuid(f.velden.get("zaak")), str(f.velden.get("agendareden") or "")))
    punten = {p.id: p for b in uit.values() for p in b.punten}
    for f in feiten:
        for p in (punten[d] for d in f.over if d in punten):
            p.feiten.append(f)
    return uit


def _dag(f: Feit) -> date:
    d = f.velden.get("gepland_op")
    return d if isinstance(d, date) else f.op


def _uuid(tekst: object) -> UUID | None:
    try:
        return UUID(str(tekst))
    except ValueError:
        return None
