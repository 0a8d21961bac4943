# SPDX-License-Identifier: EUPL-1.2
"""What becomes of a report are alternatives: they are drawn beside each other, and none is skipped or done."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.test import Client
from paginaproef import woorden as tekst_van

from wijkregie.dossier import afspraken

from .formulier import meld


def test_alternatives_and_steps_are_told_apart_by_their_transitions() -> None:
    def zonder(naam: str) -> dict[str, bool]:
        dag = date(2026, 1, 23)
        return {s.naam: s.zonder_volgorde for s in afspraken.regelset("amsterdam", (naam,)).op(dag, dag).sporen.values()}

    assert zonder("melding") == {"melding": True}
    assert not any(zonder("overlastprotocol").values()) and not any(zonder("treiteraanpak").values())


def test_a_report_has_no_step_that_was_skipped(gemeente: Any, als_gemeente: Any) -> None:
    nummer, _ = meld(Client(), gemeente)
    c = als_gemeente("rosa")
    nog_niet = tekst_van(c.get(f"/dossier/{nummer}/"))
    assert nog_niet.count("Kan worden") == 3 and "Stap 1" not in nog_niet
    ((dossier,),) = gemeente.databank.beheer("select id from dossier_dossier")
    gemeente.leg_vast("rosa", dossier, "melding_getrieerd", uitkomst_triage="afsluiten", tekenen_van_treiteren="nee", motivering="eenmalig")
    beslist = tekst_van(c.get(f"/dossier/{nummer}/"))
    assert "Nu Afgehandeld" in beslist and beslist.count("Kan ook") == 2
    assert "overgeslagen" not in beslist and "Stap 3" not in beslist
