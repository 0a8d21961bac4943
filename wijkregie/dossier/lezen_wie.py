# SPDX-License-Identifier: EUPL-1.2
"""Who: organisations with whom to call there, who handles a dossier, who stands in for whom until when, and the areas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from wijkregie.dossier.lezen import rijen
from wijkregie.partijen.omgeving import Streek
from wijkregie.partijen.sessie import Sessie


@dataclass(frozen=True, slots=True)
class Contact:
    naam: str
    functie: str
    telefoon: str
    mail: str
    gebied: int | None

    @property
    def bereik(self) -> str:
        return ", ".join(x for x in (self.telefoon, self.mail) if x)


@dataclass(frozen=True, slots=True)
class Organisatie:
    """A party; one that never logs in is reached by phone or mail."""

    id: int
    naam: str
    kort: str
    soort: str
    logt_in: bool
    telefoon: str
    mail: str
    contacten: tuple[Contact, ...] = ()

    def contact(self, gebieden: Iterable[int] = ()) -> Contact | None:
        """Whom to ask: for this area first, else for all."""
        hier = set(gebieden)
        return next((c for c in self.contacten if c.gebied in hier), None) or next((c for c in self.contacten if c.gebied is None), None)

    @property
    def bereik(self) -> str:
        return ", ".join(x for x in (self.telefoon, self.mail) if x)


def organisaties(sessie: Sessie, dag: date) -> dict[int, Organisatie]:
    """Every party of the municipality, by name."""
    contacten: dict[int, list[Contact]] = {}
    for o, *r in rijen(
        "select organisatie, naam, functie, telefoon, mail, gebied from partijen_contactpersoon"
        " where gemeente = %s and van <= %s and (tot is null or tot >= %s) order by naam",
        [sessie.gemeente, dag, dag],
    ):
        contacten.setdefault(o, []).append(Contact(*r))
    gevonden = rijen(
        "select id, naam, coalesce(nullif(kort, ''), naam), soort, logt_in, telefoon, mail from partijen_organisatie where gemeente = %s"
        " order by naam",
        [sessie.gemeente],
    )
    return {r[0]: Organisatie(r[0], r[1], r[2], r[3], r[4], r[5], r[6], tuple(contacten.get(r[0], ()))) for r in gevonden}


def aangewezen(sessie: Sessie) -> list[tuple[str, int, int | None]]:
    """Who is appointed to which role today, in which area (None: everywhere)."""
    return [
        (rol, o, gebied)
        for rol, o, gebied in rijen(
            "select rol, organisatie, gebied from partijen_bezetting where gemeente = %s and van <= %s and (tot is null or tot >= %s)",
            [sessie.gemeente, sessie.dag, sessie.dag],
        )
    ]


def behandelaars(sessie: Sessie, dossiers: Iterable[UUID]) -> dict[UUID, tuple[int, str]]:
    """Who of the own organisation handles each dossier: membership and name."""
    gevonden = rijen(
        "select b.dossier, b.lidmaatschap, l.naam from dossier_behandelaar b join partijen_lidmaatschap m on m.id = b.lidmaatschap"
        " join partijen_medewerker l on l.id = m.login where b.gemeente = %s and b.dossier = any(%s) and b.tot is null",
        [sessie.gemeente, list(dossiers)],
    )
    return {d: (lid, naam) for d, lid, naam in gevonden}


def waarneming_tot(sessie: Sessie, dag: date) -> dict[int, date | None]:
    """The memberships that this one stands in for, each with its last day."""
    if not sessie.neemt_waar:
        return {}
    return dict(
        rijen(
            "select voor, max(tot) from partijen_waarneming where gemeente = %s and door = %s and not ingetrokken and van <= %s"
            " and (tot is null or tot >= %s) group by voor",
            [sessie.gemeente, sessie.lidmaatschap, dag, dag],
        )
    )


def gebieden(sessie: Sessie) -> dict[int, Streek]:
    """The areas, by name."""
    return {
        r[0]: Streek(*r) for r in rijen("select id, naam, soort, ouder from partijen_gebied where gemeente = %s order by naam", [sessie.gemeente])
    }


def hogerop(streken: Mapping[int, Streek], gebied: int | None) -> set[int | None]:
    """An area and all that it lies in; None is everywhere."""
    uit: set[int | None] = {None}
    while gebied is not None and gebied not in uit:
        uit.add(gebied)
        gebied = streken[gebied].ouder if gebied in streken else None
    return uit
