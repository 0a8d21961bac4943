# SPDX-License-Identifier: EUPL-1.2
"""Play the stories of the demo into the database. Dates are relative to today, so that on any day something is overdue, due and coming."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from wijkregie.demo import meldingen, overleg, rechten
from wijkregie.demo.dossier import LAATSTE, PROTOCOL, Dossier, Mensen, sleutel
from wijkregie.demo.verhaal import HIER, regels, stappen
from wijkregie.dossier import afspraken, kern
from wijkregie.dossier.inrichten import richt_in
from wijkregie.dossier.taken import wissel_alles
from wijkregie.klok import met_klok, nu, vandaag
from wijkregie.norm.tijd.kalender import Kalender
from wijkregie.partijen.collegas import meld_afwezig, vervangers
from wijkregie.partijen.importeren import importeer
from wijkregie.partijen.models import Gemeente
from wijkregie.privacy import gegevens
from wijkregie.privacy.inrichten import richt_in as richt_privacy_in
from wijkregie.privacy.vernietigen import stel_voor

AFWEZIG, VERVANGER = "mees", "joris"
WEG_SINDS, WEG_TOT = 2, 9  # working days before and after today


def laad(meld: Callable[[str], None] = lambda _: None, *, alleen: str = "") -> int:
    """Load the demo, or of its dossiers `alleen` those of one story; gives the number of dossiers made (0: it was there already)."""
    gemeente = importeer(HIER / "partijen.yaml").gemeente
    richt_in()
    richt_privacy_in()
    code = Gemeente.objects.using("kern").get(id=gemeente).code
    lijst = list(regels())
    if kern.is_gedaan(gemeente, code, sleutel(len(lijst), LAATSTE)):
        wissel_alles()  # the demo stood still for a while
        return 0
    kalender = afspraken.regelset(code, (PROTOCOL,)).op(vandaag(), vandaag()).kalender
    assert kalender is not None
    mensen = Mensen(gemeente, code)
    _vervang(mensen, kalender)
    verhalen = {i: stappen(r, i, kalender, nu()) for i, r in enumerate(lijst, 1) if alleen in ("", r["verhaal"])}
    # the oldest first, so that numbers run with time; the last of the list at the end: its key says that all is there
    volgorde = sorted(verhalen, key=lambda i: (i == len(lijst), verhalen[i][0].toen))
    for n, i in enumerate(volgorde, 1):  # after a crash: what was recorded has its key, and is not recorded again
        Dossier(mensen, i, lijst[i - 1], kalender).speel(verhalen[i])
        meld(f"{n} van {len(volgorde)} dossiers")
    overleg.speel(mensen, kalender)
    wissel_alles()  # each was derived on its last day; since then days passed
    for i in verhalen:
        rechten.speel(mensen, i, lijst[i - 1], kalender)
    meldingen.speel(mensen, kalender)
    stel_voor(gemeente, code)  # as every night: what is over its term waits for two people
    gegevens.stel_voor(gemeente, code)  # and what was decided about single facts waits for the second
    return len(volgorde)


def _vervang(m: Mensen, kalender: Kalender) -> None:
    """Somebody is away these weeks, and a colleague stands in."""
    weg, door = m.lid(AFWEZIG), m.lid(VERVANGER)
    van, tot = kalender.werkdag_na(vandaag(), -WEG_SINDS), kalender.werkdag_na(vandaag(), WEG_TOT)
    s = m.sessie(weg)

    with met_klok(datetime.combine(van, datetime.min.time()) + timedelta(hours=8)), m.als(s, "afwezigheid"):
        if not vervangers(s.organisatie, van):
            meld_afwezig(
                gemeente=s.gemeente, organisatie=s.organisatie, gemeld_door=s.login, voor=weg.id, door=door.id,
                van=van, tot=tot, reden="afwezig", vandaag=van,
            )  # fmt: skip
