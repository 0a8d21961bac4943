# SPDX-License-Identifier: EUPL-1.2
"""The package for the person concerned: asked for by a reviewer, made by a job as data (JSON) and paper (PDF), encrypted, emptied after 30 days."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, Literal
from uuid import UUID, uuid4

import typst
from django.db import transaction
from procrastinate.exceptions import AlreadyEnqueued

from wijkregie.dossier import afspraken, kern, meelezers
from wijkregie.dossier.lezen import rijen
from wijkregie.dossier.opdracht import Nieuw, Onbekend, Opdracht, Uitslag
from wijkregie.dossier.personen import PERSOON
from wijkregie.dossier.versleuteling import OnleesbaarFout
from wijkregie.klok import ZONE
from wijkregie.norm.protocol.normtekst import normtekst
from wijkregie.partijen.sessie import Sessie
from wijkregie.privacy import inzage, kluis
from wijkregie.privacy.gronden import GRONDEN
from wijkregie.privacy.inzage import Gewijzigd, Stuk
from wijkregie.privacy.verzoeken import INZAGE, mag_behandelen
from wijkregie.privacy.woorden import als_json, dag

BEWAARD: Final = timedelta(days=30)
SJABLOON: Final = Path(__file__).parent / "sjablonen" / "inzage.typ"
Vorm = Literal["json", "pdf"]
KOLOM: Final[dict[str, str]] = {"json": "gegevens", "pdf": "pdf"}


class NogOpen(Exception):
    """Some items were not looked at yet."""


@dataclass(frozen=True, slots=True)
class Pakket:
    id: UUID
    gevraagd: datetime
    gemaakt: datetime | None
    mislukt: bool
    vervalt: date | None
    telling: dict[str, Any]
    afdruk: str | None
    er: bool  # its content is still there


# ask and fetch


def vraag(sessie: Sessie, verzoek: UUID) -> UUID:
    """Ask for a package of what was decided. Raises NogOpen, also for what was put right since somebody decided about it;
    Onbekend where the session may not, ZelfVastgelegd."""
    if not mag_behandelen(sessie) or not inzage.stukken(sessie, verzoek):
        raise Onbekend
    inzage.verzamel(sessie, verzoek)
    if any(s.open for s in inzage.stukken(sessie, verzoek)):
        raise NogOpen
    id_ = uuid4()
    with kern.in_kern(sessie.gemeente, sessie.gemeente_code) as k:
        if not k.ziet(sessie, verzoek):
            raise Onbekend
        k.cursor.execute(
            "insert into privacy_pakket (gemeente, id, verzoek, login, dossiers, gevraagd) select %s, %s, %s, %s, array_agg(distinct dossier), %s"
            " from privacy_stuk where gemeente = %s and verzoek = %s",
            [k.gemeente, id_, verzoek, sessie.login, k.nu, k.gemeente, verzoek],
        )
        _laat_maken(k.gemeente, k.code, id_)
    return id_


def _laat_maken(gemeente: int, code: str, pakket: UUID) -> None:
    from wijkregie.privacy.taken import maak_pakket

    with suppress(AlreadyEnqueued), transaction.atomic(using=kern.KERN):
        maak_pakket.configure(queueing_lock=str(pakket)).defer(gemeente=gemeente, code=code, pakket=str(pakket))


def pakketten(sessie: Sessie, verzoek: UUID) -> list[Pakket]:
    """The packages of a request, newest first."""
    gevonden = rijen(
        "select id, gevraagd, gemaakt, mislukt, vervalt, telling, afdruk, zout is not null from privacy_pakket where gemeente = %s and verzoek = %s"
        " order by gevraagd desc",
        [sessie.gemeente, verzoek],
    )
    return [Pakket(r[0], r[1], r[2], r[3], r[4], _json(r[5]), r[6], r[7]) for r in gevonden]


def _json(v: Any) -> dict[str, Any]:
    uit: dict[str, Any] = json.loads(v) if isinstance(v, (str, bytes)) else v or {}
    return uit


def haal(sessie: Sessie, verzoek: UUID, pakket: UUID, vorm: Vorm) -> bytes | None:
    """A package to give to the person; None: not there, not yet or not any more."""
    gevonden = rijen(
        f"select hoofdsleutel, zout, {KOLOM[vorm]} from privacy_pakket"
        " where gemeente = %s and verzoek = %s and id = %s and zout is not null and vervalt > %s",
        [sessie.gemeente, verzoek, pakket, sessie.dag],
    )
    return _open(pakket, vorm, *gevonden[0]) if gevonden else None


def _open(pakket: UUID, vorm: str, merk: str, zout: Any, dicht: Any) -> bytes:
    return kluis.open_(merk, bytes(zout), f"{pakket}|{vorm}", bytes(dicht))


def gegeven(sessie: Sessie, verzoek: UUID, p: Pakket, sleutel: UUID) -> Uitslag:
    """Record that this package was given: what was given and left out, by its print. Raises Geweigerd."""
    weg = [{"grond": GRONDEN[g].tekst, "aantal": n} for g, n in p.telling.get("weggelaten", {}).items()]
    velden = {"meegegeven": p.telling["meegegeven"], "weggelaten": weg, "dossiers": p.telling["dossiers"], "afdruk": p.afdruk}
    ruw = {"feit": afspraken.systeemfeit(sessie.gemeente_code, INZAGE), "op": sessie.dag.isoformat(), "velden": velden}
    return kern.leg_vast(sessie, Opdracht(sleutel, (Nieuw(verzoek, uuid4(), ruw),)))


# make


def maak(gemeente: int, code: str, pakket: UUID) -> bool:
    """Make a package that was asked for; False: it is made already. Raises Gewijzigd for what nobody saw as it stands now."""
    with kern.in_kern(gemeente, code) as k:
        k.cursor.execute("select verzoek, gemaakt from privacy_pakket where gemeente = %s and id = %s for update", [gemeente, pakket])
        rij = k.cursor.fetchone()
        if rij is None or rij[1] is not None:
            return False
        lijst = _lijst(k, rij[0])
        if any(s.open for s in lijst):
            raise Gewijzigd
        data = gegevens(k, rij[0], lijst)
        tekst = als_json(data)
        merk, zout = kluis.nieuwste(), kluis.nieuw_zout()
        k.cursor.execute(
            "update privacy_pakket set gemaakt = %s, mislukt = false, vervalt = %s, telling = %s, afdruk = %s, hoofdsleutel = %s, zout = %s,"
            " gegevens = %s, pdf = %s where gemeente = %s and id = %s",
            [
                k.nu, k.dag + BEWAARD, json.dumps(inzage.telling(lijst)), sha256(tekst).hexdigest(), merk, zout,
                kluis.sluit(merk, zout, f"{pakket}|json", tekst), kluis.sluit(merk, zout, f"{pakket}|pdf", papier(data)), gemeente, pakket,
            ],
        )  # fmt: skip
    return True


def mislukt(gemeente: int, code: str, pakket: UUID) -> None:
    with kern.in_kern(gemeente, code) as k:
        k.cursor.execute("update privacy_pakket set mislukt = true where gemeente = %s and id = %s and gemaakt is null", [gemeente, pakket])


def vernietig(gemeente: int, code: str) -> int:
    """Empty the packages whose day has come, salt first of all; gives how many."""
    with kern.in_kern(gemeente, code) as k:
        k.cursor.execute(
            "update privacy_pakket set zout = null, gegevens = null, pdf = null where gemeente = %s and zout is not null and vervalt <= %s",
            [gemeente, k.dag],
        )
        return int(k.cursor.rowcount)


def merken(gemeente: int, code: str) -> set[str]:
    """The marks of the master keys that packages lie under."""
    with kern.in_kern(gemeente, code) as k:
        k.cursor.execute("select distinct hoofdsleutel from privacy_pakket where gemeente = %s and zout is not null", [gemeente])
        return {m for (m,) in k.cursor.fetchall()}


def vernieuw(gemeente: int, code: str) -> tuple[int, int]:
    """Every package under the newest master key, one at a time; gives how many and how many did not open."""
    n = mis = 0
    with kern.in_kern(gemeente, code) as k:
        k.cursor.execute(
            "select id from privacy_pakket where gemeente = %s and zout is not null and hoofdsleutel <> %s order by id",
            [gemeente, kluis.nieuwste()],
        )
        lijst = [r[0] for r in k.cursor.fetchall()]
    for id_ in lijst:
        try:
            n += _vernieuw(gemeente, code, id_)
        except OnleesbaarFout:
            mis += 1
    return n, mis


def _vernieuw(gemeente: int, code: str, id_: UUID) -> int:
    with kern.in_kern(gemeente, code) as k:
        k.cursor.execute("select hoofdsleutel, zout, gegevens, pdf from privacy_pakket where gemeente = %s and id = %s for update", [gemeente, id_])
        merk, zout, *inhoud = k.cursor.fetchone()
        if zout is None:  # its day came in between
            return 0
        nieuw, zout_na = kluis.nieuwste(), kluis.nieuw_zout()
        delen = [kluis.sluit(nieuw, zout_na, f"{id_}|{v}", _open(id_, v, merk, zout, x)) for v, x in zip(("json", "pdf"), inhoud, strict=True)]
        k.cursor.execute(
            "update privacy_pakket set hoofdsleutel = %s, zout = %s, gegevens = %s, pdf = %s where gemeente = %s and id = %s",
            [nieuw, zout_na, *delen, gemeente, id_],
        )
        return 1


def _lijst(k: kern.Kern, verzoek: UUID) -> list[Stuk]:
    k.cursor.execute(inzage.STUKKEN, [k.gemeente, verzoek])
    return [inzage.als_stuk(r) for r in k.cursor.fetchall()]


def gegevens(k: kern.Kern, verzoek: UUID, lijst: list[Stuk]) -> dict[str, Any]:
    """The package as data."""
    k.cursor.execute("select nummer from dossier_dossier where gemeente = %s and id = %s", [k.gemeente, verzoek])
    nummer = k.cursor.fetchone()[0]
    k.cursor.execute("select naam from partijen_gemeente where id = %s", [k.gemeente])
    gemeente = k.cursor.fetchone()[0]
    k.cursor.execute(
        "select tekst from dossier_kop where gemeente = %s and dossier = %s and soort = %s and volgorde = 0", [k.gemeente, verzoek, PERSOON]
    )
    naam = next((r[0] for r in k.cursor.fetchall()), "")
    per: dict[UUID, list[Stuk]] = {}
    for s in lijst:
        per.setdefault(s.dossier, []).append(s)
    telling = inzage.telling(lijst)
    return {
        "versie": 1,
        "gemeente": gemeente,
        "gemaakt": dag(k.dag),
        "verzoek": nummer,
        "naam": naam,
        "dossiers": [_dossier(k, d, stukken) for d, stukken in per.items()],
        "weggelaten": [
            {"tekst": GRONDEN[g].voor_betrokkene, "norm": _norm(GRONDEN[g].norm), "aantal": n} for g, n in sorted(telling["weggelaten"].items())
        ],
        "gelezen": _gelezen(k, list(per)),
    }


def _dossier(k: kern.Kern, dossier: UUID, stukken: list[Stuk]) -> dict[str, Any]:
    k.cursor.execute(
        "select nummer, soort, protocollen, begonnen, gesloten_op from dossier_dossier where gemeente = %s and id = %s", [k.gemeente, dossier]
    )
    nummer, _, protocollen, begonnen, gesloten = k.cursor.fetchone()
    titels = {v.naam: v.kop.titel for v in afspraken.bibliotheek().alles() if v.gemeente == k.code}
    mee = [s for s in stukken if s.mee]
    teksten = inzage.inhoud_van(k, dossier, mee, zoals_beoordeeld=True)
    items = sorted((teksten[s.sleutel] for s in mee if s.sleutel in teksten), key=lambda i: i.op)
    return {
        "nummer": nummer,
        "afspraken": [titels.get(p, p) for p in protocollen],
        "begonnen": dag(begonnen),
        "tot": f"Het dossier is gesloten op {dag(gesloten)}. Daarna geldt de bewaartermijn van de gemeente." if gesloten
        else "Zolang het dossier loopt, en daarna zo lang als de bewaartermijn van de gemeente.",
        "gegevens": [
            {
                "op": dag(i.op),
                "wat": i.titel,
                "soort": i.categorie,
                "inhoud": [{"vraag": a.vraag, "antwoord": a.antwoord} for a in i.antwoorden],
                "van": i.van,
                "ingetrokken": i.ingetrokken,
                "waarom": [_norm(n) for n in i.normen],
            }
            for i in items
        ],
        "gedeeld": _gedeeld(k, dossier),
    }  # fmt: skip


def _gedeeld(k: kern.Kern, dossier: UUID) -> list[dict[str, Any]]:
    """Who may read what of it today, by the agreement."""
    k.cursor.execute("select id, naam from partijen_organisatie where gemeente = %s", [k.gemeente])
    namen = dict(k.cursor.fetchall())
    voc = afspraken.wereld(k.code).voc.categorieen
    uit = []
    for o, (inhoud, bestaat) in sorted(meelezers.per_organisatie(k, dossier).items()):
        soorten = [voc[c].naam or c for c in k.bits.namen(inhoud | bestaat) if c in voc]
        if soorten:
            uit.append({"wie": namen.get(o, ""), "wat": soorten})
    return uit


def _gelezen(k: kern.Kern, dossiers: list[UUID]) -> list[dict[str, Any]]:
    """Who looked at it: per organisation and role how often, when first and last, and at which kinds. No names of staff."""
    k.cursor.execute(
        "select l.organisatie, l.rollen, l.moment, l.dossiers, l.categorieen from privacy_lezing l where l.gemeente = %s and l.dossiers && %s",
        [k.gemeente, dossiers],
    )
    w = afspraken.wereld(k.code)
    welke = set(dossiers)
    per: dict[tuple[int, tuple[str, ...]], tuple[int, datetime, datetime, int]] = {}
    for o, rollen, moment, ds, maskers in k.cursor.fetchall():
        masker = 0
        for d, m in zip(ds, maskers, strict=True):
            masker |= m if d in welke else 0
        n, eerst, laatst, al = per.get((o, tuple(rollen)), (0, moment, moment, 0))
        per[o, tuple(rollen)] = (n + 1, min(eerst, moment), max(laatst, moment), al | masker)
    k.cursor.execute("select id, naam from partijen_organisatie where gemeente = %s", [k.gemeente])
    namen = dict(k.cursor.fetchall())
    return [
        {
            "wie": namen.get(o, ""),
            "rol": ", ".join(w.rollen[r].naam or r for r in rollen if r in w.rollen),
            "keren": n,
            "eerst": dag(eerst.astimezone(ZONE).date()),
            "laatst": dag(laatst.astimezone(ZONE).date()),
            "wat": [w.voc.categorieen[c].naam or c for c in k.bits.namen(masker) if c in w.voc.categorieen],
        }
        for (o, rollen), (n, eerst, laatst, masker) in sorted(per.items(), key=lambda x: (namen.get(x[0][0], ""), x[0][1]))
    ]


def _norm(id_: str) -> str:
    n = normtekst(id_)
    return f"{n.tekst} ({id_})" if n is not None else id_


def papier(data: dict[str, Any]) -> bytes:
    """The same on paper: PDF/A and PDF/UA. The data go in as data, so nothing in them is ever read as markup."""
    pdf: bytes = typst.compile(SJABLOON, sys_inputs={"gegevens": json.dumps(data, ensure_ascii=False)}, pdf_standards=["a-2a", "ua-1"])
    return pdf
