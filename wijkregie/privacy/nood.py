# SPDX-License-Identifier: EUPL-1.2
"""Emergency access: somebody who sees a dossier opens categories of it for himself, for today and tomorrow, and says why.

It is told at once on the page of the dossier to whoever sees it, and the role that watches over privacy judges it afterwards. What an agreement
forbids to all roles of the member stays shut, and so does every category that the vocabulary does not mark `nood`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from django.db import connections

from wijkregie.delen.context import EIGEN_WERK, INZAGE
from wijkregie.delen.masker import bitreeks
from wijkregie.dossier import afspraken, kern
from wijkregie.dossier.opdracht import Onbekend
from wijkregie.dossier.toegang import Toegang
from wijkregie.dossier.versleuteling import GeenSleutel, Sleutelbos, SleutelKwijt
from wijkregie.klok import ZONE
from wijkregie.partijen.collegas import Weigering
from wijkregie.partijen.sessie import Sessie
from wijkregie.privacy import bewaren
from wijkregie.privacy.inrichten import mag_toezien

DAGEN: Final = 2  # days: today and tomorrow
KORTST, LANGST = 20, 1000  # characters of a reason
OORDELEN: Final = {"terecht": "Ja, dit was nodig", "onterecht": "Nee, dit had niet gemogen"}


# One judges neither oneself nor in a dossier in which one has an interest of one's own.
_VREEMD: Final = "login <> %s and not dossier = any (dossier_belang_van(%s, %s, %s))"


def _vreemd(sessie: Sessie) -> list[object]:
    return [sessie.login, sessie.gemeente, sessie.login, sessie.dag]


@dataclass(frozen=True, slots=True)
class Nood:
    """What the one who judges reads."""

    id: UUID
    dossier: UUID
    login: int
    organisatie: int
    categorieen: tuple[int, ...]
    reden: str
    moment: datetime
    uiterlijk: date | None  # the last day to judge it; None: the municipality chose no term


@dataclass(frozen=True, slots=True)
class Melding:
    """What everybody who sees the dossier reads."""

    organisatie: int
    van: date
    tot: date  # the first day on which it no longer holds


def te_openen(sessie: Sessie, dossier: UUID) -> tuple[str, ...]:
    """The categories that emergency access would open. Raises Onbekend."""
    with kern.in_kern(sessie.gemeente, sessie.gemeente_code) as k:
        return tuple(k.bits.namen(_dicht(k, sessie, dossier)))


def open_nood(sessie: Sessie, dossier: UUID, categorieen: Iterable[str], reden: str) -> None:
    """Open these categories for this member today and tomorrow. Raises Onbekend, Weigering."""
    if not KORTST <= len(reden.strip()) <= LANGST:
        raise Weigering(f"Schrijf in {KORTST} tot {LANGST} tekens waarom dit niet kan wachten.")
    with kern.in_kern(sessie.gemeente, sessie.gemeente_code) as k:
        dicht = _dicht(k, sessie, dossier)
        gevraagd = 0
        for c in categorieen:
            if c not in k.bits.bit or not dicht >> k.bits.bit[c] & 1:
                raise Weigering("Deze gegevens kunt u niet zo openen. Kies uit de lijst.")
            gevraagd |= 1 << k.bits.bit[c]
        if not gevraagd:
            raise Weigering("Kies welke gegevens u nodig heeft.")
        id_, tot = uuid4(), k.dag + timedelta(days=DAGEN)
        bits = [k.bits.bit[c] for c in k.bits.namen(gevraagd)]
        k.cursor.execute(
            "insert into delen_nood (gemeente, id, dossier, login, lidmaatschap, organisatie, categorieen, reden, moment, van, tot)"
            " values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                k.gemeente, id_, dossier, sessie.login, sessie.lidmaatschap, sessie.organisatie,
                bits, _sluit(k, dossier, id_, bits, "reden", reden), k.nu, k.dag, tot,
            ],
        )  # fmt: skip
        k.cursor.execute(
            "insert into delen_toegang (gemeente, dossier, id, sleutel, ding, doel, weg, bestaat, inhoud, eigen, lijst, volgorde, van, tot)"
            " select %s, d.id, %s, %s, null, %s, %s, %s::bit(256), %s::bit(256), false, 0, d.volgorde, %s, %s"
            " from dossier_dossier d where d.gemeente = %s and d.id = %s",
            [
                k.gemeente, id_, -sessie.lidmaatschap, EIGEN_WERK, INZAGE, bitreeks(gevraagd), bitreeks(gevraagd), k.dag, tot,
                k.gemeente, dossier,
            ],
        )  # fmt: skip


def _sluit(k: kern.Kern, dossier: UUID, id_: UUID, bits: list[int], wat: str, tekst: str) -> bytes:
    """Why is free text about somebody: it lies encrypted and goes with the dossier."""
    k.cursor.execute("select 1 from dossier_dossier where gemeente = %s and id = %s for update", [k.gemeente, dossier])  # one makes its keys
    try:
        return Sleutelbos(k.cursor, k.gemeente, dossier).sluit_nood(id_, min(bits), wat, tekst.strip())
    except SleutelKwijt:
        raise Weigering("Van deze gegevens ontbreekt de sleutel. Vraag de beheerder om de sleutels terug te zetten.") from None


def _open(k: kern.Kern, dossier: UUID, id_: UUID, bits: list[int], dicht: bytes) -> str:
    try:
        return Sleutelbos(k.cursor, k.gemeente, dossier).open_nood(id_, min(bits), "reden", bytes(dicht))
    except GeenSleutel:
        return "niet meer te lezen"


def _dicht(k: kern.Kern, sessie: Sessie, dossier: UUID) -> int:
    """The categories for an emergency that are shut to this session and not forbidden to all its roles."""
    g = k.laad_voor(sessie, dossier)
    z = k.zaak(g, k.omstandigheden(g))
    k.cursor.execute(
        "select bit_or(inhoud) from delen_toegang where gemeente = %s and dossier = %s and ding is null and weg = %s and van <= %s and tot > %s"
        " and sleutel = any(%s)",
        [k.gemeente, dossier, INZAGE, k.dag, k.dag, [*sessie.sleutels, -sessie.lidmaatschap]],
    )
    (open_,) = k.cursor.fetchone()
    alles = k.bits.masker(c for c, model in g.wereld.voc.categorieen.items() if model.nood and c in k.bits.bit)
    return alles & ~(open_ or 0) & ~Toegang(z, [], [], []).nooit(sessie.rollen)


def meldingen(sessie: Sessie, dossier: UUID) -> list[Melding]:
    """Emergency access in this dossier that holds today."""
    with connections["default"].cursor() as c:
        c.execute(
            "select organisatie, van, tot from delen_nood where gemeente = %s and dossier = %s and van <= %s and tot > %s order by van, organisatie",
            [sessie.gemeente, dossier, sessie.dag, sessie.dag],
        )
        return [Melding(*r) for r in c.fetchall()]


def te_beoordelen(sessie: Sessie, hoogstens: int = 50) -> list[Nood]:
    """What nobody judged yet, the oldest first; not one's own. Raises Onbekend for who may not."""
    if not mag_toezien(sessie):
        raise Onbekend
    with kern.in_kern(sessie.gemeente, sessie.gemeente_code) as k:
        k.cursor.execute(
            "select id, dossier, login, organisatie, categorieen, reden, moment from delen_nood"
            f" where gemeente = %s and oordeel is null and {_VREEMD} order by moment, id limit %s",
            [k.gemeente, *_vreemd(sessie), hoogstens],
        )
        t = bewaren.termijn(k, afspraken.protocollen(k.code), bewaren.OORDEELTERMIJN)

        def tot(m: datetime) -> date | None:
            return None if t is None else bewaren.tot(t, k, m.astimezone(ZONE).date())

        return [Nood(i, d, wie, o, tuple(bits), _open(k, d, i, bits, reden), m, tot(m)) for i, d, wie, o, bits, reden, m in k.cursor.fetchall()]


def oordeel(sessie: Sessie, id_: UUID, uitkomst: str, toelichting: str) -> None:
    """Judge it; what was not right ends at once. Raises Onbekend for who may not, Weigering."""
    if not mag_toezien(sessie):
        raise Onbekend
    if uitkomst not in OORDELEN:
        raise Weigering("Kies een oordeel.")
    if uitkomst == "onterecht" and not toelichting.strip():
        raise Weigering("Schrijf kort waarom dit niet had gemogen.")
    with kern.in_kern(sessie.gemeente, sessie.gemeente_code) as k:
        k.cursor.execute("select dossier, categorieen from delen_nood where gemeente = %s and id = %s", [k.gemeente, id_])
        rij = k.cursor.fetchone()
        gezegd = _sluit(k, rij[0], id_, rij[1], "toelichting", toelichting[:LANGST]) if rij else None
        k.cursor.execute(
            "update delen_nood set oordeel = %s, toelichting = %s, beoordeeld_door = %s, beoordeeld = %s"
            f" where gemeente = %s and id = %s and oordeel is null and {_VREEMD}",
            [uitkomst, gezegd, sessie.login, k.nu, k.gemeente, id_, *_vreemd(sessie)],
        )
        if not k.cursor.rowcount:
            raise Weigering("Dit is al beoordeeld, of u deed het zelf. Open de pagina opnieuw.")
        if uitkomst == "onterecht":
            k.cursor.execute("update delen_nood set tot = %s where gemeente = %s and id = %s", [k.dag, k.gemeente, id_])
            k.cursor.execute("delete from delen_toegang where gemeente = %s and id = %s and sleutel < 0", [k.gemeente, id_])
