# SPDX-License-Identifier: EUPL-1.2
"""On the page of a meeting: at which items the reader's information is awaited, what is asked, and the note that he leaves."""

from __future__ import annotations

from uuid import UUID

from wijkregie.overleg import vooraf
from wijkregie.overleg.punt import Punt
from wijkregie.scherm.beelden import Formulier, Vraag
from wijkregie.scherm.beelden.overleg import Voorbereiding
from wijkregie.scherm.paginas.overleg_basis import Overleg, norm_zin
from wijkregie.scherm.paginas.vragen import Ingevuld, een
from wijkregie.scherm.taal import tijd, tot_van

STAP = "vooraf"
ANDERS = "{wie} net iets anders: {tekst}. Maak er één tekst van en bewaar opnieuw."
LEZERS = "Uw collega's lezen hem ook, en wie bij dit punt mag meelezen."
BEWAARD = "Uw notitie is bewaard."


def voorbereiding(o: Overleg, ingevuld: Ingevuld, fouten: dict[str, str]) -> tuple[Voorbereiding, ...]:
    """The items that are not discussed yet, of who has a seat and may see the case on a page."""
    if not vooraf.heeft_zetel(o.reeks):
        return ()
    uit = [_rij(o, n, zaak, ingevuld, fouten) for n, p in enumerate(o.punten, 1) if (zaak := _zaak(o, p.id)) is not None]
    return tuple(x for x in uit if x.gevraagd or x.notitie or x.notities)


def _zaak(o: Overleg, punt: str) -> UUID | None:
    zaak, p, m = o.zaken.get(punt), next((p for p in o.punten if p.id == punt), None), o.reeks.vorm.model
    if p is not None and p.deel in m.delen and any(o.reeks.vorm.valt_onder(rol, m.delen[p.deel].zonder) for rol in o.sessie.rollen):
        return None  # who does not hear this part
    return zaak if zaak in o.koppen and punt not in o.aan_tafel and punt not in o.klaar else None


def _rij(o: Overleg, n: int, zaak: UUID, ingevuld: Ingevuld, fouten: dict[str, str]) -> Voorbereiding:
    p = o.punten[n - 1]
    taken = vooraf.gevraagd(o.reeks, o.bijeenkomst, zaak)
    if any(x.deel for x in o.punten[: n - 1]):
        taken = []  # the same case: its duties stand at the first part
    gevraagd = tuple((t.wat, norm_zin(t.normen), tot_van(t.uiterlijk, o.sessie.dag)) for t in taken)
    blok = vooraf.blok(o.reeks, zaak, p.id)
    eigen = blok.vooraf().get(vooraf.naam(o.reeks))
    anderen = tuple((_organisatie(o, org), v.tekst) for org, v in vooraf.notities(blok) if org != o.sessie.organisatie)
    formulier = None
    if vooraf.mag_schrijven(o.reeks, zaak, p.id):
        naam, fout = f"notitie-{p.id}", fouten.get(f"notitie-{p.id}", "")
        waarde = een(ingevuld, naam) if fout else eigen.tekst if eigen else ""
        uitleg = (
            f"Bewaard om {tijd(eigen.bewaard)} door {eigen.wie}."
            if eigen and eigen.tekst
            else "Uw collega's lezen hem ook, en wie bij dit punt mag meelezen."
        )
        v = Vraag(naam, "Uw notitie voor dit punt", "lang", uitleg, waarde, fout=fout, verplicht=False, groot=2000)
        vast = (("stap", f"{STAP}:{p.id}"), ("versie", str(eigen.versie if eigen else 0)))
        formulier = Formulier(o.adres, "Notitie bewaren", (v,), vast)
    return Voorbereiding(n, o.nummer(p), f"/dossier/{o.nummer(p)}/", gevraagd, formulier, anderen, o.deel(p))


def _organisatie(o: Overleg, nummer: int) -> str:
    org = o.organisaties.get(nummer)
    return org.kort if org else "een organisatie"


def bewaar(o: Overleg, punt: str, ingevuld: Ingevuld, fouten: dict[str, str]) -> str:
    """Keep a note; gives what to say. Empty: it may not be written here, or not now."""
    zaak = _zaak(o, punt) if any(p.id == punt for p in o.punten) else None
    if zaak is None or o.bijeenkomst.gehouden is not None or not vooraf.heeft_zetel(o.reeks) or not vooraf.mag_schrijven(o.reeks, zaak, punt):
        return ""
    v = een(ingevuld, "versie")
    gelezen = {vooraf.naam(o.reeks): int(v)} if v.isascii() and v.isdecimal() and len(v) < 9 else {}
    botst = vooraf.bewaar(o.reeks, zaak, punt, een(ingevuld, f"notitie-{punt}"), gelezen)
    if botst:
        fouten[f"notitie-{punt}"] = ANDERS.format(wie=botst[0].ander.schreef(o.sessie), tekst=botst[0].ander.tekst)
    return BEWAARD


def bij_punt(o: Overleg, p: Punt) -> tuple[tuple[str, str], ...]:
    """The notes at an item that is open. What only the table may hear is for who sits there."""
    zit = o.sessie.organisatie in {a.organisatie for a in p.agendapunt.erbij()}
    return tuple((_organisatie(o, org), v.tekst) for org, v in vooraf.notities(vooraf.blok(o.reeks, p.zaak, p.agendapunt.id), aan_tafel=zit))
