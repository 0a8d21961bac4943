# SPDX-License-Identifier: EUPL-1.2
"""Handing a letter to the secure mail service of the municipality: a function that it names itself (`BRIEF_MAILHAAK`), or none.

At most once: that it is handed over is written down, in a transaction of its own, before the service is called. What refuses says so and may be tried
again; of anything else (no answer, a crash) nobody knows whether it went, so nothing goes again until a person asked the receiver.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from wijkregie.dossier import kern
from wijkregie.partijen.sessie import Sessie

log = logging.getLogger("wijkregie.post")
BEZIG: Final = "bezig"
"""The service has it now; who asks meanwhile does not send it too. After BEDENKTIJD it is as if it never answered."""
ONZEKER: Final = "onzeker"
GEWEIGERD: Final = "geweigerd"
BEDENKTIJD: Final = timedelta(minutes=10)


class NietAangenomen(Exception):
    """The service did not take the letter, for certain. The text says why, in a few words for who sends it, and holds nothing of the letter."""


class NietZeker(Exception):
    """Nobody knows whether the letter went."""


@dataclass(frozen=True, slots=True)
class Zending:
    """What the service gets. `kenmerk`: the same each time for the same letter, and of no person; the name of the file names nobody either."""

    kenmerk: UUID
    naar: str = field(repr=False)
    naam: str
    pdf: bytes = field(repr=False)
    afdruk: str


Haak = Callable[[Zending], None]


@dataclass(frozen=True, slots=True)
class Onderweg:
    """A letter that was handed over and of which no fact says that it went."""

    stand: str
    reden: str
    afdruk: str  # of the letter that was handed over


def haak() -> Haak | None:
    """The function of the municipality."""
    naam: str | None = settings.BRIEF_MAILHAAK
    return import_string(naam) if naam else None


def onderweg(sessie: Sessie, ids: Iterable[UUID]) -> dict[UUID, Onderweg]:
    """Of these letters of the own organisation."""
    lijst = list(ids)
    if not lijst:
        return {}
    with kern.in_kern(sessie.gemeente, sessie.gemeente_code) as k:
        k.cursor.execute(
            "select id, stand, reden, afdruk from stukken_zending where gemeente = %s and organisatie = %s and id = any(%s)",
            [k.gemeente, sessie.organisatie, lijst],
        )
        return {i: Onderweg(ONZEKER if stand == BEZIG else stand, *rest) for i, stand, *rest in k.cursor.fetchall()}


def geef(sessie: Sessie, dossier: UUID, z: Zending, *, opnieuw: bool = False) -> None:
    """Hand a letter over, once. `opnieuw`: a person asked and it did not arrive. Raises NietAangenomen, NietZeker."""
    doe = haak()
    if doe is None:
        raise NietAangenomen("er is geen dienst voor beveiligde mail ingesteld")
    if not _begin(sessie, dossier, z, opnieuw=opnieuw):
        raise NietZeker
    try:
        doe(z)
    except NietAangenomen as e:
        log.warning("brief niet aangenomen door de maildienst")
        _zet(sessie, z.kenmerk, GEWEIGERD, str(e)[:200])
        raise
    except Exception as e:  # of a service that we do not know: its text may hold anything
        log.warning("brief misschien niet aangenomen door de maildienst: %s", type(e).__name__)
        _zet(sessie, z.kenmerk, ONZEKER, "")
        raise NietZeker from None


def _begin(sessie: Sessie, dossier: UUID, z: Zending, *, opnieuw: bool) -> bool:
    """Write down that it is handed over; no if it was already and nobody knows what came of that."""
    mag = [GEWEIGERD, ONZEKER] if opnieuw else [GEWEIGERD]
    with kern.in_kern(sessie.gemeente, sessie.gemeente_code) as k:
        k.cursor.execute(
            "insert into stukken_zending (gemeente, id, dossier, organisatie, stand, afdruk, sinds) values (%s, %s, %s, %s, %s, %s, %s)"
            " on conflict (gemeente, id) do update set stand = excluded.stand, reden = '', afdruk = excluded.afdruk, sinds = excluded.sinds"
            " where stukken_zending.stand = any(%s) or (%s and stukken_zending.stand = %s and stukken_zending.sinds < %s) returning 1",
            [k.gemeente, z.kenmerk, dossier, sessie.organisatie, BEZIG, z.afdruk, k.nu, mag, opnieuw, BEZIG, k.nu - BEDENKTIJD],
        )
        return k.cursor.fetchone() is not None


def _zet(sessie: Sessie, id_: UUID, stand: str, reden: str) -> None:
    with kern.in_kern(sessie.gemeente, sessie.gemeente_code) as k:
        k.cursor.execute("update stukken_zending set stand = %s, reden = %s where gemeente = %s and id = %s", [stand, reden, k.gemeente, id_])


def klaar(sessie: Sessie, id_: UUID) -> None:
    """A fact says that it went."""
    with kern.in_kern(sessie.gemeente, sessie.gemeente_code) as k:
        k.cursor.execute("delete from stukken_zending where gemeente = %s and id = %s", [k.gemeente, id_])
