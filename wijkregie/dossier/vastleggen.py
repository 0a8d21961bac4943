# SPDX-License-Identifier: EUPL-1.2
"""One fact to its rows: the frame, a row per category, its files, and the next link of the chain."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from wijkregie.dossier import afspraken
from wijkregie.dossier.inhoud import Deel, canoniek, nieuw_zout, schakel, vastlegging, verdeel, verdeel_rectificatie
from wijkregie.dossier.opdracht import Bijlage, Nieuw
from wijkregie.dossier.versleuteling import DICHT, HELDER, Sleutelbos
from wijkregie.klok import ZONE
from wijkregie.norm.feiten.feit import RECTIFICATIE, Feit
from wijkregie.norm.model.vocabulaire import FeitType
from wijkregie.partijen.sessie import Sessie

if TYPE_CHECKING:
    from wijkregie.dossier.kern import Kern
    from wijkregie.dossier.laden import Geladen

_KADER = """insert into dossier_feit (gemeente, id, dossier, nr, soort, op, tijd, vastgelegd, rol, soort_organisatie, organisatie, namens, vastlegger,
    opent, over, van, herkomst, overgenomen, categorie, schakel)
    values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"""
_DEEL = """insert into dossier_deel (gemeente, feit, categorie, dossier, vastlegger, vorm, inhoud, zout, vastlegging)
    values (%s, %s, %s, %s, %s, %s, %s, %s, %s)"""
_BESTAND = """insert into dossier_bestand (gemeente, id, feit, categorie, dossier, vastlegger, mediatype, grootte, vorm, naam, naam_dicht,
    inhoud, zout, vastlegging) values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"""


def kader_json(dossier: UUID, f: Feit, moment: str, vastlegger: int, categorie: str, van: str | None, overgenomen: bool) -> dict[str, Any]:
    """The frame as the chain holds it: everything of the row but the link itself."""
    return {
        "dossier": str(dossier),
        "id": f.id,
        "nr": f.nr,
        "soort": f.soort,
        "op": f.op.isoformat(),
        "tijd": f.tijd,
        "vastgelegd": moment,
        "door": [f.door.rol, f.door.soort, f.door.organisatie],
        "namens": f.namens,
        "vastlegger": vastlegger,
        "opent": f.opent,
        "over": list(f.over),
        "van": van,
        "herkomst": f.herkomst,
        "overgenomen": overgenomen,
        "categorie": categorie,
    }


def _met_vastlegger(delen: list[Deel], categorie: str, door: dict[str, Any]) -> list[Deel]:
    """Who recorded it, in the row of that category: a fact can have fields of its own there, and a category has one row."""
    eigen = next((d.inhoud for d in delen if d.categorie == categorie), {})
    return [*(d for d in delen if d.categorie != categorie), Deel(categorie, {**eigen, ":door": door})]


def schrijf_feit(k: Kern, sessie: Sessie, g: Geladen, f: Feit, model: FeitType, nieuw: Nieuw) -> UUID:
    """Store a fact that was read and checked, and add it to the loaded dossier. `model`: of a rectification, the type of what it puts right."""
    bits = k.bits
    id_ = UUID(f.id)
    van = UUID(str(f.velden["van"])) if f.soort == RECTIFICATIE else None
    delen = verdeel_rectificatie(f.velden, model, f.reden) if van is not None else verdeel(f.velden, model, f.reden)
    delen = _met_vastlegger(delen, afspraken.systeemcategorie(g.code, "medewerker"), {"login": sessie.login, "naam": sessie.naam})
    rijen = []
    for d in delen:
        tekst, zout = canoniek(d.inhoud), nieuw_zout()
        rijen.append((d.categorie, tekst, zout, vastlegging(zout, tekst)))
    bestanden = [_bestand(b, model) for b in nieuw.bijlagen]
    vastleggingen = [(c, v) for c, _, _, v in rijen] + [(f"bestand {b[0]}", b[4]) for b in bestanden]
    toen = _na_de_vorige(k.nu, g)
    kader = kader_json(g.id, f, toen.isoformat(), sessie.organisatie, model.categorie, str(van) if van else None, nieuw.overgenomen)
    link = schakel(g.schakel, kader, vastleggingen)
    k.cursor.execute(
        _KADER,
        [
            k.gemeente, id_, g.id, f.nr, f.soort, f.op, f.tijd, toen, f.door.rol, f.door.soort,
            int(f.door.organisatie) if f.door.organisatie else None, f.namens, sessie.organisatie,
            f.opent, list(f.over), van, f.herkomst, nieuw.overgenomen, bits.bit[model.categorie], link,
        ],
    )  # fmt: skip
    bos = g.bos(k.cursor)
    k.cursor.executemany(
        _DEEL, [(k.gemeente, id_, bits.bit[c], g.id, sessie.organisatie, *_deel(g, bos, id_, bits.bit[c], c, t, z), v) for c, t, z, v in rijen]
    )
    for bid, categorie, bijlage, zout, v in bestanden:
        bit = bits.bit[categorie]
        k.cursor.execute(
            _BESTAND,
            [
                k.gemeente, bid, id_, bit, g.id, sessie.organisatie, bijlage.mediatype, len(bijlage.inhoud),
                *_inhoud(g, bos, id_, bid, bit, categorie, bijlage, zout), v,
            ],
        )  # fmt: skip
    g.feiten.append(f)
    g.laatste_nr, g.schakel, g.laatst = f.nr, link, toen
    g.vastleggers[f.id] = sessie.organisatie
    g.telt(sessie.organisatie, f.soort, (model.categorie, *(c for c, *_ in rijen)))
    return id_


def _deel(g: Geladen, bos: Sleutelbos, feit: UUID, bit: int, categorie: str, tekst: bytes, zout: bytes) -> tuple[int, bytes, bytes | None]:
    """Form, content and salt of a category row."""
    if categorie not in afspraken.versleuteld(g.code):
        return HELDER, tekst, zout
    return DICHT, bos.sluit_deel(feit, bit, zout, tekst), None


def _inhoud(
    g: Geladen, bos: Sleutelbos, feit: UUID, id_: UUID, bit: int, categorie: str, b: Bijlage, zout: bytes
) -> tuple[int, str | None, bytes | None, bytes, bytes | None]:
    """Form, name, encrypted name, content and salt of a file."""
    if categorie not in afspraken.versleuteld(g.code):
        return HELDER, b.naam, None, b.inhoud, zout
    naam, inhoud = bos.sluit_bestand(feit, bit, id_, zout, b.naam, b.inhoud)
    return DICHT, None, naam, inhoud, None


def _na_de_vorige(moment: datetime, g: Geladen) -> datetime:
    """Moments of recording rise within a dossier, so that a page can put facts in order without the number that stays in the core."""
    return moment if g.laatst is None or moment > g.laatst else (g.laatst + timedelta(microseconds=1)).astimezone(ZONE)


def _bestand(b: Bijlage, model: FeitType) -> tuple[UUID, str, Bijlage, bytes, bytes]:
    zout = nieuw_zout()
    return uuid4(), b.categorie or model.categorie, b, zout, bestand_vastlegging(zout, b.naam, b.mediatype, b.inhoud)


def bestand_vastlegging(zout: bytes, naam: str, mediatype: str, inhoud: bytes) -> bytes:
    """The commitment of a file: its name, kind and hash."""
    return vastlegging(zout, canoniek({"naam": naam, "mediatype": mediatype, "sha256": sha256(inhoud).hexdigest()}))
