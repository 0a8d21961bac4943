# SPDX-License-Identifier: EUPL-1.2
"""What stands in a letter: each element from the act, the file or the state; and what it lacks. Nothing is stored.

Texts come from what the maker may read, outcomes from the core; both only as far as the receiver may know them. So a letter never tells its
receiver more than a page would, and its maker learns nothing by making it.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from typing import Any, Final

from wijkregie.delen.categorieen import Bits
from wijkregie.dossier.lezen_feiten import Zicht
from wijkregie.norm.afleiding.leid_af import Stand
from wijkregie.norm.feiten.feit import Feit
from wijkregie.norm.model.vocabulaire import Veld, leesbaar
from wijkregie.norm.taal.bereik import Uitdrukking
from wijkregie.norm.taal.wereld import Wereld
from wijkregie.stukken.model import PER_POST, WAARDE
from wijkregie.stukken.vormen import Deel, Vorm

LEEG: Final = "leeg"
DOSSIER: Final = "dossier"  # it follows from the file, and is not there yet
ONTVANGER: Final = "ontvanger"
TEKENT: Final = "tekent"
ADRES: Final = "adres"
VOLLEDIG_ADRES: Final = "Het volledige adres van de ontvanger"
_MAANDEN: Final = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Alinea:
    """A paragraph; `regels` are its lines."""

    regels: tuple[str, ...]
    kop: str = ""


@dataclass(frozen=True, slots=True)
class Controle:
    """What the agreement asks of the letter, and whether it is there. `waarom`: why not. `veld`: where it is filled in."""

    wat: str
    norm: tuple[str, ...]
    aanwezig: bool
    verplicht: bool
    waarom: str = ""
    veld: str | None = None


@dataclass(frozen=True, slots=True)
class Inhoud:
    """A letter as data: what goes on paper, in its order."""

    betreft: str
    afzender: tuple[str, ...]
    geadresseerde: tuple[str, ...]
    plaats: str
    datum: date
    kenmerk: str
    aanhef: str
    alineas: tuple[Alinea, ...]
    groet: str
    ondertekening: tuple[str, ...]
    tekenen: str
    bezwaar: str
    bezwaar_kop: str

    def als_json(self) -> str:
        """What typst and the print read; the same letter gives the same text."""
        d = asdict(self) | {"datum": dag(self.datum), "jaar": self.datum.year, "maand": self.datum.month, "dag": self.datum.day}
        return json.dumps(d, ensure_ascii=False, sort_keys=True)

    @property
    def afdruk(self) -> str:
        """By which a letter is told from another."""
        return sha256(self.als_json().encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Gemaakt:
    inhoud: Inhoud
    controles: tuple[Controle, ...]

    @property
    def mist(self) -> tuple[Controle, ...]:
        """What keeps it from being made."""
        return tuple(c for c in self.controles if c.verplicht and not c.aanwezig)

    def mist_voor(self, weg: str) -> tuple[Controle, ...]:
        """What keeps it from going in this way: by post it needs an address."""
        return tuple(c for c in self.controles if not c.aanwezig and (c.verplicht or (c.waarom == ADRES and weg in PER_POST)))


@dataclass(frozen=True, slots=True)
class Om:
    """Who it is from and to, and where: what stands around the text."""

    afzender: tuple[str, ...]
    geadresseerde: tuple[str, ...]
    naam: str
    plaats: str
    kenmerk: str
    ondertekening: tuple[str, ...]
    adres_klopt: bool


def dag(d: date) -> str:
    return f"{d.day} {_MAANDEN[d.month - 1]} {d.year}"


def maak(vorm: Vorm, w: Wereld, f: Feit, zicht: Zicht, stand: Stand, bits: Bits, masker: int, om: Om, *, heel: bool) -> Gemaakt:
    """The letter of an act. `f`: with the fields that its maker may read. `heel`: the maker reads all of the act (it is one's own); else what is
    not there may only be hidden, and nothing is said of it."""
    mag, van_feit = gegund(stand, vorm), gegund(stand, vorm, f.id)
    alineas: list[Alinea] = []
    controles: list[Controle] = []
    for d in vorm.delen:
        weet = all((van_feit if c in d.van_de_handeling else mag).get(c) == "inhoud" for c in d.categorieen)
        tekst, waarom = _element(d, w, f, zicht, stand, om, bits, masker, weet=weet)
        if waarom is None:  # it does not apply
            continue
        if tekst:
            alineas.append(Alinea(tuple(r for r in tekst.splitlines() if r.strip()), d.model.kop or ""))
        if d.model.wat and (tekst or heel):
            veld = d.model.veld if d.model.feit is None else None
            controles.append(Controle(d.model.wat, tuple(d.model.norm), bool(tekst), d.model.verplicht, waarom, veld))
    if heel:
        tekent = f.door.rol in vorm.tekent
        wie = " of ".join(w.rollen[r].naam or leesbaar(r) for r in vorm.model.tekent)
        controles.append(Controle(f"Ondertekend door: {wie}", tuple(vorm.model.norm), tekent, True, "" if tekent else TEKENT))
        if vorm.onderwerp:
            alleen_post = PER_POST.issuperset(vorm.model.wegen)
            controles.append(Controle(VOLLEDIG_ADRES, (), om.adres_klopt, alleen_post, "" if om.adres_klopt else ADRES))
    m = vorm.model
    inhoud = Inhoud(
        betreft=m.brief,
        afzender=om.afzender,
        geadresseerde=om.geadresseerde if vorm.onderwerp else (),
        plaats=om.plaats,
        datum=f.op,
        kenmerk=om.kenmerk if vorm.onderwerp else "",  # the number of a file about another is not for the receiver
        aanhef=m.aanhef or (f"Beste {om.naam}," if om.naam else "Beste meneer, mevrouw,"),
        alineas=tuple(alineas),
        groet="Met vriendelijke groet,",
        ondertekening=om.ondertekening,
        tekenen=m.tekenen,
        bezwaar=m.bezwaar,
        bezwaar_kop=m.bezwaar_kop,
    )
    return Gemaakt(inhoud, tuple(controles))


def gegund(stand: Stand, vorm: Vorm, feit: str = "") -> dict[str, str | None]:
    """What the receiver may know now for the purpose of the letter, by its way: category -> form. With `feit`: of that fact."""
    m = vorm.model
    uit: dict[str, str | None] = {}
    for z in stand.zicht:
        if z.organisaties is not None:
            continue  # for who sits at a table: a letter goes to a role
        if z.rol == m.aan and z.doel == m.doel and z.zichtbaar and m.deur in z.weg and (z.feiten is None or feit in z.feiten):
            uit[z.categorie] = z.vorm if uit.get(z.categorie) != "inhoud" else "inhoud"
    return uit


def _element(d: Deel, w: Wereld, f: Feit, zicht: Zicht, stand: Stand, om: Om, bits: Bits, masker: int, *, weet: bool) -> tuple[str, str | None]:
    """The text of an element and why it is not there; None: the letter of this case does not have it. `weet`: its receiver may know it."""
    if d.indien is not None and not (weet and _uitkomst(d.indien, f, stand, bits, masker) is True):
        return "", None
    if not weet and not (d.vast and d.eis is None):
        return "", ONTVANGER
    if d.eis is not None and _uitkomst(d.eis, f, stand, bits, masker) is not True:
        return "", DOSSIER
    if d.vast:
        return d.model.tekst, ""
    model = None
    if d.model.persoon:
        waarde: Any = om.naam
    elif d.afgeleid is not None:
        waarde = _uitkomst(d.afgeleid, f, stand, bits, masker)
    else:
        bron = f if d.model.feit is None else _laatste(zicht, d.model.feit)
        soort = w.feiten[d.model.feit or f.soort]
        waarde, model = (bron.velden.get(d.model.veld or "") if bron is not None else None), soort.velden[d.model.veld or ""]
    tekst = _zeg(waarde, model)
    return (d.model.tekst.replace(WAARDE, tekst), "") if tekst else ("", LEEG if d.van_de_handeling else DOSSIER)


def _laatste(zicht: Zicht, soort: str) -> Feit | None:
    return max((x for x in zicht.gevouwen.feiten if x.soort == soort), key=lambda x: x.sleutel, default=None)


def _uitkomst(u: Uitdrukking, f: Feit, stand: Stand, bits: Bits, masker: int) -> Any:
    """An outcome of the core, if its maker may know what it rests on."""
    if bits.masker(u.categorieen) & ~masker:
        return None
    a = stand.afleider
    c = a.ctx(f.op)
    c.dit = next((x for x in a.b.per.get(f.soort, ()) if x.id == f.id), f)
    return u.fn(c)


def _zeg(waarde: Any, model: Veld | None) -> str:
    """A value as a letter says it."""
    if waarde is None or waarde == "":
        return ""
    if isinstance(waarde, bool):
        return (model.teksten.get("ja" if waarde else "nee") if model is not None else None) or ("ja" if waarde else "nee")
    if isinstance(waarde, date):
        return dag(waarde)
    tekst = model.tekst(str(waarde)) if model is not None and model.soort == "keuze" else str(waarde)
    return "".join(c for c in tekst if c in "\n\t" or c.isprintable()).strip()
