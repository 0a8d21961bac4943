# SPDX-License-Identifier: EUPL-1.2
"""Letters in the world of markers: whoever opens one, the sheet holds nothing that its receiver or its reader may not know."""

from __future__ import annotations

import re
from typing import Any

from .test_deuren import IN_DIENST, PERSONAS, mag, standen
from .wereld import Wereld


def test_the_sheet_holds_only_what_its_receiver_and_its_reader_may_know(wereld: Wereld, inloggen: Any) -> None:
    from wijkregie.dossier.afspraken import protocollen
    from wijkregie.klok import vandaag
    from wijkregie.stukken.maken import gegund
    from wijkregie.stukken.vormen import vorm_van

    st, gezien = standen(wereld), 0
    brieven = {}
    for m in wereld.merken:
        vorm = vorm_van(wereld.code, protocollen(wereld.code), m.soort, vandaag())
        if vorm is not None and m.dossier in st:
            brieven[m.dossier, m.feit] = vorm
    assert len(brieven) >= 4
    for (zaak, feit), vorm in brieven.items():
        weet = {c for c, x in gegund(st[zaak], vorm).items() if x == "inhoud"} | ({"identiteit"} if vorm.onderwerp else set())
        van_dit_feit = {c for c, x in gegund(st[zaak], vorm, str(feit)).items() if x == "inhoud"}
        ontvanger = {m.tekst for m in wereld.merken if m.categorie in weet or (m.feit == feit and m.categorie in van_dit_feit)}
        for wie in sorted(set(PERSONAS) & IN_DIENST):
            a = inloggen(wie).get(f"/dossier/{wereld.nummer(zaak)}/feit/{feit}/brief/")
            if a.status_code != 200:
                assert a.status_code in (302, 404), (wie, vorm.naam)
                continue
            blad = a.content.decode().partition('<article class="wr-brief')[2]
            erin = {m.tekst for m in wereld.merken if m.tekst in blad}
            assert erin <= ontvanger, (wie, vorm.naam, [(m.soort, m.categorie) for m in wereld.merken if m.tekst in erin - ontvanger])
            assert erin <= mag(wereld, st, wie), (wie, vorm.naam)
            gezien += bool(erin)
            assert not re.search("Traceback|UndefinedError", blad)
    assert gezien, "no letter held a marker: nothing was tried"
