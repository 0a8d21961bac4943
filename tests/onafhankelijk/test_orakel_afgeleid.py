# SPDX-License-Identifier: EUPL-1.2
"""Every row of orakel/afgeleid.yaml on the core. What differs or cannot be said yet is listed; the lists may only shrink."""

from __future__ import annotations

import re

import pytest

from .afgeleid import ALGEMEEN, MEER, WOORDEN, stroomt, tonelen, uitgelegd, uitslag
from .orakelkern import HIER, NietTeZeggen, lees

GEMEENTEN = ("amsterdam", "dordrecht")
RIJEN = {r["id"]: r for r in lees("orakel/afgeleid.yaml")["rijen"]}
KAN_NIET = 6
"""How many rows are not walked yet, or cannot be said (each with its reason in voorwaarden/afgeleid.yaml): this number only goes down."""


def test_every_row_of_the_oracle_has_a_place() -> None:
    assert set(WOORDEN["rijen"]) == set(RIJEN)
    stil = [r for r, w in WOORDEN["rijen"].items() if isinstance(w, str) and not w.startswith(("algemeen: ", "bladzijde: "))]
    assert len(stil) == KAN_NIET, f"{stil}; if fewer, lower the number"


def test_a_row_that_is_walked_elsewhere_names_a_test() -> None:
    tests = {n for p in HIER.glob("test_*.py") for n in re.findall(r"^def (test_\w+)", p.read_text("utf-8"), re.M)}
    genoemd = {
        r: re.findall(r"test_\w+", w) for r, w in WOORDEN["rijen"].items() if isinstance(w, str) and w.startswith(("algemeen: ", "bladzijde: "))
    }
    assert all(x and set(x) <= tests for x in genoemd.values()), {r: x for r, x in genoemd.items() if not x or set(x) - tests}


@pytest.mark.parametrize("gemeente", GEMEENTEN)
@pytest.mark.parametrize("soort", [*ALGEMEEN.values(), "termijn", "badge", "aantal", *MEER])
def test_no_element_tells_of_a_hidden_fact(gemeente: str, soort: str) -> None:
    """AF-001 to AF-007: of who is not granted a category, every element that is left is the same with and without its facts."""
    n, fout = stroomt(gemeente).get(soort, (0, []))
    assert not fout, f"{len(fout)} of {n}:\n" + "\n".join(sorted(set(fout))[:40])
    assert n, "nothing was held against anything"


@pytest.mark.parametrize("gemeente", GEMEENTEN)
def test_an_explanation_holds_ids_and_norms_and_no_content(gemeente: str) -> None:
    """AF-008: what somebody wrote in a fact is in no explanation; a page looks it up with the eyes of the reader."""
    fout, n = [], 0
    for t in tonelen(gemeente):
        soorten = t.o.vocabulaire.feiten
        tekst = {
            str(v) for f in t.d.feiten for k, v in f.velden.items() if k in soorten[f.soort].velden and soorten[f.soort].velden[k].soort == "tekst"
        }
        tekst = {x for x in tekst if len(x) > 7}
        for wat, zin in uitgelegd(t):
            n += 1
            fout += [f"{t.z.dag} {wat}: {x}" for x in tekst if x in zin]
    assert n > 1000
    assert not fout, "\n".join(sorted(set(fout))[:40])


@pytest.mark.parametrize("rij", [r for r, w in WOORDEN["rijen"].items() if not isinstance(w, str)])
def test_a_row_holds_or_is_a_known_difference(rij: str) -> None:
    try:
        nu = uitslag(RIJEN[rij])
    except NietTeZeggen as e:
        pytest.fail(f"{rij}: {e}")
    bekend = WOORDEN["verschillen"].get(rij, {}).get("cellen", [])
    assert nu == bekend, "Look in the source first (bron). If it holds now, take it out of verschillen; else mend what errs:\n" + "\n".join(nu)


def test_a_known_difference_has_a_verdict() -> None:
    for rij, w in WOORDEN["verschillen"].items():
        assert isinstance(WOORDEN["rijen"].get(rij), dict), rij
        assert w["oordeel"].split(":")[0] in ("smal", "lezing", "keuze") and " r. " in w["oordeel"], f"{rij}: a verdict, and the lines of the source"
