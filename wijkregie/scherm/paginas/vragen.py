# SPDX-License-Identifier: EUPL-1.2
"""The questions of a fact type as the form asks them: one per field, by its kind. Names of controls are `f-<field>`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from wijkregie.dossier.schoon import HOOGSTENS
from wijkregie.norm.model.vocabulaire import FeitType, Veld, Vraaggroep, leesbaar
from wijkregie.norm.taal.wereld import Wereld
from wijkregie.norm.waarden import UITKOMST
from wijkregie.scherm.beelden import Optie, Vraag, Ziet
from wijkregie.scherm.taal import en, schrijf_datum

Ingevuld = Mapping[str, Sequence[str]]
"""What was typed, as it came: the name of a control to its values."""
EERST_DELEN: Final = 3
MEESTE_DELEN: Final = 20
TEKST: Final = HOOGSTENS + 1  # a browser cuts what is pasted at this length without a word: one more than fits is refused with a sentence


@dataclass(frozen=True, slots=True)
class Omgeving:
    """What the questions need to know besides the vocabulary."""

    wereld: Wereld
    rollen: tuple[Optie, ...] = ()  # of choices of a role
    organisaties: tuple[Optie, ...] = ()
    dingen: Callable[[str], tuple[Optie, ...]] = lambda _: ()  # of a kind
    ziet: Callable[[str], Ziet | None] = lambda _: None  # of a category
    vast: Mapping[str, tuple[Optie, ...]] = field(default_factory=dict)  # field -> choices that only the dossier knows
    fouten: Mapping[str, str] = field(default_factory=dict)


def naam_van(veld: str) -> str:
    """The control of a field."""
    return f"f-{veld}"


def een(ingevuld: Ingevuld, naam: str) -> str:
    w = ingevuld.get(naam) or ("",)
    return w[0]


def vraag_van(feit: str, naam: str, model: FeitType, ingevuld: Ingevuld, o: Omgeving, met_ziet: bool = True) -> Vraag:
    """The question for one field of a fact type."""
    v = model.velden[naam]
    categorie = v.categorie or model.categorie
    return _vraag(naam_van(naam), o.wereld.vraag_van(feit, naam), v, ingevuld, o, ziet=o.ziet(categorie) if met_ziet else None, veld=naam)


def groep_van(naam: str, groep: Vraaggroep, delen: Sequence[Vraag]) -> Vraag:
    """Questions that are asked as one: said once who sees the answers; beside each other in lines, or below each other under a fold."""
    kaal = [replace(v, ziet=None, verplicht=True) for v in delen]
    ziet = next((v.ziet for v in delen), None)
    if groep.vouw is None:
        kaal = [_regel(v) for v in kaal]
    return Vraag(f"groep-{naam}", groep.vraag, "groep", groep.uitleg or "", delen=tuple(kaal), ziet=ziet, vouw=groep.vouw or "")


def _vraag(naam: str, tekst: str, v: Veld, ingevuld: Ingevuld, o: Omgeving, *, ziet: Ziet | None = None, veld: str = "") -> Vraag:
    fout, waarde = o.fouten.get(naam, ""), een(ingevuld, naam)
    vast = o.vast.get(veld)
    if v.soort == "lijst":
        return _lijst(naam, tekst, v, ingevuld, o, ziet)
    if vast is not None:
        return Vraag(naam, tekst, "rol", opties=vast, waarde=waarde, fout=fout, verplicht=v.verplicht, ziet=ziet)
    if v.soort == "janee":
        return Vraag(naam, tekst, "ja_nee", waarde=waarde, fout=fout, verplicht=v.verplicht, ziet=ziet)
    if v.soort == "keuze":
        return Vraag(naam, tekst, "keuze", opties=_waarden(v), waarde=waarde, fout=fout, verplicht=v.verplicht, ziet=ziet)
    if v.soort == "rol":
        return Vraag(naam, tekst, "rol", opties=_met(o.rollen, [waarde], o), waarde=waarde, fout=fout, verplicht=v.verplicht, ziet=ziet)
    if v.soort == "organisatie":
        return Vraag(naam, tekst, "organisatie", opties=o.organisaties, waarde=waarde, fout=fout, verplicht=v.verplicht, ziet=ziet)
    if v.soort == "ding":
        return Vraag(naam, tekst, "rol", opties=o.dingen(str(v.van)), waarde=waarde, fout=fout, verplicht=v.verplicht, ziet=ziet)
    if v.soort in ("datum", "tijd", "getal"):
        uitleg = {"datum": "Bijvoorbeeld 7-4-2026.", "tijd": "Bijvoorbeeld 16.40.", "getal": ""}[v.soort]
        return Vraag(naam, tekst, v.soort, uitleg, waarde, fout=fout, verplicht=v.verplicht, ziet=ziet, groot=20)
    if v.soort == "termijn":
        return Vraag(naam, tekst, "tekst", "Bijvoorbeeld 2 weken of 10 werkdagen.", waarde, fout=fout, verplicht=v.verplicht, ziet=ziet, groot=60)
    lang = v.soort == "tekst" and not _kort(o.wereld, veld)
    return Vraag(naam, tekst, "lang" if lang else "tekst", "", waarde, fout=fout, verplicht=v.verplicht, ziet=ziet, groot=TEKST if lang else 200)


def _kort(w: Wereld, veld: str) -> bool:
    """Names and numbers of persons and addresses fit a line; what people tell gets room."""
    return any(
        veld in f.velden for f in w.feiten.values() if f.systeem is not None and f.systeem.startswith(("persoon.", "adres.")) and veld != "reden"
    )


def _waarden(v: Veld) -> tuple[Optie, ...]:
    return tuple(Optie(w, _hoofdletter(v.tekst(w))) for w in v.waarden)


def _lijst(naam: str, tekst: str, v: Veld, ingevuld: Ingevuld, o: Omgeving, ziet: Ziet | None) -> Vraag:
    gekozen = list(ingevuld.get(naam) or ())
    fout = o.fouten.get(naam, "")
    if isinstance(v.van, dict):
        return _delen(naam, tekst, v.van, ingevuld, o, fout, ziet, v.verplicht)
    if v.waarden or v.van == "rol" or (v.van in o.wereld.soorten_ding):
        alle = _waarden(v) if v.waarden else _met(o.rollen, gekozen, o) if v.van == "rol" else o.dingen(str(v.van))
        opties = tuple(Optie(x.waarde, x.tekst, x.sub, x.waarde in gekozen) for x in alle)
        return Vraag(naam, tekst, "lijst", "Kies er een of meer.", opties=opties, fout=fout, verplicht=v.verplicht, ziet=ziet)
    return Vraag(
        naam, tekst, "lang", "Zet elk antwoord op een eigen regel.", "\n".join(gekozen), fout=fout, verplicht=v.verplicht, ziet=ziet, groot=TEKST
    )


def _delen(
    naam: str, tekst: str, velden: Mapping[str, Veld], ingevuld: Ingevuld, o: Omgeving, fout: str, ziet: Ziet | None, verplicht: bool
) -> Vraag:
    """A list of parts: as many groups as were filled in, and room for more. What stays empty is left out."""
    rijen = []
    for i in range(aantal_delen(naam, velden, ingevuld)):
        delen = tuple(_regel(_vraag(f"{naam}-{i}-{n}", x.vraag or f"{leesbaar(n).capitalize()}?", x, ingevuld, o)) for n, x in velden.items())
        rijen.append(Vraag(f"{naam}-{i}", f"{i + 1}", "groep", delen=delen, verplicht=True))
    return Vraag(naam, tekst, "groep", "Laat leeg wat u niet nodig heeft.", delen=tuple(rijen), fout=fout, verplicht=verplicht, ziet=ziet)


def _regel(v: Vraag) -> Vraag:
    """In a row there is room for one line: no area for text, no row of buttons."""
    if v.soort == "lang":
        return replace(v, soort="tekst", groot=400)
    return replace(v, soort="rol") if v.soort == "keuze" else v


def aantal_delen(naam: str, velden: Mapping[str, Veld], ingevuld: Ingevuld) -> int:
    gevuld = [i for i in range(MEESTE_DELEN) if any(een(ingevuld, f"{naam}-{i}-{n}").strip() for n in velden)]
    return min(MEESTE_DELEN, max(EERST_DELEN, (gevuld[-1] if gevuld else -1) + 3))


def _met(opties: tuple[Optie, ...], gekozen: Iterable[str], o: Omgeving) -> tuple[Optie, ...]:
    """The choices, and what was chosen before though it is no longer offered."""
    bekend = {x.waarde for x in opties}
    return (*opties, *(Optie(g, rolnaam(o.wereld, g)) for g in dict.fromkeys(gekozen) if g in o.wereld.rollen and g not in bekend))


def rolnaam(w: Wereld, rol: str) -> str:
    r = w.rollen.get(rol)
    return (r.naam if r is not None else "") or leesbaar(rol)


def _hoofdletter(tekst: str) -> str:
    return tekst[:1].upper() + tekst[1:]


# values as a form and a reader show them


def als_ingevuld(velden: Mapping[str, Any], model: FeitType) -> dict[str, list[str]]:
    """Stored values as they stand in the controls of a form."""
    uit: dict[str, list[str]] = {}
    for naam, w in velden.items():
        v = model.velden.get(naam)
        if v is None or w is None:
            continue
        if v.soort == "lijst" and isinstance(v.van, dict):
            for i, deel in enumerate(w):
                for n, x in deel.items():
                    if x is not None and n in v.van:
                        uit[f"{naam_van(naam)}-{i}-{n}"] = [_in_vak(x)]
        else:
            uit[naam_van(naam)] = [_in_vak(x) for x in w] if isinstance(w, (list, tuple)) else [_in_vak(w)]
    return uit


def _in_vak(w: Any) -> str:
    if isinstance(w, bool):
        return "ja" if w else "nee"
    if isinstance(w, float):
        return f"{w:g}".replace(".", ",")
    if hasattr(w, "isoformat"):
        return schrijf_datum(w)
    return str(w)


def leesbare_waarde(w: Any, v: Veld | None, o: Omgeving) -> str:
    """A value in words."""
    if w is None or w == ():
        return "niet ingevuld"
    if isinstance(w, bool):
        return UITKOMST[w]
    if isinstance(w, (list, tuple)):
        if v is not None and isinstance(v.van, dict):
            soorten = v.van
            return "; ".join(", ".join(leesbare_waarde(x, soorten.get(n), o) for n, x in deel.items() if x is not None) for deel in w)
        lid = None if v is None else Veld.model_construct(soort="rol" if v.van == "rol" else "keuze", waarden=v.waarden, teksten=v.teksten, van=None)
        return en([leesbare_waarde(x, lid, o) for x in w])
    if v is not None and v.soort == "keuze":
        return v.tekst(str(w))
    if v is not None and v.soort == "rol":
        return rolnaam(o.wereld, str(w))
    if v is not None and v.soort == "organisatie":
        return next((x.tekst for x in o.organisaties if x.waarde == str(w)), "een organisatie")
    return _in_vak(w)
