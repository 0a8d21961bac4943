# SPDX-License-Identifier: EUPL-1.2
"""Masks hold more categories than the bits of a number, in Python, in a column and in the policies."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkregie.delen.masker import BREEDTE, bitreeks, kolommen, masker

BITS = st.sets(st.integers(0, BREEDTE - 1), max_size=12)


def van(bits: set[int]) -> int:
    return sum(1 << b for b in bits)


@given(BITS)
def test_a_mask_is_the_same_there_and_back(bits: set[int]) -> None:
    m = van(bits)
    assert masker(bitreeks(m)) == m and len(bitreeks(m)) == BREEDTE
    assert {i for i, b in enumerate(bitreeks(m)) if b == "1"} == bits
    assert kolommen({"masker": m, "naam": "x"}) == {"masker": bitreeks(m), "naam": "x"}


@pytest.mark.parametrize("verkeerd", [-1, 1 << BREEDTE])
def test_what_does_not_fit_is_refused(verkeerd: int) -> None:
    with pytest.raises(ValueError):
        bitreeks(verkeerd)


def test_the_database_asks_and_joins_masks_of_any_width(duinveste: Any) -> None:
    """More than 63 categories: the bit of a category, all of several, and several masks together, as Python says."""

    @settings(max_examples=40, deadline=None)
    @given(BITS, BITS, st.integers(0, BREEDTE - 1))
    def vergelijk(a: set[int], b: set[int], bit: int) -> None:
        m, n = van(a), van(b)
        ((heeft, alle, samen),) = duinveste.databank.beheer(
            "select get_bit(x, %s) = 1, x = x & y, (select bit_or(z) from (values (x), (y)) v (z))"
            " from (select %s::bit(256) as x, %s::bit(256) as y) q",
            bit, bitreeks(m), bitreeks(n),
        )  # fmt: skip
        assert (heeft, alle, samen) == (bit in a, a <= b, m | n)

    vergelijk()


def test_a_fact_in_a_category_past_the_sixty_third_is_seen_by_who_is_granted_it_alone(duinveste: Any) -> None:
    d = duinveste.begin("femke")
    f = duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder", omschrijving="Harde muziek")
    b = duinveste.databank.beheer
    deel, hier = "select count(*) from dossier_deel where feit = %s", "soort = 'klacht_ontvangen'"
    assert duinveste.ziet("harm", "dossier_feit", "count(*)", hier) == [(1,)]
    b("alter table dossier_feit disable trigger user")
    try:
        _hoog(duinveste, d, f, hier)
    finally:
        b("alter table dossier_feit enable trigger user")
    assert b(deel, f)


def _hoog(duinveste: Any, d: Any, f: Any, hier: str) -> None:
    b = duinveste.databank.beheer
    for hoog in (127, 128, 200, 255):  # none that the vocabulary uses
        b("update dossier_feit set categorie = %s where id = %s", hoog, f)
        assert duinveste.ziet("harm", "dossier_feit", "count(*)", hier) == [(0,)], hoog
        b("update delen_toegang set bestaat = set_bit(bestaat, %s, 1) where dossier = %s and doel <> 0", hoog, d)
        assert duinveste.ziet("harm", "dossier_feit", "count(*)", hier) == [(1,)], hoog
        b("update delen_toegang set bestaat = set_bit(bestaat, %s, 0) where dossier = %s", hoog, d)
