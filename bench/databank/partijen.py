# SPDX-License-Identifier: EUPL-1.2
"""The parties of the fictional city: always the same organisations and access keys; only the number of handlers grows with the dossiers.

So what a bigger set costs is the size of the database, not that of the city.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connections, transaction

from wijkregie.delen.context import zet_gemeente
from wijkregie.dossier.inrichten import richt_in
from wijkregie.klok import vandaag
from wijkregie.partijen.importeren import importeer
from wijkregie.partijen.sleutels import sleutel_van

CODE = "amsterdam"
STADSDELEN, WIJKEN = 8, 5  # so many wijken in each stadsdeel
ZORG, CORPORATIES = 40, 9
PER_BEHANDELAAR = 40  # dossiers, open and closed
SINDS = {"van": "2015-01-01"}


@dataclass(frozen=True, slots=True)
class Lid:
    """Somebody who records."""

    lidmaatschap: int
    login: int
    naam: str


@dataclass(frozen=True, slots=True)
class Stad:
    """The city as the dossiers need it: ids by name."""

    gemeente: int
    organisaties: dict[str, int]
    leden: dict[str, tuple[Lid, ...]]  # per organisation; at a care provider the manager comes last
    wijken: tuple[tuple[int, str], ...]


def bouw(dossiers: int) -> Stad:
    """Put the parties into the database, with every key that a dossier will ask for."""
    with tempfile.TemporaryDirectory() as map_:
        pad = Path(map_) / "partijen.yaml"
        pad.write_text(json.dumps(_partijen(max(2, -(-dossiers // (ZORG * PER_BEHANDELAAR)))), ensure_ascii=False), "utf-8")
        gemeente = importeer(pad).gemeente
    richt_in()
    stad = lees(gemeente)
    with transaction.atomic(using="kern"), connections["kern"].cursor() as c:
        zet_gemeente(c, gemeente, vandaag())
        for code, nummer in stad.organisaties.items():  # a party that joins gets the key of its role; here they have all joined before
            soort = code.rstrip("0123456789")
            if soort in ("zorgaanbieder", "woningcorporatie"):
                sleutel_van(gemeente, nummer, soort)
    return stad


def lees(gemeente: int) -> Stad:
    """The city as it lies in the database."""
    with transaction.atomic(using="kern"), connections["kern"].cursor() as c:
        zet_gemeente(c, gemeente, vandaag())
        c.execute("select code, id from partijen_organisatie where gemeente = %s order by id", [gemeente])
        organisaties = dict(c.fetchall())
        c.execute(
            "select o.code, m.id, l.id, l.naam from partijen_lidmaatschap m join partijen_medewerker l on l.id = m.login"
            " join partijen_organisatie o on o.id = m.organisatie where m.gemeente = %s order by m.id",
            [gemeente],
        )
        leden: dict[str, list[Lid]] = {}
        for code, *rest in c.fetchall():
            leden.setdefault(code, []).append(Lid(*rest))
        c.execute("select id, naam from partijen_gebied where gemeente = %s and soort = 'wijk' order by id", [gemeente])
        return Stad(gemeente, organisaties, {k: tuple(v) for k, v in leden.items()}, tuple(c.fetchall()))


def _partijen(behandelaars: int) -> dict[str, Any]:
    """The file that `wijkregie partijen importeer` reads."""
    delen = [f"deel{i}" for i in range(1, STADSDELEN + 1)]
    gebieden: dict[str, Any] = {d: {"soort": "stadsdeel", "naam": f"Duinveste {i}"} for i, d in enumerate(delen, 1)}
    for i, d in enumerate(delen, 1):
        gebieden |= {f"{d}_wijk{j}": {"soort": "wijk", "naam": f"Duinwijk {i}-{j}", "ouder": d} for j in range(1, WIJKEN + 1)}
    zorg, corporaties = [f"zorgaanbieder{i}" for i in range(1, ZORG + 1)], [f"woningcorporatie{i}" for i in range(1, CORPORATIES + 1)]
    stedelijk = ["mzwo", "politie", "ggd"]
    organisaties = {
        code: {"naam": f"Duinveste {code}", "kort": code, "soort": code.rstrip("0123456789")} for code in (*zorg, *corporaties, *stedelijk)
    }
    mail = "buren@duinveste.example"
    organisaties["beterburen"] = {"naam": "Buurtbemiddeling Duinveste", "kort": "Buren", "soort": "beterburen", "logt_in": "nee", "mail": mail}
    logins: dict[str, Any] = {}

    def lid(organisatie: str, *rollen: dict[str, str]) -> None:
        n = len(logins) + 1
        deel = {"organisatie": organisatie, **SINDS, "rollen": [{**r, **SINDS} for r in rollen]}
        logins[f"lid{n}@{organisatie}.example"] = {"naam": f"Medewerker {n}", "lidmaatschappen": [deel]}

    for code in zorg:
        for _ in range(behandelaars):
            lid(code, {"rol": "persoonlijk_begeleider"})
        lid(code, {"rol": "teammanager"})
    for code in corporaties:
        lid(code, {"rol": "sociaal_beheerder"})
        for d in delen:
            lid(code, {"rol": "contactpersoon", "gebied": d})
    lid("mzwo", {"rol": "mzwo"})
    for d in delen:
        lid("mzwo", {"rol": "mzwo", "gebied": d})
    for g in gebieden:
        if "wijk" in g:
            lid("politie", {"rol": "wijkagent", "gebied": g})
    lid("ggd", {"rol": "vangnet"})
    getekend = {o: [SINDS] for o in organisaties if o != "beterburen"}
    return {
        "gemeente": {"code": CODE, "naam": "Duinveste"},
        "gebieden": gebieden,
        "organisaties": organisaties,
        "convenanten": {"mzwo": {"naam": "Convenant zorg en woonoverlast Duinveste", "ondertekend": getekend}},
        "bezetting": [{"rol": o, "organisatie": o, **SINDS} for o in (*stedelijk, "beterburen")],
        "logins": logins,
    }
