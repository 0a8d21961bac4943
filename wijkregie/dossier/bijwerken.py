# SPDX-License-Identifier: EUPL-1.2
"""The derived rows of a dossier brought up to date: only what changed is written, table by table."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID, uuid5

from wijkregie.delen.masker import kolommen
from wijkregie.dossier import afspraken
from wijkregie.dossier.betwist import merk
from wijkregie.dossier.dicht import sluit
from wijkregie.dossier.inhoud import pak_uit
from wijkregie.dossier.laden import als_json
from wijkregie.dossier.projecties import Rij, Zaak, afdruk, rijen
from wijkregie.dossier.toegang import toegang
from wijkregie.dossier.verbindingen import verbindingen

if TYPE_CHECKING:
    from wijkregie.dossier.laden import Geladen

ZAAK: Final = "zaak"
GEEN_LIJST: Final = 0
OPEN, GESLOTEN = 1, 2
"""In which list of cases a dossier stands."""
MELDING: Final = "melding"
LIJSTEN: Final = {ZAAK: (OPEN, GESLOTEN), MELDING: (3, 4)}
"""Per kind of dossier the lists of open and closed ones; other kinds stand in none."""
TABEL: Final = {"toegang": "delen_toegang", "toegang_feit": "delen_toegang_feit"}


def bijwerken(cursor: Any, g: Geladen, z: Zaak, moment: datetime) -> set[UUID]:
    """Store what follows from the facts now. Gives the dossiers that read this one, if what it publishes changed."""
    g.bos(cursor)
    alle = alle_rijen(g, z)
    nieuw = {t: {str(i): afdruk(r) for i, r in per.items()} for t, per in alle.items()}
    gewijzigd = _schrijf(cursor, g, alle, nieuw)
    sluiting = gesloten_op(g, z)
    cursor.execute(
        "update dossier_dossier set laatste_nr = %s, schakel = %s, wisselt_op = %s, bijgewerkt = %s, wacht_sinds = null, afdruk = %s,"
        " gesloten_op = %s"
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
    alle["toegang"], alle["toegang_feit"] = toegang(z, alle["werk"].values(), g.kader, g.gelezen)
    dicht = gesloten_op(g, z) is not None
    if dicht:  # what still runs can be done again once it is opened again
        alle["werk"] = {}
    lijst = LIJSTEN.get(g.soort, (GEEN_LIJST, GEEN_LIJST))[dicht]
    for r in alle["toegang"].values():
        r |= {"lijst": lijst, "volgorde": volgorde(g.nummer)}
    del alle["kop"]
    _sluit_waarden(g, z, alle["publicatie"])
    sluit(g.id, g.feiten, alle)
    merk(g, z, alle)
    return alle


def _sluit_waarden(g: Geladen, z: Zaak, publicaties: dict[UUID, Rij]) -> None:
    """What is published in an encrypted category lies encrypted here too."""
    dicht = z.bits.masker(afspraken.versleuteld(g.code) & z.bits.bit.keys())
    for r in publicaties.values():
        if g.sleutels is not None and dicht >> r["categorie"] & 1:
            r["waarde"] = g.sleutels.sluit_waarde(r["categorie"], r["naam"], r["waarde"])


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
        tabel = TABEL.get(t, f"dossier_{t}")
        if weg:
            cursor.execute(f"delete from {tabel} where gemeente = %s and dossier = %s and id = any(%s)", [g.gemeente, g.id, weg])
        if erbij:
            rijen_json = json.dumps([kolommen(r) for r in erbij], default=str)
            cursor.execute(f"insert into {tabel} select * from jsonb_populate_recordset(null::{tabel}, %s)", [rijen_json])
    return geraakt


def volgorde(nummer: str) -> int:
    """The place of a dossier in a list, by its number: the same for everybody, and nothing that is recorded moves it."""
    _, jaar, n = nummer.split("-")
    return int(jaar) * 10_000_000 + int(n)


def gesloten_op(g: Geladen, z: Zaak) -> Any:
    """Closed since its last closing, unless it was opened again after that. Never where the agreements know no closing."""
    b, voc = z.stand.afleider.b, afspraken.wereld(g.code).voc
    gesloten, heropend = (b.per.get(voc.systeemfeit(s) or "", ()) for s in ("dossier.gesloten", "dossier.heropend"))
    if not gesloten or (heropend and heropend[-1].volgorde() > gesloten[-1].volgorde()):
        return None
    return gesloten[-1].op


# the head


def koppen(cursor: Any, g: Geladen) -> None:
    """Write the head of a dossier anew."""
    nieuw = kop_rijen(cursor, g)
    cursor.execute("delete from dossier_kop where gemeente = %s and dossier = %s", [g.gemeente, g.id])
    if nieuw:
        cursor.execute("insert into dossier_kop select * from jsonb_populate_recordset(null::dossier_kop, %s)", [json.dumps(nieuw, default=str)])


def kop_rijen(cursor: Any, g: Geladen) -> list[Rij]:
    """The head of a dossier: what it publishes itself and what the dossiers that it is about publish now. It is not about the reports that were
    joined to it: where a reporter saw something is often where the reporter lives."""
    cursor.execute(  # by the ids first: an `or` in the condition reads what every dossier publishes
        "with wie as materialized (select %s::uuid as id union"
        " select v.ander from dossier_verbinding v where v.gemeente = %s and v.dossier = %s and v.tot is null)"
        " select distinct on (p.dossier, p.naam) p.dossier, d.soort, d.protocollen, p.naam, p.waarde, p.categorie, p.bron"
        " from wie join dossier_publicatie p on p.gemeente = %s and p.dossier = wie.id"
        " join dossier_dossier d on d.gemeente = p.gemeente and d.id = p.dossier and (d.id = %s or d.soort <> %s)"
        " order by p.dossier, p.naam, p.vanaf desc",
        [g.id, g.gemeente, g.id, g.gemeente, g.id, MELDING],
    )
    bits = afspraken.bits(cursor, g.gemeente)
    open_ = [r for r in cursor.fetchall() if bits.naam.get(r[5]) not in afspraken.versleuteld(g.code)]  # the rest heads nothing and is not found
    return [
        {
            "gemeente": g.gemeente,
            "dossier": str(g.id),
            "id": str(uuid5(g.id, f"kop|{ander}|{naam}")),
            "ander": str(ander),
            "soort": soort,
            "naam": naam,
            "volgorde": volgorde,
            "categorie": categorie,
            "tekst": tekst,
            "zoek": zoekvorm(tekst),
            "bron": bron,
        }
        for (ander, soort, protocollen), waarden in _per_dossier(open_).items()
        for volgorde, (naam, tekst, categorie, bron) in enumerate(_koppen(g.code, protocollen, waarden))
    ]


Waarden = dict[str, tuple[Any, int, int | None]]


def _per_dossier(rijen: Iterable[tuple[Any, ...]]) -> dict[tuple[UUID, str, tuple[str, ...]], Waarden]:
    uit: dict[tuple[UUID, str, tuple[str, ...]], Waarden] = {}
    for ander, soort, protocollen, naam, waarde, categorie, bron in rijen:
        uit.setdefault((ander, soort, tuple(protocollen)), {})[naam] = (pak_uit(als_json(waarde)), categorie, bron)
    return uit


def _koppen(code: str, protocollen: tuple[str, ...], waarden: Waarden) -> list[tuple[str, str, int, int | None]]:
    """The lines of a head as the protocol of the linked dossier composes them: (name, text, category, recorded by), in its order."""
    uit: dict[str, tuple[str, str, int, int | None]] = {}
    for p in (x for v in afspraken.regelset(code, protocollen).versies.values() for x in v[-1].publiceert):
        waarde, categorie, bron = waarden.get(p.naam, (None, 0, None))
        tekst = _kop_tekst(waarde)
        if p.kop is None or not tekst:
            continue
        eerder = uit.get(p.kop)
        if eerder is None:
            uit[p.kop] = (p.kop, tekst, categorie, bron)
        else:
            uit[p.kop] = (p.kop, eerder[1] + p.ervoor + tekst, eerder[2], bron if bron == eerder[3] else None)
    return list(uit.values())


def _kop_tekst(waarde: Any) -> str:
    if isinstance(waarde, date):
        return f"{waarde.day}-{waarde.month}-{waarde.year}"
    if isinstance(waarde, float) and waarde.is_integer():  # a number of the core: the number of a house
        waarde = int(waarde)
    return str(waarde) if isinstance(waarde, (str, int, float)) and not isinstance(waarde, bool) else ""


def zoekvorm(tekst: str) -> str:
    """Text as it is searched: small letters without accents."""
    kaal = "".join(c for c in unicodedata.normalize("NFKD", tekst.casefold()) if not unicodedata.combining(c))
    return " ".join(kaal.split())
