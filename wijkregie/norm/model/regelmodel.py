# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: RUF012 - pydantic copies defaults
"""The shape of a protocol as people write it: its head, and the kinds of rule a chapter may hold."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from wijkregie.norm.model.basis import Basis, Hardheid, JaNee, Lijst, Naam, Regel, Tekst, TermijnTekst, als_lijst
from wijkregie.norm.model.overlegmodel import Overlegvorm
from wijkregie.norm.model.vocabulaire import Begrip, Systeemnaam


class Kop(Basis):
    protocol: Naam
    titel: str
    gemeente: Naam
    registers: Lijst = Field(default=[], alias="register")
    lopende_dossiers: Literal["blijft", "vanaf", "mee"] = "mee"
    kalender: str | None = None
    dreigt: TermijnTekst = "2 werkdagen"
    speling: TermijnTekst = "5 werkdagen"
    norm: Lijst = []
    noot: str | None = None


class Smal(Basis):
    """A narrower category of something derived, with the sharing norm that allows it."""

    naam: Naam
    norm: Annotated[list[str], BeforeValidator(als_lijst), Field(min_length=1)]


class Eis(Regel):
    """A leaf: what must hold."""

    categorie: Smal | None = None
    eis: Tekst
    indien: Tekst | None = None
    hardheid: Hardheid = "hard"
    afwijken: Lijst = []
    leeg: Literal["voldaan"] | None = None


class Tak(Regel):
    """A node of a gate: all, one of, at least n, or a choice by the ground that the act names."""

    alle: list[Eis | Tak] | None = None
    een_van: list[Eis | Tak] | None = None
    minstens: Minstens | None = None
    kies: Kies | None = None
    indien: Tekst | None = None


class Minstens(Basis):
    n: int
    van: list[Eis | Tak]


class Kies(Basis):
    veld: str
    takken: dict[str, Tak | Eis]


class Bewaakt(Basis):
    feit: Lijst
    door: Lijst = []
    als: Tekst | None = None


def _bewaakt(v: Any) -> Any:
    if isinstance(v, (str, list)):
        delen = v if isinstance(v, list) else [v]
        kaal = [x for x in delen if isinstance(x, str)]
        return ([{"feit": kaal}] if kaal else []) + [x for x in delen if not isinstance(x, str)]
    return [v]


class Toets(Tak):
    bewaakt: Annotated[list[Bewaakt], BeforeValidator(_bewaakt)]
    per: Naam | None = None


class DoeRegel(Basis):
    feit: str
    waar: Tekst | None = None


def _doe(v: Any) -> Any:
    return [{"feit": x} if isinstance(x, str) else x for x in als_lijst(v)]


class Wie(Basis):
    elk: Lijst = []
    een_van: Lijst = []
    samen: Lijst = []
    rol: str | None = None  # an expression that gives a role


def _wie(v: Any) -> Any:
    if isinstance(v, str):
        return {"een_van": [v]}
    return {"een_van": v} if isinstance(v, list) else v


class VoorElk(Basis):
    in_: Any = Field(alias="in")
    waar: Tekst | None = None


def _voor_elk(v: Any) -> Any:
    return v if v is None or isinstance(v, dict) else {"in": v}


class NdeFeit(Basis):
    n: int = Field(ge=1)
    feit: Lijst
    waar: Tekst | None = None
    verschillende: Tekst | None = None


class Gemist(Basis):
    plicht: Naam
    termijn: Literal["uiterlijk", "streef"] = "uiterlijk"


class FaseTrigger(Basis):
    spoor: Naam
    in_: Lijst = Field(default=[], alias="in")
    uit: Lijst = []


def _gemist(v: Any) -> Any:
    return {"plicht": v} if isinstance(v, str) else v


class Plicht(Regel):
    bij: Lijst = []
    op_datum: Tekst | None = None
    bij_de_nde: NdeFeit | None = None
    bij_gemist: Annotated[Gemist | None, BeforeValidator(_gemist)] = None
    bij_fase: FaseTrigger | None = None
    bij_besluit: str | None = None
    als: Tekst | None = None
    per: str = "trigger"
    wie: Annotated[Wie | None, BeforeValidator(_wie)] = None
    doe: Annotated[list[DoeRegel], BeforeValidator(_doe)] = []
    over: JaNee = True
    eisen: list[Eis] = []
    houdt: Tekst | None = None
    zolang: Tekst | None = None
    voor_elk: Annotated[VoorElk | None, BeforeValidator(_voor_elk)] = None
    vanaf: Tekst | None = None
    uiterlijk: Tekst | None = None
    niet_voor: Tekst | None = None
    streef: Tekst | None = None
    moment: Tekst | None = None
    speling: Tekst | None = None
    verschuif: Literal["werkdag"] | None = None
    herhaal: str | None = None
    hardheid: Hardheid = "hard"
    afzien: Lijst = []
    vervangt: Lijst = []
    categorie: Smal | None = None


class ZorgDat(Regel):
    zolang: Tekst | None = None
    houdt: Tekst
    per: str = "dossier"
    wie: Annotated[Wie | None, BeforeValidator(_wie)] = None
    uiterlijk: Tekst | None = None
    hardheid: Hardheid = "hard"
    vervangt: Lijst = []
    categorie: Smal | None = None


class Recht(Regel):
    rol: Lijst
    feit: Lijst
    als: Tekst | None = None


class Fase(Basis):
    naam: str = ""
    kort: str = ""  # the label in the drawn track
    wat: str | None = None
    norm: Lijst = []


class Overgang(Regel):
    bij: Lijst
    van: Lijst
    naar: str
    als: Tekst | None = None
    besluit: str | None = None


class Regie(Regel):
    tabel: dict[str, str]
    overdracht: Lijst = []


class Spoor(Regel):
    per: str = "dossier"
    categorie: Smal | None = None  # of its phase
    begin: str
    fasen: dict[Naam, Fase | None]
    zonder_gevolg: Lijst = []  # facts that may come in any phase without moving it, and are not off the route
    overgangen: list[Overgang] = []
    regie: dict[Naam, Regie] = {}


class Rij(Regel):
    als: list[Any]
    dan: Any


class Tabel(Regel):
    kies: Literal["eerste", "precies_een", "alle"] = "eerste"
    invoer: dict[str, Any]
    uitvoer: Lijst = ["uitkomst"]
    rijen: list[Rij]


class Keuze(Regel):
    systeem: Systeemnaam | None = None  # what the system itself reads it for: `bewaartermijn`, a term that has no default
    vraag: str = ""
    opties: dict[str, Any]
    standaard: str | None = None


class Kengetal(Regel):
    waarden: dict[str, Any]


class Opschorting(Regel):
    van: Lijst
    tot: Lijst
    stuit: Lijst
    als: Tekst | None = None


class Besluit(Regel):
    feit: Lijst
    als: Tekst | None = None
    geldig: Tekst = "ja"
    aangenomen: Tekst = "ja"


class Delen(Regel):
    verbod: JaNee = False
    doel: Lijst = []
    grond: str | None = None
    van: Lijst = []
    aan: Lijst
    gegevens: Lijst
    vorm: Literal["inhoud", "waarde", "janee", "bestaat", "aantal"] = "inhoud"
    weg: Lijst = ["inzage"]
    per: Literal["dossier", "verstrekking", "feit"] = "dossier"
    feiten: Tekst | None = None  # with `per: feit`: which facts, as after *bestaat*
    eenmalig: JaNee = False
    als: Tekst | None = None
    tafel: Naam | None = None  # a notion per thing: given only to organisations that sit at a thing for which it holds, in the role that receives
    hardheid: Hardheid = "hard"


class Omvang(Basis):
    """What a ground is limited to: each a line that gives a list. Unknown (nobody named any) is no limit."""

    doel: Tekst | None = None
    aan: Tekst | None = None
    gegevens: Tekst | None = None


class Grond(Regel):
    is_: Tekst = Field(alias="is")
    omvang: Omvang | None = None


class Bestaan(Regel):
    niet: Lijst
    als: Tekst | None = None
    per: Naam | None = None


class Publicatie(Regel):
    waarde: Tekst
    categorie: Naam
    per: Naam | None = None
    kop: Naam | None = None  # heads the dossiers that read it, together with the others of this name, in the order written
    ervoor: str = " "  # what stands between it and the one before


class Aanwijzing(Regel):
    bij: Any
    tekst: str
    als: Tekst | None = None


class Hoofdstuk(Basis):
    """One chapter of a protocol."""

    hoofdstuk: str = ""
    bron: str | None = None
    noot: str | None = None
    plichten: dict[Naam, Plicht] = {}
    zorg_dat: dict[Naam, ZorgDat] = {}
    toetsen: dict[Naam, Toets] = {}
    rechten: dict[Naam, Recht] = {}
    sporen: dict[Naam, Spoor] = {}
    begrippen: dict[Naam, Begrip] = {}
    tabellen: dict[Naam, Tabel] = {}
    keuzes: dict[Naam, Keuze] = {}
    kengetallen: dict[Naam, Kengetal] = {}
    opschortingen: dict[Naam, Opschorting] = {}
    besluiten: dict[Naam, Besluit] = {}
    overleggen: dict[Naam, Overlegvorm] = {}
    delen: dict[Naam, Delen] = {}
    gronden: dict[Naam, Grond] = {}
    bestaan: dict[Naam, Bestaan] = {}
    publiceert: dict[Naam, Publicatie] = {}
    aanwijzingen: dict[Naam, Aanwijzing] = {}
    getoond: dict[str, str] = {}
    buiten_bereik: dict[str, str] = {}


SOORTEN = (
    "plichten",
    "zorg_dat",
    "toetsen",
    "rechten",
    "sporen",
    "begrippen",
    "tabellen",
    "keuzes",
    "kengetallen",
    "opschortingen",
    "besluiten",
    "overleggen",
    "delen",
    "gronden",
    "bestaan",
    "publiceert",
    "aanwijzingen",
)
"""The kinds of rule a chapter may hold, in the order in which they are compiled."""
