# SPDX-License-Identifier: EUPL-1.2
"""Series of meetings, their meetings and items, as a session may see them: read from the facts of the series.

A meeting of one case stands in that case: then the case is its own series (`Reeks.eigen`), and each of its items is about that case.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Final
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
TERUG: Final = timedelta(days=366)
"""So long after it was planned a meeting of one case stands in the lists."""


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
    deel: str = ""  # of a meeting that has parts
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
    vorm: str = ""
    tijd: str = ""
    genodigd: frozenset[tuple[str, int]] = frozenset()  # seat and organisation; empty: who has a seat
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
    """A series of meetings of one kind in an area, or those of one kind of one case."""

    sessie: Sessie
    id: UUID
    nummer: str
    gebied: int | None
    vorm: Vorm
    bijeenkomsten: dict[str, Bijeenkomst]
    beeindigd: bool = False
    eigen: bool = False  # it is a case, with meetings of its own
    ziet_wie: bool = True  # may this session read who is there?

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
    def met_mandaat(self) -> bool:
        """Is a vote one only with a mandate? Unknown asks for it."""
        u = self.vorm.regel.mandaat
        return u is not None and u.fn(self.stand.afleider.ctx(self.sessie.dag)) is not False

    @property
    def zit_voor(self) -> bool:
        """Does this session chair? If and only if it has the role that chairs, or one under it; where nobody is named, if and only if it may put
        cases on the agenda."""
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


def alle(sessie: Sessie) -> list[Reeks]:
    """The series that are there for this session, and its cases that have meetings of their own to which it is asked or that it may lead."""
    if not w.kan(sessie.gemeente_code):
        return []
    gevonden = rijen(
        "select d.id, d.nummer, d.gebied from dossier_dossier d where d.gemeente = %s and d.soort <> %s and d.gesloten_op is null"
        " and d.id in (select f.dossier from dossier_feit f where f.gemeente = d.gemeente and f.soort = %s and f.op >= %s)"
        " order by d.nummer desc limit %s",
        [sessie.gemeente, w.SOORT, w.naam(sessie, w.GEPLAND), sessie.dag - TERUG, MEESTE],
    )
    soorten = vormen(sessie.gemeente_code, sessie.dag)
    dagen = [w.naam(sessie, x) for x in (w.GEPLAND, w.VERPLAATST, w.AFGEZEGD, w.GEHOUDEN, w.GEPLAATST, w.VERSLAG)]
    eigen = [r for g in gevonden for r in _van_zaak(sessie, soorten, *g, lees=dagen)]  # of a case no more than when it meets
    for r in eigen:
        r.bijeenkomsten = {b.id: b for b in r.bijeenkomsten.values() if _gevraagd(r, b)}
    return [*reeksen(sessie), *(r for r in eigen if r.bijeenkomsten)]


def _gevraagd(r: Reeks, b: Bijeenkomst) -> bool:
    zit = {rol: r.vorm.plek(rol) for rol in r.sessie.rollen}
    namen = {x for rol, zetel in zit.items() if zetel is not None for x in (rol, zetel)}
    return w.mag(r.sessie, w.GEPLAATST) or any((x, r.sessie.organisatie) in b.genodigd or not b.genodigd for x in namen)


def van_zaak(sessie: Sessie, nummer: str) -> list[Reeks]:
    """The meetings that a case has of its own, by kind; none where the case is absent, hidden, or has none."""
    if not w.kan(sessie.gemeente_code) or lezen_kop.NUMMER.fullmatch(nummer) is None:
        return []
    gevonden = rijen(
        "select id, nummer, gebied from dossier_dossier where gemeente = %s and nummer = %s and soort <> %s", [sessie.gemeente, nummer, w.SOORT]
    )
    return [r for g in gevonden for r in _van_zaak(sessie, vormen(sessie.gemeente_code, sessie.dag), *g)]


def met_aanwezigen(r: Reeks) -> Reeks:
    """Of a case: who is there, also where this session may not read that, for it decides what is open. `ziet_wie`: it may be shown."""
    beeld = r.stand.afleider.b
    wie = [f for soort in (w.AANGEKOMEN, w.VERTROKKEN) for f in beeld.per.get(soort, ())]
    plekken: list[Bijeenkomst | Agendapunt] = []
    for b in r.bijeenkomsten.values():
        plekken += [b, *b.punten]
    for x in plekken:
        hier = [f for f in wie if x.id in f.over]
        leest = {f.id for f in x.feiten}
        r.ziet_wie = r.ziet_wie and all(f.id in leest for f in hier)
        x.feiten = [f for f in x.feiten if f.soort not in (w.AANGEKOMEN, w.VERTROKKEN)] + hier
    return r


def reeks(sessie: Sessie, nummer: str) -> Reeks | None:
    """A series by its number; None: absent, hidden, or something else."""
    if not w.kan(sessie.gemeente_code) or lezen_kop.NUMMER.fullmatch(nummer) is None:
        return None
    gevonden = rijen(
        "select id, nummer, gebied from dossier_dossier where gemeente = %s and nummer = %s and soort = %s", [sessie.gemeente, nummer, w.SOORT]
    )
    return _reeks(sessie, vormen(sessie.gemeente_code, sessie.dag), *gevonden[0]) if gevonden else None


def naam_van(r: Reeks, streken: dict[int, str]) -> str:
    """What a series is called: its kind, and where; a meeting of one case bears the number of that case."""
    if r.eigen:
        return f"{r.vorm.model.naam} {r.nummer}"
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


def _van_zaak(sessie: Sessie, soorten: dict[str, Vorm], id_: UUID, nummer: str, gebied: int | None, *, lees: list[str] | None = None) -> list[Reeks]:
    noteer(id_)
    feiten = lezen_feiten.feiten(sessie, id_, lees).gevouwen.feiten
    per: dict[str, dict[str, Bijeenkomst]] = {}
    for b in _bijeenkomsten(sessie, feiten, id_).values():
        per.setdefault(b.vorm, {})[b.id] = b
    return [Reeks(sessie, id_, nummer, gebied, soorten[v], lijst, eigen=True) for v, lijst in per.items() if v in soorten]


def _bijeenkomsten(sessie: Sessie, feiten: list[Feit], eigen: UUID | None = None) -> dict[str, Bijeenkomst]:
    namen = {s: w.naam(sessie, s) for s in (w.GEPLAND, w.VERPLAATST, w.AFGEZEGD, w.GEHOUDEN, w.GEPLAATST, w.VERSLAG)}
    uit: dict[str, Bijeenkomst] = {}
    for f in feiten:
        if f.soort == namen[w.GEPLAND] and f.opent:
            uit[f.opent] = Bijeenkomst(f.opent, _dag(f), str(f.velden.get("overlegvorm")), _tijd(f), _genodigd(f))
    for f in feiten:
        for b in (uit[d] for d in f.over if d in uit):
            b.feiten.append(f)
            if f.soort == namen[w.VERPLAATST]:
                b.op, b.tijd = _dag(f), _tijd(f) or b.tijd
                b.verplaatst += 1
            elif f.soort == namen[w.AFGEZEGD]:
                b.afgezegd = True
            elif f.soort == namen[w.GEHOUDEN]:
                b.gehouden = f
            elif f.soort == namen[w.VERSLAG] and len(f.over) == 1:  # about an item as well: the minutes of one part
                b.verslag = f
            elif f.soort == namen[w.GEPLAATST] and f.opent:
                v = f.velden
                zaak, reden, deel = eigen or _uuid(v.get("zaak")), str(v.get("agendareden") or ""), str(v.get("overlegdeel") or "")
                b.punten.append(Agendapunt(f.opent, f, zaak, reden, deel))
    punten = {p.id: p for b in uit.values() for p in b.punten}
    for f in feiten:
        for p in (punten[d] for d in f.over if d in punten):
            p.feiten.append(f)
    return uit


def _dag(f: Feit) -> date:
    d = f.velden.get("gepland_op")
    return d if isinstance(d, date) else f.op


def _tijd(f: Feit) -> str:
    return str(f.velden.get("begintijd") or "").replace(":", ".")


def _genodigd(f: Feit) -> frozenset[tuple[str, int]]:
    lijst: Any = f.velden.get("genodigd") or ()
    return frozenset((str(x.get("partij")), int(o)) for x in lijst if (o := str(x.get("organisatie"))).isdecimal())


def _uuid(tekst: object) -> UUID | None:
    try:
        return UUID(str(tekst))
    except ValueError:
        return None
