# SPDX-License-Identifier: EUPL-1.2
"""Why this duty, this deadline, this phase, this regie."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404

from wijkregie.dossier import lezen_taken
from wijkregie.dossier.lezen_taken import MOGELIJK, OPGESCHORT, Taak
from wijkregie.dossier.projecties import plicht_id
from wijkregie.norm.afleiding.plicht import Plicht
from wijkregie.norm.afleiding.weergave import bundel, voorop
from wijkregie.scherm.beelden import Blok, Knop, NormTekst, Waarom
from wijkregie.scherm.paginas.dossier_kop import houder, overgangen_naar, wat_brengt
from wijkregie.scherm.paginas.taakrij import andere_normen, hoofdletter, kleine_letter, tot
from wijkregie.scherm.paginas.volgorde import INVULLEN, ertussen, volgorde_zin
from wijkregie.scherm.paginas.waarom_delen import feestdagen, lezing_blok, norm_teksten, telling
from wijkregie.scherm.taal import dag_lang, en

if TYPE_CHECKING:
    from wijkregie.scherm.paginas.waarom import Vraag


def plicht(v: Vraag, rest: list[str]) -> Waarom:
    t = _taak(v, rest)
    q, groep = _in_stand(v, t.id)
    grond = t.grond and (t.aanleiding is None or v.feit(t.aanleiding) is not None)
    kaarten, dicht = v.feiten([str(t.aanleiding)]) if t.aanleiding is not None else ((), None)
    maker = v.b.rijmaker()
    if not t.grond:
        kaarten, dicht = v.feiten([q.aanleiding.feit.id]) if q is not None and q.aanleiding.feit is not None else ((), None)
        kaarten = kaarten if maker.weet(t) else ()
    feit = maker.handeling(t)
    knop = None
    if t.van_mij and v.bekend_op is None and feit is not None and t.status in ("loopt", MOGELIJK, OPGESCHORT):
        knop = Knop(maker.knoptekst(feit), f"/dossier/{v.nummer}/handeling/{feit}/?plicht={t.id}", True)
    a = v.st.afleider
    blokken = list(lezing_blok(a, q.regel, t.normen)) if q is not None else []
    eisen = [e.wat or e.eis.tekst for x in groep for e in x.regel.eisen if e.wat]
    if eisen:
        blokken.insert(0, Blok("Dit hoort erbij", tuple(dict.fromkeys(hoofdletter(e) + "." for e in eisen))))
    if grond and (zin := _volgorde(v, t)):
        blokken.append(Blok("In welke volgorde de aanleiding telt", (zin,)))
    blokken.append(Blok("Wie dit doet", (_wie(v, t),)))
    eerst = norm_teksten([t.norm], 1)
    return Waarom(
        _vraag(t),
        _antwoord(v, t, q, grond),
        f"{hoofdletter(t.wat)} · {v.nummer}",
        eerst,
        tuple(NormTekst(kleine_letter(n.tekst), norm=n.norm) for n in andere_normen(t)),
        kaarten,
        dicht,
        telling(a, q, v.dag) if q is not None and grond else None,
        blokken=tuple(blokken),
        terugkijken=v.terugkijken(f"plicht/{t.id}"),
        knop=knop,
        slot="Lukt het niet op tijd? Dan blijft de taak staan als ‘te laat’. Niets gaat vanzelf dicht."
        if t.status == "loopt" and t.uiterlijk
        else "",
    )


def _taak(v: Vraag, rest: list[str]) -> Taak:
    """The duty as the session may see it: from its own connection, or from what was derived for a day. Raises Http404."""
    try:
        id_ = UUID(rest[0]) if len(rest) == 1 else None
    except ValueError:
        id_ = None
    if id_ is None:
        raise Http404
    nu = lezen_taken.taak(v.b.sessie, v.b.d.id, id_)
    if v.bekend_op is None:
        if nu is None:
            raise Http404
        return nu
    toen = next((t for t in v.b.taken if t.id == id_), None)
    if toen is None and nu is None:
        raise Http404
    return toen or nu  # type: ignore[return-value]


def _in_stand(v: Vraag, id_: UUID) -> tuple[Plicht | None, list[Plicht]]:
    for groep in bundel(v.st.plichten):
        q, _, _ = voorop(groep)
        if plicht_id(v.b.d.id, q) == id_:
            return q, groep
    return None, []


def _vraag(t: Taak) -> str:
    if t.status == MOGELIJK:
        return "Waarom misschien?"
    if t.status == OPGESCHORT:
        return "Waarom staat dit stil?"
    if t.status == "loopt" and t.uiterlijk is not None:
        return f"Waarom {_dag(t.uiterlijk)}?"
    return "Waarom deze streefdatum?" if t.streef is not None and t.uiterlijk is None else "Waarom deze taak?"


def _antwoord(v: Vraag, t: Taak, q: Plicht | None, grond: bool) -> str:
    if q is None:
        return f"Op {dag_lang(v.dag)} was deze taak er nog niet." if v.bekend_op else "Deze taak is net veranderd. Open het dossier opnieuw."
    weet = q.aanleiding.feit.id if t.aanleiding is None and q.aanleiding.feit is not None and v.b.rijmaker().weet(t) else t.aanleiding
    kaart = v.feit(weet) if weet is not None else None
    if kaart is not None:
        f = v.b.feiten.zicht.feit(str(weet))
        eerst = f"De aanleiding is: {kleine_letter(kaart.titel)}, op {dag_lang(f.op)}." if f is not None else ""
    elif grond and t.aanleiding_op is not None:
        eerst = f"Dit moet sinds {dag_lang(t.aanleiding_op)}."
    else:
        eerst = "De aanleiding is iets dat u niet kunt zien."
    return f"{eerst} {_termijn(v, t, q, grond)}".strip()


def _termijn(v: Vraag, t: Taak, q: Plicht, grond: bool) -> str:
    if t.status == MOGELIJK:
        return v.b.rijmaker()._hangt_af(t)
    if t.status == OPGESCHORT:
        return f"De termijn staat stil: {tot(t, v.dag, v.b.rijmaker().kal).sub}."
    if t.status != "loopt":
        gedaan = f"Gedaan op {dag_lang(t.voldaan_op)}." if t.voldaan_op else "Gedaan."
        return {"voldaan": gedaan, "afgezien": "Van deze taak is afgezien, met een reden."}.get(t.status, f"Deze taak is {t.status}.")
    if t.uiterlijk is None:
        return (
            f"Het streven is {dag_lang(t.streef)}. Dat is geen harde termijn."
            if t.streef
            else "De afspraak noemt geen vaste datum: zo snel mogelijk."
        )
    vrij = feestdagen(v.st.afleider, q) if grond else ""
    termijn = f"De termijn is {t.termijn}. " if t.termijn and len(t.termijn) < 40 else ""
    if t.moment is not None:
        return f"{termijn}Dat is rond {_dag(t.moment)}. Na {_dag(t.uiterlijk)} is het te laat."
    door = f"Door {vrij} is dat" if vrij else "Dat is"
    return f"{termijn}{door} {_dag(t.uiterlijk)}, tot het einde van de dag."


def _volgorde(v: Vraag, t: Taak) -> str:
    """Why something of the same day counts before or after what this duty comes from."""
    f = v.b.feiten.zicht.feit(str(t.aanleiding)) if t.aanleiding is not None else None
    if f is None or not (f.opent or f.over):
        return ""
    anders = ertussen(f.op, f.tijd, v.b.feiten.zicht.gevouwen.feiten, f.id)
    return volgorde_zin(f.op, f.tijd, anders, v.b.feiten.wereld).replace(INVULLEN, "")


def _wie(v: Vraag, t: Taak) -> str:
    rollen = en([v.b.feiten.rol(r) for r in t.wie])
    o = v.b.organisaties.get(t.organisatie or 0)
    if o is not None:
        return f"De afspraak noemt: {rollen}. In dit dossier is dat {o.naam}."
    if t.van_mij and t.organisatie is None and len(t.wie) == 1:
        return f"De afspraak noemt: {rollen}. Niemand vult die rol hier alleen in. Daarom staat de taak bij wie de regie heeft."
    return f"De afspraak noemt: {rollen}{', samen' if t.samen else ''}."


def fase(v: Vraag, rest: list[str]) -> Waarom:
    f = next((x for x in v.b.fasen if rest == [x.spoor] and x.ding is None), None)
    s = v.b.regels.sporen.get(f.spoor) if f is not None else None
    if f is None or s is None:
        raise Http404
    naam = s.fasen.get(f.fase) or f.fase
    verloop = next((x for x in v.st.verlopen if x.spoor.naam == f.spoor and x.ding is None), None)
    stap = next((x for x in reversed(verloop.stappen) if x.op <= v.dag), None) if verloop is not None else None
    normen = (s.overgangen[stap.regel].norm or s.norm) if stap is not None else s.norm
    kaarten, dicht = v.feiten([str(f.feit)]) if f.feit is not None else ((), None)
    if f.sinds is None:
        antwoord = "Dit is de fase waarmee een dossier begint. Er is nog niets gebeurd dat de fase verandert."
    elif kaarten:
        antwoord = f"Op {dag_lang(f.sinds)} is vastgelegd: {kleine_letter(kaarten[0].titel)}. Daarmee kwam het dossier in deze fase."
    else:
        antwoord = f"Het dossier is in deze fase sinds {dag_lang(f.sinds)}, door iets dat u niet kunt zien."
    verder = [o for o in overgangen_naar(s, f.fase) if o.naar != f.fase]
    blokken = [Blok(f"Wat het dossier naar {s.fasen.get(o.naar) or o.naar} brengt", (wat_brengt(v.b, [o]),)) for o in verder[:4]]
    if wat := s.fase_wat.get(f.fase):
        blokken.insert(0, Blok("Wat deze fase is", (hoofdletter(wat) + ".",)))
    return Waarom(
        f"Waarom {kleine_letter(naam)}?", antwoord, v.nummer, norm_teksten(normen), (), kaarten, dicht, blokken=tuple(blokken),
        terugkijken=v.terugkijken(f"fase/{f.spoor}"),
    )  # fmt: skip


def regie(v: Vraag, rest: list[str]) -> Waarom:
    r = next((x for x in v.b.regie if rest == [x.spoor, x.soort] and x.ding is None), None)
    s = v.b.regels.sporen.get(r.spoor) if r is not None else None
    regel = next((x for x in s.regie if r is not None and x.soort == r.soort), None) if s is not None else None
    if r is None or s is None or regel is None:
        raise Http404
    wie = houder(v.b, r)
    kaarten, dicht = v.feiten([str(r.feit)]) if r.feit is not None else ((), None)
    rol = v.b.feiten.rol(r.rol) if r.rol else ""
    if r.feit is not None:
        antwoord = f"De regie is overgedragen aan {rol or wie}. Dat blijft zo tot de regie opnieuw wordt overgedragen."
    else:
        antwoord = f"In deze fase ligt de regie volgens de afspraak bij: {rol}." + (f" In dit dossier is dat {wie}." if r.organisatie else "")
    overdracht = [v.b.feiten.wereld.knop_van(x) for x in regel.overdracht if x in v.b.feiten.wereld.feiten]
    blokken = (Blok("Hoe de regie kan veranderen", (f"Door dit vast te leggen: {kleine_letter(en(overdracht))}.",)),) if overdracht else ()
    return Waarom(
        f"Waarom ligt de regie bij {wie}?", antwoord, v.nummer, norm_teksten(regel.norm or s.norm), (), kaarten, dicht, blokken=blokken,
        terugkijken=v.terugkijken(f"regie/{r.spoor}/{r.soort}"),
    )  # fmt: skip


def _dag(d: date) -> str:
    return dag_lang(d, met_jaar=False)
