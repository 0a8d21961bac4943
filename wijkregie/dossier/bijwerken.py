# SPDX-License-Identifier: EUPL-1.2
"""The derived rows of a dossier brought up to date: only what changed is written, table by table."""

from __future__ import annotations

import json
import unicodedata
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from wijkregie.dossier import afspraken
from wijkregie.dossier.laden import als_json
from wijkregie.dossier.inhoud import pak_uit
from wijkregie.dossier.projecties import Rij, Zaak, afdruk, rijen
from wijkregie.dossier.toegang import toegang
from wijkregie.dossier.verbindingen import verbindingen

if TYPE_CHECKING:
    from wijkregie.dossier.laden import Geladen

_TABEL = {"toegang": "delen_toegang", "toegang_feit": "delen_toegang_feit"}


def bijwerken(cursor: Any, g: Geladen, z: Zaak, moment: datetime) -> set[UUID]:
    """Store what follows from the facts now. Gives the dossiers that read this one, if what it publishes changed."""
    alle = alle_rijen(g, z)
    nieuw = {t: {str(i): afdruk(r) for i, r in per.items()} for t, per in alle.items()}
    gewijzigd = _schrijf(cursor, g, alle, nieuw)
    sluiting = _gesloten_op(g, z)
    cursor.execute(
        "update dossier_dossier set laatste_nr = %s, schakel = %s, wisselt_op = %s, bijgewerkt = %s, wacht_sinds = null, afdruk = %s, gesloten_op = %s"
        " where gemeente = %s and id = %s",
        [g.laatste_nr, g.schakel, z.stand.volgende_wisseling, moment, json.dumps(nieuw), sluiting, g.gemeente, g.id],
    )
    g.afdruk, g.wisselt_op, g.gesloten_op = nieuw, z.stand.volgende_wisseling, sluiting
    if "verbinding" in gewijzigd or "publicatie" in gewijzigd:
        koppen(cursor, g)
    if "publicatie" not in gewijzigd:
        return set()
    cursor.execute("select distinct dossier from dossier_verbinding where gemeente = %s and ander = %s", [g.gemeente, g.id])
    return {r[0] for r in cursor.fetchall()}


def alle_rijen(g: Geladen, z: Zaak) -> dict[str, dict[UUID, Rij]]:
    """Every derived row of a dossier but its head, which also hangs on others."""
    alle: dict[str, dict[UUID, Rij]] = rijen(z)
    alle["verbinding"] = verbindingen(g, z)
    alle["toegang"], alle["toegang_feit"] = toegang(z, alle["werk"].values(), g.kader)
    del alle["kop"]
    return alle


def _schrijf(cursor: Any, g: Geladen, alle: dict[str, dict[UUID, Rij]], nieuw: dict[str, dict[str, str]]) -> set[str]:
    """Delete what is gone or changed, insert what is new or changed; gives the tables that were touched."""
    geraakt = set()
    for t, per in alle.items():
        oud = g.afdruk.get(t, {})
        weg = [UUID(i) for i, a in oud.items() if nieuw[t].get(i) != a]
        erbij = [{"gemeente": g.gemeente, "dossier": str(g.id), "id": str(i), **r} for i, r in per.items() if oud.get(str(i)) != nieuw[t][str(i)]]
        if not weg and not erbij:
            continue
        geraakt.add(t)
        tabel = _TABEL.get(t, f"dossier_{t}")
        if weg:
            cursor.execute(f"delete from {tabel} where gemeente = %s and dossier = %s and id = any(%s)", [g.gemeente, g.id, weg])
        if erbij:
            cursor.execute(f"insert into {tabel} select * from jsonb_populate_recordset(null::{tabel}, %s)", [json.dumps(erbij)])
    return geraakt


def _gesloten_op(g: Geladen, z: Zaak) -> Any:
    """Closed since its last closing, unless it was opened again after that."""
    b = z.stand.afleider.b
    gesloten = b.per.get(afspraken.systeemfeit(g.code, "dossier.gesloten"), ())
    heropend = b.per.get(afspraken.systeemfeit(g.code, "dossier.heropend"), ())
    if not gesloten or (heropend and heropend[-1].volgorde() > gesloten[-1].volgorde()):
        return None
    return gesloten[-1].op


# the head


def koppen(cursor: Any, g: Geladen) -> None:
    """The head of a dossier: what it publishes itself and what the dossiers that it is about publish now."""
    cursor.execute(
        "select distinct on (p.dossier, p.naam) p.dossier, d.soort, d.protocollen, p.naam, p.waarde, p.categorie, p.bron"
        " from dossier_publicatie p join dossier_dossier d on d.gemeente = p.gemeente and d.id = p.dossier"
        " where p.gemeente = %s and (p.dossier = %s or p.dossier in"
        "   (select v.ander from dossier_verbinding v where v.gemeente = %s and v.dossier = %s and v.tot is null))"
        " order by p.dossier, p.naam, p.vanaf desc",
        [g.gemeente, g.id, g.gemeente, g.id],
    )
    nieuw = []
    for ander, soort, protocollen, naam, waarde, categorie, bron in cursor.fetchall():
        tekst = pak_uit(als_json(waarde))
        if not isinstance(tekst, str) or not tekst:
            continue
        nieuw.append(
            {
                "gemeente": g.gemeente,
                "dossier": str(g.id),
                "id": str(uuid5(g.id, f"kop|{ander}|{naam}")),
                "ander": str(ander),
                "soort": soort,
                "naam": naam,
                "volgorde": _volgorde(g.code, tuple(protocollen), naam),
                "categorie": categorie,
                "tekst": tekst,
                "zoek": zoekvorm(tekst),
                "bron": bron,
            }
        )
    cursor.execute("delete from dossier_kop where gemeente = %s and dossier = %s", [g.gemeente, g.id])
    if nieuw:
        cursor.execute("insert into dossier_kop select * from jsonb_populate_recordset(null::dossier_kop, %s)", [json.dumps(nieuw)])


def _volgorde(code: str, protocollen: tuple[str, ...], naam: str) -> int:
    """The place of a published value in its protocol: the first is the title of such a dossier."""
    namen = [p.naam for v in afspraken.regelset(code, protocollen).versies.values() for p in v[-1].publiceert]
    return namen.index(naam) if naam in namen else len(namen)


def zoekvorm(tekst: str) -> str:
    """Text as it is searched: small letters without accents."""
    kaal = "".join(c for c in unicodedata.normalize("NFKD", tekst.casefold()) if not unicodedata.combining(c))
    return " ".join(kaal.split())
