# SPDX-License-Identifier: EUPL-1.2
"""Sending a letter is a fact: which letter, to whom, how, on whose authority, from which state, with the PDF itself as its file.

The id of that fact follows from the act, the way and how many went before: so the same letter sent twice is one fact, whoever pressed, and what was
sent is found back without a table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5

from wijkregie.dossier import afspraken, kern, lezen_feiten
from wijkregie.dossier.bestanden import bijlage
from wijkregie.dossier.lezen_feiten import Zicht
from wijkregie.dossier.opdracht import Bijlage, Geweigerd, Gewijzigd, Nieuw, Onbekend, Opdracht
from wijkregie.norm.feiten.feit import Feit
from wijkregie.partijen.sessie import Sessie
from wijkregie.stukken import haak, papier
from wijkregie.stukken.haak import Zending
from wijkregie.stukken.maken import Controle, Gemaakt
from wijkregie.stukken.model import MAIL
from wijkregie.stukken.vormen import Vorm

VERSTUURD: Final = "brief.verstuurd"
_SOORT: Final = uuid5(NAMESPACE_URL, "wijkregie:brief")
_KEREN: Final = 3
"""How often a letter is made again because somebody recorded something while it was made."""


class Onvolledig(Exception):
    """The letter lacks what the agreement asks, or something that makes it a letter: it is not made."""

    def __init__(self, mist: tuple[Controle, ...]) -> None:
        super().__init__(f"{len(mist)} ontbreken")  # no content: this ends up in logs
        self.mist = mist


class GeenWeg(Exception):
    """The agreement does not let this letter go in this way."""


class Veranderd(Exception):
    """The letter is no longer the one that was handed over."""


@dataclass(frozen=True, slots=True)
class Mail:
    """To which address; and of a letter of which nobody knows whether it went: that it arrived, or that it did not and goes again."""

    naar: str = field(repr=False)
    aangekomen: bool = False
    opnieuw: bool = False


Maak = Callable[[], tuple[Feit, Gemaakt]]


@dataclass(frozen=True, slots=True)
class Verstuurd:
    """A letter that went. `feit`: the fact that says so."""

    feit: Feit
    weg: str


def kan(gemeente: str) -> bool:
    """Does the vocabulary know that a letter was sent?"""
    return any(f.systeem == VERSTUURD for f in afspraken.wereld(gemeente).feiten.values())


def verstuurd(vorm: Vorm, handeling: str, zicht: Zicht) -> list[Verstuurd]:
    """How this letter went so far, oldest first, as far as this session may see."""
    uit = [Verstuurd(f, weg) for weg in vorm.model.wegen for f in _eerder(handeling, weg, zicht)]
    return sorted(uit, key=lambda v: v.feit.sleutel)


def _id(handeling: str, weg: str, n: int) -> UUID:
    return uuid5(_SOORT, f"{handeling}|{weg}|{n}")


def _eerder(handeling: str, weg: str, zicht: Zicht) -> Iterator[Feit]:
    n = 0
    while (f := zicht.alle.get(str(_id(handeling, weg, n)))) is not None:
        yield f
        n += 1


def kenmerk(vorm: Vorm, handeling: str, weg: str, zicht: Zicht) -> UUID:
    """Of the fact that will say that this letter went in this way, the next time that it goes."""
    return _id(handeling, weg, len(list(_eerder(handeling, weg, zicht))))


def verstuur(sessie: Sessie, dossier: UUID, vorm: Vorm, weg: str, maak: Maak, mail: Mail | None = None) -> tuple[UUID, bool]:
    """Record that a letter went, with its PDF; gives the fact, and whether it had gone already as it stands now. `maak` makes the letter anew from
    the state as it is then: what was known is what it was made from, and nothing was recorded in between.

    Raises Onvolledig, GeenWeg, Geweigerd, Gewijzigd, Onbekend; by mail also NietAangenomen, NietZeker, Veranderd.
    """
    if weg not in vorm.model.wegen or (weg == MAIL) != (mail is not None):
        raise GeenWeg
    for keer in range(_KEREN):
        stand = kern.kenmerk_van(sessie, dossier)
        f, gemaakt = maak()
        if mist := gemaakt.mist_voor(weg):
            raise Onvolledig(mist)
        al = list(_eerder(f.id, weg, lezen_feiten.feiten(sessie, dossier)))
        afdruk = gemaakt.inhoud.afdruk
        if al and al[-1].velden.get("afdruk") == afdruk:
            return UUID(al[-1].id), True
        id_ = _id(f.id, weg, len(al))
        blad = bijlage(f"{vorm.naam}.pdf", papier.pdf(gemaakt.inhoud, concept=False), eigen=True)
        opdracht = _opdracht(sessie, dossier, vorm, weg, f, gemaakt, id_, blad, stand if mail is None else None)
        if mail is not None:
            if bezwaren := [b for _, _, lijst in kern.proef(sessie, opdracht).values() for b in lijst]:
                raise Geweigerd(bezwaren)  # before the service is called: that cannot be called back
            _mail(sessie, dossier, mail, Zending(id_, mail.naar, blad.naam, blad.inhoud, afdruk))
        try:
            uit = kern.leg_vast(sessie, opdracht)
            if mail is not None:
                haak.klaar(sessie, id_)
            return uit.feiten[0], uit.herhaald
        except Gewijzigd:
            if keer == _KEREN - 1:
                raise
        except Onbekend:  # a colleague sent it at this very moment, or it is not for this session
            if keer == _KEREN - 1 or not lezen_feiten.zichtbare(dossier, [id_]):
                raise
    raise AssertionError


def _mail(sessie: Sessie, dossier: UUID, mail: Mail, z: Zending) -> None:
    """Hand it over; or, of one of which nobody knew and that a person says arrived: only see that it is the same letter."""
    if not mail.aangekomen:
        return haak.geef(sessie, dossier, z, opnieuw=mail.opnieuw)
    toen = haak.onderweg(sessie, [z.kenmerk]).get(z.kenmerk)
    if toen is None or toen.stand != haak.ONZEKER:
        raise GeenWeg
    if toen.afdruk != z.afdruk:
        raise Veranderd


def _opdracht(
    sessie: Sessie, dossier: UUID, vorm: Vorm, weg: str, f: Feit, gemaakt: Gemaakt, id_: UUID, blad: Bijlage, stand: str | None
) -> Opdracht:
    """`stand`: of which the letter was made, refused if it is no longer so. None of what cannot be called back: that it went is true all the same."""
    inhoud = gemaakt.inhoud
    velden = {
        "brief": inhoud.betreft,
        "aan": vorm.model.aan,
        "weg": weg,
        "bekend_op": sessie.dag.isoformat(),
        "afdruk": inhoud.afdruk,
        **({"getekend_door": f.door.rol} if f.door.rol else {}),
    }
    ruw = {
        "feit": afspraken.systeemfeit(sessie.gemeente_code, VERSTUURD),
        "op": sessie.dag.isoformat(),
        "over": [f.opent] if f.opent else [],
        "velden": velden,
    }
    wat = f"{id_}|{inhoud.afdruk}".encode()
    verwacht = {dossier: stand} if stand is not None else {}
    return Opdracht(uuid5(id_, inhoud.afdruk), (Nieuw(dossier, id_, ruw, bijlagen=(blad,)),), verwacht=verwacht, verzonden=wat)
