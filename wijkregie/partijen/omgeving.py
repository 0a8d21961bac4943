# SPDX-License-Identifier: EUPL-1.2
"""The dated inputs of a dossier that the parties give: who fills which role, which covenants bind whom, which choices were made.

Read once per municipality and kept until its stamp changes: they are asked at every write.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connections

from wijkregie.norm.feiten.beeld import Bezet, Convenant, Omstandigheden
from wijkregie.partijen.models import Bezetting, Gebied, Keuze, Ondertekening


@dataclass(frozen=True, slots=True)
class Streek:
    """An area as addresses name it."""

    id: int
    naam: str
    soort: str
    ouder: int | None


def gebied_en_ouders(gebieden: Mapping[int, Streek], gebied: int | None) -> tuple[int, ...]:
    """An area and those above it, the smallest first."""
    uit: list[int] = []
    while gebied is not None and gebied in gebieden and gebied not in uit:
        uit.append(gebied)
        gebied = gebieden[gebied].ouder
    return tuple(uit)


@dataclass(frozen=True, slots=True)
class Omgeving:
    """What the parties of one municipality give, as of a stamp."""

    stempel: int | None
    gebieden: dict[int, Streek]
    bezetting: tuple[tuple[int | None, Bezet], ...]  # (area or everywhere, who)
    convenanten: tuple[Convenant, ...]
    keuzes: tuple[tuple[str, date, str], ...]

    def gebied_en_ouders(self, gebied: int | None) -> tuple[int, ...]:
        return gebied_en_ouders(self.gebieden, gebied)

    def gebied_van(self, naam: str) -> int | None:
        """The area that an address names: a wijk, else a stadsdeel; none when the name is unknown or fits several."""
        gezocht = naam.strip().casefold()
        for soort in (Gebied.WIJK, Gebied.STADSDEEL):
            gevonden = [g.id for g in self.gebieden.values() if g.soort == soort and g.naam.casefold() == gezocht]
            if gevonden:
                return gevonden[0] if len(gevonden) == 1 else None
        return None

    def omstandigheden(self, gebied: int | None) -> Omstandigheden:
        """For a dossier in this area (none: unknown). Who fills a role there or everywhere is given without an area, the rest left out."""
        hier = self.gebied_en_ouders(gebied)
        return Omstandigheden(
            gebied=self.gebieden[gebied].naam if gebied is not None and gebied in self.gebieden else None,
            bezetting=tuple(b for waar, b in self.bezetting if waar is None or waar in hier),
            convenanten=self.convenanten,
            keuzes=self.keuzes,
        )


_BEWAARD: dict[int, Omgeving] = {}  # per municipality; an entry is replaced, never changed


def omgeving(gemeente: int, *, databank: str = "kern") -> Omgeving:
    """What the parties of a municipality give now. Needs app.gemeente in the context."""
    with connections[databank].cursor() as c:  # asked at every write: without the ORM
        c.execute("SELECT nummer FROM partijen_stempel WHERE gemeente = %s", [gemeente])
        rij = c.fetchone()
    stempel = None if rij is None else int(rij[0])
    bewaard = _BEWAARD.get(gemeente)
    if bewaard is not None and stempel is not None and bewaard.stempel == stempel:
        return bewaard
    vers = _lees(gemeente, stempel, databank)
    if stempel is not None:  # without one nothing was ever written, or the context is missing
        _BEWAARD[gemeente] = vers
    return vers


def omstandigheden(gemeente: int, gebied: int | None, *, databank: str = "kern") -> Omstandigheden:
    """The dated inputs of a dossier in an area, without its linked dossiers."""
    return omgeving(gemeente, databank=databank).omstandigheden(gebied)


def _lees(gemeente: int, stempel: int | None, databank: str) -> Omgeving:
    gebieden = Gebied.objects.using(databank).filter(gemeente=gemeente).values_list("id", "naam", "soort", "ouder")
    bezetting = Bezetting.objects.using(databank).filter(gemeente=gemeente).order_by("id")
    getekend = Ondertekening.objects.using(databank).filter(gemeente=gemeente).order_by("id")
    keuzes = Keuze.objects.using(databank).filter(gemeente=gemeente).order_by("vanaf", "id")
    return Omgeving(
        stempel,
        {g[0]: Streek(*g) for g in gebieden},
        tuple(
            (b.gebied_id, Bezet(b.rol, str(b.organisatie_id), None, b.van, b.tot or date.max, str(b.team_id) if b.team_id else None))
            for b in bezetting
        ),
        tuple(Convenant(str(o.organisatie_id), o.van, o.tot or date.max) for o in getekend),
        tuple(keuzes.values_list("keuze", "vanaf", "optie")),
    )
