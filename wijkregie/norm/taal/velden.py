# SPDX-License-Identifier: EUPL-1.2
"""Reading a field: of a fact, a thing, an actor or a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wijkregie.norm.taal import lezers
from wijkregie.norm.taal.bereik import DAG_VAN_DIT, DATUM, GETAL, TEKST, VAAG, Bereik, Fn, Soort, lijkt_op, noem
from wijkregie.norm.taal.tekens import Knoop, TaalFout
from wijkregie.norm.waarden import VRIJ

if TYPE_CHECKING:
    from wijkregie.norm.taal.vertaler import Vertaler

_FEIT_EIGEN: Final[dict[str, Soort]] = {
    "id": TEKST,
    "op": DATUM,
    "soort": TEKST,
    "tijd": GETAL,
    "vastgelegd_op": DATUM,
    "volgnummer": GETAL,
    "door": ("actor",),
    "vastgelegd_door": ("actor",),
    "reden": TEKST,
    "namens": TEKST,
    "herkomst": TEKST,
}
_ACTOR: Final = ("persoon", "organisatie", "soort", "rol")


def veld(v: Vertaler, k: Knoop, r: Bereik) -> Soort:
    """`x.naam`, by what x is."""
    bron, naam = k.arg
    s = v.k(bron, r)
    fn = bron.fn
    if s[0] == "feit":
        return _feitveld(v, k, fn, s[1], naam, r)
    if s[0] == "ding":
        return _dingveld(v, k, fn, s[1], naam, r)
    if s[0] == "actor":
        if naam not in _ACTOR:
            raise TaalFout(f"Van wie iets deed zijn bekend: {', '.join(_ACTOR)}; niet {naam}.", k.plaats)
        if naam == "persoon":
            v.categorieen |= {v.w.voc.systeemcategorie("medewerker") or ""} - {""}
        k.fn = lezers.actorveld(fn, naam)
        return TEKST
    if s[0] in ("record", "verbonden"):
        velden: dict[str, Soort] = s[1]
        if velden and naam not in velden:
            raise TaalFout(f"{naam} bestaat hier niet.{lijkt_op(naam, velden)} Bekend zijn: {', '.join(velden)}.", k.plaats)
        if not velden:  # of a linked dossier: what it publishes has a category of its own
            v.categorieen |= v.w.gepubliceerd(naam)
        k.fn = lezers.recordveld(fn, naam)
        return velden.get(naam, VAAG) if velden else VAAG
    if s == VAAG:
        v.categorieen |= {v.w.categorie_van(f, naam) for f, m in v.w.feiten.items() if naam in m.velden} - {""}
        k.fn = lezers.vaagveld(fn, naam)
        return VAAG
    raise TaalFout(f"Een {noem(s)} heeft geen {naam}.", k.plaats)


def _feitveld(v: Vertaler, k: Knoop, fn: Fn, soorten: tuple[str, ...], naam: str, r: Bereik) -> Soort:
    if not any(naam in v.w.feiten[s].velden for s in soorten if s in v.w.feiten):
        if naam in _FEIT_EIGEN:
            k.fn = lezers.eigen_veld(fn, naam)
            if naam == "op" and k.arg[0].soort == "naam" and k.arg[0].arg[0] == "dit":
                v.merken.add(DAG_VAN_DIT)
            return _FEIT_EIGEN[naam]
        if naam in v.w.soorten_ding:
            k.fn = lezers.ding_van(fn, naam)
            return ("ding", naam)
    soort: Soort | None = None
    velden: list[str] = []
    for s in soorten:
        feit = v.w.feiten.get(s)
        if feit is None:
            continue
        velden += feit.velden
        if naam in feit.velden:
            nieuw = v.w.soort_van_veld(feit.velden[naam])
            soort = nieuw if soort is None or soort == nieuw else VAAG
            v.categorieen |= {v.w.categorie_van(s, naam)} - {""}
    if soort is None:
        raise TaalFout(f"{' of '.join(soorten) or 'Dit feit'} heeft geen veld {naam}.{lijkt_op(naam, velden)}", k.plaats)
    bron = k.arg[0]
    kort = bron.arg[0] if bron.soort == "naam" and all(bron.arg[0] != n for n, _, _ in r.vars) else None  # a variable may have that name
    k.fn = lezers.veld_van_dit(naam) if kort == "dit" else lezers.veld_van_kandidaat(naam) if kort == "f" else lezers.veld(fn, naam)
    return soort


def _dingveld(v: Vertaler, k: Knoop, fn: Fn, ding: str, naam: str, r: Bereik) -> Soort:
    begrip = v.w.begrippen.get(naam)
    if begrip is not None and begrip[1] == ding:
        return v.begrip(k, naam, r, fn)
    if naam == "opener":
        k.fn = lambda c: c.b.dingen[x].opener if (x := fn(c)) in c.b.dingen else (x if x is VRIJ else None)
        v.categorieen |= v.w.bestaan(v.w.openers(ding))
        return ("feit", v.w.openers(ding))
    soort: Soort | None = None
    for s in v.w.over_ding(ding):
        eigen = v.w.feiten[s].velden.get(naam)
        if eigen is not None:
            nieuw = v.w.soort_van_veld(eigen)
            soort = nieuw if soort is None or soort == nieuw else VAAG
            v.gelezen.add(s)
            v.categorieen |= v.w.bestaan((s,)) | ({v.w.categorie_van(s, naam)} - {""})
    if soort is None:
        alle = [n for s in v.w.over_ding(ding) for n in v.w.feiten[s].velden]
        raise TaalFout(f"Van een {ding} is geen {naam} bekend.{lijkt_op(naam, alle)}", k.plaats)
    k.fn = lezers.dingveld(fn, naam)
    return soort
