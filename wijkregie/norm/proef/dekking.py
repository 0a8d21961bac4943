# SPDX-License-Identifier: EUPL-1.2
"""What no scenario has exercised: duties in time, late and lapsed; leaves met, unmet and unknown; rows, transitions, sharing rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from wijkregie.norm.afleiding.leid_af import Stand
from wijkregie.norm.afleiding.regels import EisRegel, PlichtRegel, Versie
from wijkregie.norm.afleiding.toetsen import NVT, toets_feit
from wijkregie.norm.proef.scenario import Scenario
from wijkregie.norm.protocol.lader import Bibliotheek
from wijkregie.norm.taal.tekens import Knoop
from wijkregie.norm.taal.wereld import Wereld
from wijkregie.norm.waarden import VRIJ, uitkomst

OP_TIJD, TE_LAAT, VERVALLEN = "op tijd", "te laat", "vervallen"
_STATUS: Final = {"te_laat": TE_LAAT, "gemist": TE_LAAT, "vervallen": VERVALLEN, "afgezien": VERVALLEN}

Gezien = dict[str, set[tuple[str, str]]]


def dekking(scenarios: Iterable[Scenario], bibliotheek: Bibliotheek) -> dict[str, Any]:
    """Per protocol: how much is exercised, what is missing, and what cannot occur."""
    gezien: dict[str, Gezien] = {}
    versies: dict[str, Versie] = {}
    for s in scenarios:
        _speel(s, gezien, versies)
    return {v.sleutel: _verslag(v, gezien[v.sleutel]) for v in sorted(versies.values(), key=lambda v: v.sleutel)}


def _speel(s: Scenario, gezien: dict[str, Gezien], versies: dict[str, Versie]) -> None:
    for d in s.dossiers.values():
        for reeks in d.regelset.versies.values():
            for v in reeks:
                versies.setdefault(v.sleutel, v)
                gezien.setdefault(v.sleutel, {})
                for t in v.wereld.tabellen.values():
                    t.spoor = set() if t.spoor is None else t.spoor
    for op, bekend, dossier in s.dagen():
        stand = s.toestand(op, bekend, dossier)
        for v in stand.afleider.regels.versies:
            _verzamel(stand, v, gezien[v.sleutel])


def _verzamel(stand: Stand, v: Versie, g: Gezien) -> None:
    plichten = g.setdefault("plichten", set())
    for q in stand.plichten:
        if q.regel.protocol != v.naam:
            continue
        status = _STATUS.get(q.status) or (TE_LAAT if q.te_laat_voldaan else OP_TIJD if q.status == "voldaan" else "")
        if status:
            plichten.add((q.regel.naam, status))
    bladen = g.setdefault("bladen", set())
    a = stand.afleider
    toetsingen = list(stand.toetsen)
    for t in a.regels.toetsen.values():
        for soort in t.soorten:
            toetsingen += [x for f in a.b.per.get(soort, ()) if (x := toets_feit(a, t, f)) is not None]
    for x in toetsingen:
        if x.regel.protocol == v.naam:
            for b in x.bladen:
                if b.uitkomst is not VRIJ:
                    bladen.add((b.regel.naam, "nvt" if b.uitkomst is NVT else uitkomst(b.uitkomst)))
    overgangen = g.setdefault("overgangen", set())
    for verloop in stand.verlopen:
        if verloop.spoor.protocol == v.naam:
            overgangen.update((verloop.spoor.overgangen[s.regel].naam, "genomen") for s in verloop.stappen)
    delen = g.setdefault("delen", set())
    for z in stand.zicht:
        for r, w in z.toe:
            delen.add((r.naam, "gegeven" if w is True else "geweigerd"))
        for r, w in z.verbod:
            delen.add((r.naam, "verboden" if w is not False else "niet verboden"))
    g.setdefault("tabelrijen", set()).update((naam, f"rij {i + 1}") for naam, t in v.wereld.tabellen.items() for i in t.spoor or ())


def _verslag(v: Versie, g: Gezien) -> dict[str, Any]:
    """Expected outcomes beside what was seen."""
    soorten: dict[str, Iterator[tuple[str, str, str, str | None]]] = {
        "plichten": _plichten(v),
        "bladen": _bladen(v),
        "tabelrijen": _rijen(v),
        "overgangen": _overgangen(v),
        "delen": _delen(v),
    }
    uit: dict[str, Any] = {}
    for soort, verwacht in soorten.items():
        geoefend, mist, onmogelijk = 0, [], []
        totaal = 0
        for naam, wat, toon, reden in verwacht:
            if reden is not None:
                onmogelijk.append(f"{toon}: {wat} ({reden})")
                continue
            totaal += 1
            if (naam, wat) in g.get(soort, ()):
                geoefend += 1
            else:
                mist.append(f"{toon}: {wat}")
        uit[soort] = {"totaal": totaal, "geoefend": geoefend, "ontbreekt": mist, "niet_mogelijk": onmogelijk}
    return uit


def _plichten(v: Versie) -> Iterator[tuple[str, str, str, str | None]]:
    for p in v.plichten.values():
        toon = f"{p.naam} ({', '.join(p.norm)})"
        yield p.naam, OP_TIJD, toon, p.niet_mogelijk.get(OP_TIJD)
        yield p.naam, TE_LAAT, toon, p.niet_mogelijk.get(TE_LAAT) or (None if _kan_te_laat(p) else "geen uiterste datum")
        yield p.naam, VERVALLEN, toon, p.niet_mogelijk.get(VERVALLEN) or (None if _kan_vervallen(p) else "geen zolang en niemand kan ervan afzien")


def _kan_te_laat(p: PlichtRegel) -> bool:
    return (p.uiterlijk is not None and not isinstance(p.uiterlijk, str)) or p.moment is not None or p.herhaal is not None


def _kan_vervallen(p: PlichtRegel) -> bool:
    return (p.zolang is not None) or (p.voor_elk is not None and not isinstance(p.voor_elk, tuple)) or bool(p.afzien)


def _bladen(v: Versie) -> Iterator[tuple[str, str, str, str | None]]:
    for t in v.toetsen.values():
        for b in t.bladen:
            toon = f"{t.naam}: {b.wat or b.eis.tekst} ({', '.join(b.norm)})"
            for wat in ("ja", "nee", "onbekend"):
                yield b.naam, wat, toon, b.niet_mogelijk.get(wat) or _onmogelijk(b, wat, v.wereld)


def _onmogelijk(b: EisRegel, wat: str, w: Wereld) -> str | None:
    """An outcome that the form of the condition shuts out."""
    if wat == "onbekend" and not kan_onbekend(b.eis.knoop, w) and (b.indien is None or not kan_onbekend(b.indien.knoop, w)):
        return "telt alleen of iets is vastgelegd"
    if b.eis.knoop.soort == "vast" and wat != uitkomst(b.eis.knoop.arg[0]):
        return "vaste uitkomst"
    return None


def kan_onbekend(k: Knoop, w: Wereld) -> bool:
    """May a condition be unknown? Existence and counts are closed-world; fields, judgements and open fact types are not."""
    if k.soort in ("bestaat", "geen", "aantal"):
        vraag = k.arg[0].vraag
        if vraag is None or vraag.volledig:
            return True
        return any(_filter_onbekend(soort, x, w) for soort, x in k.arg[0].arg[1:]) or (bool(vraag.waar) and k.arg[0].arg[0] not in w.feiten)
    if k.soort in ("en", "of", "niet", "vergelijk", "als"):
        return any(kan_onbekend(x, w) for x in k.arg if isinstance(x, Knoop))
    if k.soort == "vast":
        return False
    if k.soort == "roep":
        return k.arg[0] not in ("fase", "keuze")
    if k.soort == "naam":
        return not (len(k.arg) == 1 and isinstance(k.arg[0], str) and k.arg[0] in w.symbolen) and not (
            len(k.arg) > 1 and isinstance(k.arg[1], Knoop) and not kan_onbekend(k.arg[1], w)
        )
    return k.soort != "bekend"


def _filter_onbekend(soort: str, x: Any, w: Wereld) -> bool:
    if soort in ("door", "binnen"):
        return False
    if soort == "waar":
        return not _verplicht(x, w)
    return not (isinstance(x, Knoop) and (x.soort == "naam" or (x.soort == "veld" and x.arg[1] in ("op", *w.soorten_ding))))


def _verplicht(x: Knoop, w: Wereld) -> bool:
    """Does a filter read only fields that every form asks for?"""
    if x.soort == "veld" and x.arg[0].soort == "naam" and x.arg[0].arg[0] == "f":
        velden = [f.velden[x.arg[1]] for f in w.feiten.values() if x.arg[1] in f.velden]
        return bool(velden) and all(v.verplicht for v in velden)
    if x.soort in ("bekend", "vast", "naam"):
        return True
    return bool(x.arg) and all(_verplicht(y, w) for y in x.arg if isinstance(y, Knoop))


def _rijen(v: Versie) -> Iterator[tuple[str, str, str, str | None]]:
    for naam, t in v.wereld.tabellen.items():
        for i in range(len(t.rijen)):
            yield naam, f"rij {i + 1}", naam, None


def _overgangen(v: Versie) -> Iterator[tuple[str, str, str, str | None]]:
    for s in v.sporen.values():
        for o in s.overgangen:
            yield (
                o.naam,
                "genomen",
                f"{s.naam}: {', '.join(sorted(o.van)) if len(o.van) < 4 else 'elke fase'} naar {o.naar} ({', '.join(o.norm)})",
                o.niet_mogelijk.get("genomen"),
            )


def _delen(v: Versie) -> Iterator[tuple[str, str, str, str | None]]:
    for r in {r.naam: r for r in v.delen}.values():  # one that asks who receives is there once for each receiver
        toon = f"{r.naam} ({', '.join(r.norm)})"
        if r.verbod:
            yield r.naam, "verboden", toon, r.niet_mogelijk.get("verboden")
            yield r.naam, "niet verboden", toon, r.niet_mogelijk.get("niet verboden") or (None if r.als is not None else "geldt altijd")
        else:
            yield r.naam, "gegeven", toon, r.niet_mogelijk.get("gegeven") or ("de grond is nog niet bepaald" if r.grond_uit else None)
            vast = r.als is None and r.grond_is is None and r.per == "dossier" and not r.grond_uit
            yield r.naam, "geweigerd", toon, r.niet_mogelijk.get("geweigerd") or ("geldt altijd" if vast else None)
