# SPDX-License-Identifier: EUPL-1.2
"""What the parties give to the derivation of a dossier."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from wijkregie.partijen.context import binnen
from wijkregie.partijen.importeren import importeer
from wijkregie.partijen.omgeving import Omgeving, omgeving, omstandigheden

Nummer = Callable[..., int]


def lees(gemeente: int) -> Omgeving:
    with binnen("kern", gemeente=gemeente):
        return omgeving(gemeente)


def test_an_area_is_a_wijk_then_a_stadsdeel(gemeenten: tuple[int, int], nummer: Nummer) -> None:
    o = lees(gemeenten[0])
    duinwijk, noord = (nummer("gebied", gemeente=gemeenten[0], code=c) for c in ("duinwijk", "noord"))
    assert o.gebied_van("duinWIJK ") == duinwijk
    assert o.gebied_van("Duinveste Noord") == noord
    assert o.gebied_van("Nergens") is None
    assert o.gebied_en_ouders(duinwijk) == (duinwijk, noord)
    assert o.gebied_en_ouders(None) == ()


def test_who_fills_a_role_here_or_everywhere(gemeenten: tuple[int, int], nummer: Nummer) -> None:
    een = gemeenten[0]
    helm, stadsdeel = (str(nummer("organisatie", gemeente=een, code=c)) for c in ("helm", "stadsdeel"))
    team = str(nummer("team", gemeente=een, code="oost"))
    with binnen("kern", gemeente=een):
        om = omstandigheden(een, nummer("gebied", gemeente=een, code="duinwijk"))
        zuid = omstandigheden(een, nummer("gebied", gemeente=een, code="zuid"))
        nergens = omstandigheden(een, None)
    assert om.gebied == "Duinwijk"
    assert [(b.rol, b.organisatie, b.gebied, b.team) for b in om.bezetting] == [
        ("woningcorporatie", helm, None, None),
        ("contactpersoon", helm, None, team),
        ("treiterregisseur", stadsdeel, None, None),
    ]
    assert [(b.rol, b.van, b.tot) for b in zuid.bezetting] == [
        ("woningcorporatie", date(2025, 1, 1), date.max),
        ("treiterregisseur", date(2026, 1, 1), date(2026, 3, 31)),
    ]
    assert [b.rol for b in nergens.bezetting] == ["woningcorporatie"]
    assert [(c.van, c.tot) for c in om.convenanten] == [(date(2025, 1, 1), date.max), (date(2025, 1, 1), date(2026, 6, 30))]
    assert om.keuzes == (("streefdag_mzwo", date(2026, 2, 1), "uit"),)


def test_it_is_read_once_until_something_is_written(gemeenten: tuple[int, int], databank: Any) -> None:
    eerst = lees(gemeenten[0])
    assert lees(gemeenten[0]) is eerst
    assert lees(gemeenten[1]) is not eerst
    with binnen("eigenaar", gemeente=gemeenten[0]), databank.eigenaar.cursor() as c:
        c.execute("UPDATE partijen_keuze SET optie = 'aan'")
    vers = lees(gemeenten[0])
    assert vers.keuzes == (("streefdag_mzwo", date(2026, 2, 1), "aan"),)
    assert lees(gemeenten[0]) is vers


def test_what_was_rolled_back_is_never_served(gemeenten: tuple[int, int], databank: Any) -> None:
    """The writer caches his own view, rolls back, and the next writer must not get the same stamp."""
    with pytest.raises(RuntimeError), binnen("eigenaar", gemeente=gemeenten[0]):
        with databank.eigenaar.cursor() as c:
            c.execute("UPDATE partijen_keuze SET optie = 'spook'")
        assert omgeving(gemeenten[0], databank="eigenaar").keuzes[0][2] == "spook"
        raise RuntimeError
    assert lees(gemeenten[0]).keuzes[0][2] == "uit"
    with binnen("eigenaar", gemeente=gemeenten[0]), databank.eigenaar.cursor() as c:
        c.execute("UPDATE partijen_keuze SET optie = 'aan'")
    assert lees(gemeenten[0]).keuzes[0][2] == "aan"


def test_without_context_nothing_is_remembered(gemeenten: tuple[int, int]) -> None:
    with transaction.atomic(using="kern"):
        assert omgeving(gemeenten[0]).bezetting == ()
    assert lees(gemeenten[0]).bezetting


def test_importing_the_same_again_keeps_the_stamp(gemeenten: tuple[int, int], duinveste: Any) -> None:
    eerst = lees(gemeenten[0])
    importeer(duinveste)
    assert lees(gemeenten[0]) is eerst
