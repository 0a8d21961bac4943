# SPDX-License-Identifier: EUPL-1.2
"""For whom the public form acts: a membership that an import of parties makes, of an organisation of the kind of who reports. Its login is closed, so
nobody can log in as it, and it has no role, so no key is ever made that would open the reports of all reporters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import connections, transaction

from wijkregie.dossier import afspraken
from wijkregie.meldingen import systeem
from wijkregie.partijen.context import zet
from wijkregie.partijen.sessie import Sessie

_GEMEENTEN: Final = "select id, code, naam from partijen_gemeente order by id"
_LID: Final = """select m.id, m.login, m.organisatie, o.naam, o.soort, l.naam from partijen_lidmaatschap m
    join partijen_organisatie o on o.id = m.organisatie join partijen_medewerker l on l.id = m.login
    where m.gemeente = %(g)s and o.soort = %(soort)s and not l.actief and m.van <= %(dag)s and (m.tot is null or m.tot >= %(dag)s)
    and not exists (select 1 from partijen_lidrol r where r.lidmaatschap = m.id) order by m.id limit 1"""


@dataclass(frozen=True, slots=True)
class Loket:
    """Where residents can report: a municipality, and the membership under which their reports are recorded."""

    gemeente: int
    code: str
    naam: str
    organisatie: int
    organisatie_naam: str
    soort: str
    lidmaatschap: int
    login: int
    login_naam: str

    def sessie(self, dag: date, *, sleutel: int | None = None, dossier: UUID | None = None) -> Sessie:
        """Who reports, or comes back with a code: no key, or the key of that one dossier."""
        return Sessie(
            gemeente=self.gemeente,
            gemeente_code=self.code,
            organisatie=self.organisatie,
            soort=self.soort,
            lidmaatschap=self.lidmaatschap,
            login=self.login,
            naam=self.login_naam,
            rollen=(systeem.rol(self.code),),
            sleutels=() if sleutel is None else (sleutel,),
            werk=(),
            neemt_waar=(),
            dag=dag,
            gemeente_naam=self.naam,
            organisatie_naam=self.organisatie_naam,
            alleen=dossier or UUID(int=0),
        )


def loket(dag: date) -> Loket | None:
    """The one of the setting MELDEN_GEMEENTE, else of the only municipality that has one; None where residents cannot report here."""
    with transaction.atomic(), connections["default"].cursor() as c:
        c.execute(_GEMEENTEN)
        gevonden = [
            x for g in c.fetchall() if settings.MELDEN_GEMEENTE in ("", g[1]) and (x := _van(int(g[0]), str(g[1]), str(g[2]), dag)) is not None
        ]
    return gevonden[0] if len(gevonden) == 1 else None


def van_gemeente(gemeente: int, code: str, naam: str, dag: date) -> Loket | None:
    """That of one municipality."""
    with transaction.atomic():
        return _van(gemeente, code, naam, dag)


def _van(gemeente: int, code: str, naam: str, dag: date) -> Loket | None:
    if not systeem.kent(code):
        return None
    soort = afspraken.wereld(code).soort_van_rol(systeem.rol(code))
    zet(gemeente=gemeente)
    with connections["default"].cursor() as cursor:
        cursor.execute(_LID, {"g": gemeente, "soort": soort, "dag": dag})
        rij = cursor.fetchone()
    if rij is None:
        return None
    lid, login, organisatie, organisatie_naam, soort_, login_naam = rij
    return Loket(gemeente, code, naam, organisatie, organisatie_naam, soort_, lid, login, login_naam)
