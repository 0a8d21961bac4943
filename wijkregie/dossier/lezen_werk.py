# SPDX-License-Identifier: EUPL-1.2
"""The work lists: which duties stand where, counted and cut by the database. Every list is driven by an index and stops at a limit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, Final
from uuid import UUID

from wijkregie.dossier import afspraken
from wijkregie.dossier.lezen import rijen
from wijkregie.dossier.lezen_taken import LOPEND_SQL
from wijkregie.dossier.projecties import VER, ZONDER_DATUM
from wijkregie.norm.tijd.kalender import Kalender
from wijkregie.partijen.sessie import Sessie

MIJ, TEAM, HEEL = "mij", "team", "heel"
VAN: Final = (MIJ, TEAM, HEEL)
MEEST: Final = 200  # further than this nobody counts: the screen says "meer dan 200"

# In the order of a list: too late; targets that passed, this week, as soon as possible; after this week, suspended or only possible.
VAKKEN: Final = ("laat", "voorbij", "week", "snel", "later", "ooit")
GROEPEN: Final = {"laat": ("laat",), "week": ("voorbij", "week", "snel"), "later": ("later", "ooit")}


@dataclass(frozen=True, slots=True)
class Team:
    """What a team's work leaves out of what its members may do: dossiers that only others handle, else those in other areas. Empty: nothing."""

    leden: tuple[int, ...] = ()
    gebieden: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Wiens:
    """Whose work: of the dossiers that these members handle, of the team, or of the whole organisation; narrowed by protocol, area and day."""

    van: str
    vandaag: date
    einde_week: date
    protocol: str = ""
    gebieden: tuple[int, ...] = ()
    dag: date | None = None
    team: Team = Team()


@dataclass(frozen=True, slots=True)
class Plek:
    """A duty in a list."""

    vak: str
    dossier: UUID
    plicht: UUID
    volgorde: date


@cache
def kalender(gemeente: str) -> Kalender:
    """The calendar of a municipality's agreements."""
    return next(v.kalender for v in afspraken.bibliotheek().alles() if v.gemeente == gemeente)


def einde_werkweek(kal: Kalender, dag: date) -> date:
    """The last working day of this week; in a weekend or a week without any, of the next one."""
    for weken in range(3):
        maandag = dag - timedelta(days=dag.weekday()) + timedelta(weeks=weken)
        werkdagen = [d for d in (maandag + timedelta(days=i) for i in range(7)) if kal.is_werkdag(d) and d >= dag]
        if werkdagen:
            return werkdagen[-1]
    return dag


def team_van(s: Sessie) -> Team:
    """The team and the areas that the roles of a member name today."""
    ((leden, gebieden),) = rijen(
        """with nu as (select r.lidmaatschap, r.team, r.gebied from partijen_lidrol r
            where r.gemeente = %(gemeente)s and r.van <= %(dag)s and (r.tot is null or r.tot >= %(dag)s)),
        mijn as (select team, gebied from nu where lidmaatschap = any(%(leden)s))
        select array(select distinct lidmaatschap from nu where team in (select team from mijn)),
            array(select g.id from partijen_gebied g where g.gemeente = %(gemeente)s
                and (g.id in (select gebied from mijn) or g.ouder in (select gebied from mijn)))""",
        {"gemeente": s.gemeente, "dag": s.dag, "leden": [s.lidmaatschap, *s.neemt_waar]},
    )
    return Team(tuple(leden), tuple(gebieden))


def aantallen(s: Sessie, w: Wiens) -> dict[str, int]:
    """How much there is per list, each counted up to one more than MEEST."""
    delen = [f"(select count(*) from ({_bron(van, w, '')}) x)" for van in VAN]
    return dict(zip(VAN, rijen(f"{_MIJN}select {', '.join(delen)}", _waarden(s, w, MEEST + 1))[0], strict=True))


def per_vak(s: Sessie, w: Wiens) -> dict[str, int]:
    """How much there is in each compartment of one list."""
    delen = [f"(select count(*) from ({_bron(w.van, w, vak)}) x)" for vak in VAKKEN]
    return dict(zip(VAKKEN, rijen(f"{_met(w)}select {', '.join(delen)}", _waarden(s, w, MEEST + 1))[0], strict=True))


def plekken(s: Sessie, w: Wiens, vakken: tuple[str, ...], hoogstens: int) -> list[Plek]:
    """The first of each compartment, in order."""
    delen = [f"(select '{vak}', x.dossier, x.plicht, x.volgorde from ({_bron(w.van, w, vak)}) x)" for vak in vakken]
    gevonden = [Plek(*r) for r in rijen(_met(w) + " union all ".join(delen), _waarden(s, w, hoogstens))]
    return sorted(gevonden, key=lambda p: (VAKKEN.index(p.vak), p.volgorde, p.plicht))


def per_dag(s: Sessie, w: Wiens, van: date, tot: date) -> dict[date, tuple[int, int]]:
    """Per day in a range how many deadlines and how many targets."""
    bron = _bron(w.van, w, "strook")
    uit: dict[date, tuple[int, int]] = {}
    for dag, hard, n in rijen(
        f"{_met(w)}select x.volgorde, x.hard, count(*) from ({bron}) x group by 1, 2", {**_waarden(s, w, 2000), "strook_van": van, "strook_tot": tot}
    ):
        h, z = uit.get(dag, (0, 0))
        uit[dag] = (h + n, z) if hard else (h, z + n)
    return uit


# where the rows come from. No text of a person goes into these: only what stands here, and placeholders.

_VAK: Final = {
    "": "true",
    "laat": "{v} < %(vandaag)s and {hard}",
    "voorbij": "{v} < %(vandaag)s and not {hard}",
    "week": "{v} between %(vandaag)s and %(einde_week)s",
    "snel": "{v} = %(zonder_datum)s",
    "later": "{v} > %(einde_week)s and {v} < %(zonder_datum)s",
    "ooit": "{v} = %(ver)s",
    "strook": "{v} between %(strook_van)s and %(strook_tot)s",
}


# One's own caseload is small and is asked for by compartment: read once.
_MIJN: Final = """with mijn as materialized (select distinct w.gemeente, w.dossier, w.plicht, w.volgorde, w.hard from dossier_behandelaar b
    join dossier_werk w on w.gemeente = b.gemeente and w.dossier = b.dossier
    where b.gemeente = %(gemeente)s and b.lidmaatschap = any(%(leden)s) and b.tot is null) """


def _met(w: Wiens) -> str:
    return _MIJN if w.van == MIJ else ""


def _bron(van: str, w: Wiens, vak: str) -> str:
    """A limited, ordered selection of duties."""
    if van == MIJ:
        return (
            f"select w.dossier, w.plicht, w.volgorde, w.hard from mijn w where {_waar(w, vak, 'w')} order by w.volgorde, w.plicht limit %(hoogstens)s"
        )
    sleutels = f"""select x.dossier, x.plicht, x.volgorde, x.hard from unnest(%(sleutels)s::int[]) s cross join lateral (
            select w.dossier, w.plicht, w.volgorde, w.hard from dossier_werk w
            where w.gemeente = %(gemeente)s and w.sleutel = s and {_waar(w, vak, "w")} and {_van_team(w.team) if van == TEAM else "true"}
            order by w.volgorde limit %(hoogstens)s) x"""
    if van == HEEL:
        sleutels += f""" union select * from (select p.dossier, p.id, {_V} as volgorde, p.status = 'loopt' and p.uiterlijk is not null
            from dossier_plicht p where p.gemeente = %(gemeente)s and p.organisatie = %(organisatie)s and p.status in {LOPEND_SQL}
            and {_waar(w, vak, "p")}
            order by coalesce(p.uiterlijk, p.moment, p.streef, date '9999-12-30') limit %(hoogstens)s) y"""
    return f"select distinct z.dossier, z.plicht, z.volgorde, z.hard from ({sleutels}) z order by z.volgorde, z.plicht limit %(hoogstens)s"


_V: Final = "case when p.status = 'loopt' then coalesce(p.uiterlijk, p.moment, p.streef, date '9999-12-30') else date '9999-12-31' end"


def _waar(w: Wiens, vak: str, a: str) -> str:
    """The condition on `dossier_werk w` or `dossier_plicht p`; for the second the index orders by the date itself, so that stands beside its kind."""
    if a == "w":
        delen = [_VAK[vak].format(v="w.volgorde", hard="w.hard")]
    else:
        v = "coalesce(p.uiterlijk, p.moment, p.streef, date '9999-12-30')"
        eigen = "true" if vak in ("", "ooit") else _VAK[vak].format(v=v, hard="(p.uiterlijk is not null)")
        delen = [eigen, {"": "true", "ooit": "p.status <> 'loopt'"}.get(vak, "p.status = 'loopt'")]
    if w.dag is not None and vak != "strook":
        delen.append("w.volgorde = %(dag)s" if a == "w" else f"{_V} = %(dag)s")
    if w.protocol:
        hier = f"q.gemeente = {a}.gemeente and q.dossier = {a}.dossier and q.id = {a}.{'plicht' if a == 'w' else 'id'}"
        delen.append(f"exists (select 1 from dossier_plicht q where {hier} and q.protocol = %(protocol)s)")
    if w.gebieden:
        delen.append(f"{a}.dossier in (select d.id from dossier_dossier d where d.gemeente = %(gemeente)s and d.gebied = any(%(gebieden)s))")
    return " and ".join(delen)


def _van_team(t: Team) -> str:
    """What nobody handles yet is everybody's; what has no area too."""
    if t.leden:
        ander = "b.gemeente = w.gemeente and b.dossier = w.dossier and b.tot is null and b.lidmaatschap <> all(%(teamleden)s)"
        return f"not exists (select 1 from dossier_behandelaar b where {ander})"
    if t.gebieden:
        ander = "d.gemeente = w.gemeente and d.id = w.dossier and d.gebied <> all(%(teamgebieden)s)"
        return f"not exists (select 1 from dossier_dossier d where {ander})"
    return "true"


def _waarden(s: Sessie, w: Wiens, hoogstens: int) -> dict[str, Any]:
    return {
        "gemeente": s.gemeente,
        "organisatie": s.organisatie,
        "leden": [s.lidmaatschap, *s.neemt_waar],
        "sleutels": list(s.werk),
        "teamleden": list(w.team.leden),
        "teamgebieden": list(w.team.gebieden),
        "vandaag": w.vandaag,
        "einde_week": w.einde_week,
        "zonder_datum": ZONDER_DATUM,
        "ver": VER,
        "protocol": w.protocol,
        "gebieden": list(w.gebieden),
        "dag": w.dag,
        "hoogstens": hoogstens,
    }
