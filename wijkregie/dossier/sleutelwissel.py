# SPDX-License-Identifier: EUPL-1.2
"""Another master key: every key in the database is wrapped anew. What the keys open is not touched, so it costs the same however much lies there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.db import connections, transaction

from wijkregie.dossier import kern
from wijkregie.dossier.versleuteling import OnleesbaarFout, hoofdsleutels, pak_uit, verpak

BROK: Final = 1000
_OUDE: Final = """select gemeente, dossier, categorie, hoofdsleutel, sleutel from dossier_sleutel where hoofdsleutel <> %s
    and (gemeente, dossier, categorie) > (%s, %s, %s) order by gemeente, dossier, categorie limit %s for update"""


def onbekend(gemeenten: Iterable[tuple[int, str]], ook: Iterable[str] = ()) -> list[str]:
    """The marks of master keys that wrap something here (`ook`: something of another room) and that this installation does not have."""
    merken = set(ook)
    for gemeente, code in gemeenten:
        with kern.in_kern(gemeente, code) as k:
            k.cursor.execute("select distinct hoofdsleutel from dossier_sleutel where gemeente = %s", [gemeente])
            merken |= {m for (m,) in k.cursor.fetchall()}
    return sorted(merken - set(hoofdsleutels()))


def vernieuw(databank: str = "eigenaar") -> tuple[int, int]:
    """As the owner of the tables, in pieces, so that it can be stopped and begun again. Gives how many were wrapped and how many did not open."""
    nieuwste = next(iter(hoofdsleutels()))
    n = mis = 0
    laatste = (0, "00000000-0000-0000-0000-000000000000", -1)
    while True:
        with transaction.atomic(using=databank), connections[databank].cursor() as c:
            c.execute(_OUDE, [nieuwste, *laatste, BROK])
            rijen = c.fetchall()
            if not rijen:
                return n, mis
            for gemeente, dossier, categorie, merk, verpakt in rijen:
                try:
                    sleutel = pak_uit(gemeente, dossier, categorie, merk, bytes(verpakt))
                except OnleesbaarFout:
                    mis += 1
                    continue
                c.execute(
                    "update dossier_sleutel set hoofdsleutel = %s, sleutel = %s where gemeente = %s and dossier = %s and categorie = %s",
                    [*verpak(gemeente, dossier, categorie, sleutel), gemeente, dossier, categorie],
                )
                n += 1
            laatste = rijen[-1][:3]
