# SPDX-License-Identifier: EUPL-1.2
"""A dossier per agreement in which every kind of fact that can be recorded is recorded, each text of it a marker that is nowhere else."""

from __future__ import annotations

import itertools
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from wijkregie import klok
from wijkregie.project.logboek import Stil

HIER = Path(__file__).parent
DAG = "2026-01-23"
PDF = b"%PDF-1.4 "
MERK = r"qzx[a-z]{3,}?xzq"
NIET = {
    "toestemming_ingetrokken",
    "dossier_gesloten",
    "rectificatie",
    "verstrekt",
    "dubbel_samengevoegd",
    "samenvoeging_teruggedraaid",
    "dossiers_verbonden",
    "verbinding_beeindigd",
    "partij_betrokken",
    "partij_vertrokken",
    "treiterzaak_gesloten",
    "gegevens_vernietigd",
}
"""What would end the case, or is about other facts."""


class Luister(logging.Handler):
    """Every log line as production writes it."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(Stil("%(message)s"))
        self.regels: list[str] = []

    def emit(self, r: logging.LogRecord) -> None:
        self.regels.append(self.format(r))


@dataclass(frozen=True)
class Merk:
    """One marker: where it lies and whose it is."""

    tekst: str
    dossier: UUID
    feit: UUID
    soort: str
    categorie: str
    vastlegger: int


@dataclass
class Wereld:
    """The municipality with its dossiers full of markers."""

    d: Any
    zaken: dict[str, UUID] = field(default_factory=dict)
    nummers: dict[str, str] = field(default_factory=dict)
    merken: list[Merk] = field(default_factory=list)
    persoon: UUID | None = None
    geweigerd: dict[str, str] = field(default_factory=dict)
    oor: Luister = field(default_factory=Luister)

    def organisatie(self, wie: str) -> int:
        return int(self.d.sessie(wie).organisatie)


_teller = itertools.count(1)


def merktekst() -> str:
    """Letters only, as nobody writes: found in any case, in an address and in a file name alike."""
    n, uit = next(_teller), ""
    while n:
        n, r = divmod(n, 26)
        uit = chr(97 + r) + uit
    return f"qzx{uit.rjust(3, 'a')}xzq"


def _waarde(v: Any, teksten: list[tuple[str, str]], cat: str, org: int) -> Any:
    """Something that fits a field; of a text a new marker."""
    soort = v.soort
    if soort == "tekst":
        teksten.append((merktekst(), v.categorie or cat))
        return teksten[-1][0]
    vast = {"janee": "ja", "getal": "1", "datum": DAG, "tijd": "10:00", "termijn": "1 maand", "organisatie": str(org)}
    if soort == "keuze":
        return v.waarden[0]
    if soort == "rol":
        return "woningcorporatie"
    if soort == "lijst":
        return ["woningcorporatie"] if v.van == "rol" else [v.waarden[0]] if v.waarden else None
    return vast.get(soort)


def _velden(model: Any, org: int) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    teksten: list[tuple[str, str]] = []
    velden = {}
    for naam, v in model.velden.items():
        if v.soort == "tekst" or v.verplicht:
            w = _waarde(v, teksten, model.categorie, org)
            if w is not None:
                velden[naam] = w
    return velden, teksten


def _reden(model: Any) -> str:
    """The reason in the frame; where the form asks one from a list, that."""
    v = model.velden.get("reden")
    return v.waarden[0] if v is not None and v.waarden else "proef"


def vul(w: Wereld, zaak: UUID, wie: list[str], soorten: list[str]) -> None:
    """Record one fact of each kind, by the first of these people that may."""
    from wijkregie.dossier.afspraken import wereld
    from wijkregie.dossier.opdracht import Bijlage, Geweigerd

    voc = wereld("amsterdam").voc
    dingen: dict[str, UUID] = {}
    for soort in soorten:
        model = voc.feiten[soort]
        over = next((dingen[o] for o in model.over if o in dingen), None)
        for mens in wie:
            org = w.organisatie(mens)
            velden, teksten = _velden(model, org)
            bestand = merktekst()
            meer: dict[str, Any] = {"opent": uuid4()} if model.opent else {}
            if "reden" in velden:  # the frame has one too
                teksten = [(t, c) for t, c in teksten if t != velden["reden"]]
                del velden["reden"]
            meer |= {"over": [str(over)]} if over else {}
            bijlage = (Bijlage(f"{bestand}.pdf", "application/pdf", PDF + bestand.encode(), model.categorie),)
            try:
                id_ = w.d.leg_vast(mens, zaak, soort, reden=_reden(model), herkomst="buiten", overgenomen=True, bijlagen=bijlage, **meer, **velden)
            except (Geweigerd, Exception) as e:
                w.geweigerd[soort] = f"{mens}: {type(e).__name__}: {'; '.join(b.melding for b in getattr(e, 'bezwaren', ())) or e}"
                continue
            if model.opent:
                dingen.setdefault(model.opent, meer["opent"])
            teksten.append((bestand, model.categorie))
            w.merken += [Merk(t, zaak, id_, soort, c, org) for t, c in teksten]
            w.geweigerd.pop(soort, None)
            break


ROUTE = ("overlastprotocol", "omslagroute", "handleiding_omslagroute")
TREITER = ("treiteraanpak",)
TREITERFEITEN = ("treiteraanpak", "overleg", "bezoek", "aanpak", "restart")
WIE = {
    "route": ["persoonlijk_begeleider", "contactpersoon_corporatie", "mzwo_medewerker", "woonzaken", "directie_wonen", "wijkagent", "buurtteam",
              "ggd_arts", "wpi", "onafhankelijke_derde", "teammanager_zorg"],
    "treiter": ["mzwo_medewerker", "treiterregisseur", "informatiemakelaar", "vangnet", "wijkagent", "persoonlijk_begeleider", "woonbegeleider"],
}  # fmt: skip


LOGBOEKEN = ("", "wijkregie", "wijkregie.kern", "django", "django.request")


@contextmanager
def luister(w: Wereld) -> Iterator[None]:
    """Hear every log line, from the first fact on."""
    for naam in LOGBOEKEN:
        logging.getLogger(naam).addHandler(w.oor)
    try:
        yield
    finally:
        for naam in LOGBOEKEN:
            logging.getLogger(naam).removeHandler(w.oor)


def bouw(w: Wereld, toestemming: bool = True) -> Wereld:
    """Both dossiers, on Friday 23 January 2026, with a person whom the first is about."""
    from wijkregie.dossier import kern
    from wijkregie.dossier.afspraken import wereld
    from wijkregie.dossier.opdracht import Begin, Nieuw, Opdracht

    d = w.d
    voc = wereld("amsterdam").voc
    for naam, wie, protocollen in (("route", "persoonlijk_begeleider", ROUTE), ("treiter", "mzwo_medewerker", TREITER)):
        s, id_ = d.sessie(wie), uuid4()
        feiten = [Nieuw(id_, uuid4(), {"op": DAG, "feit": "partij_betrokken", "velden": {"rol": r, "organisatie": str(d.organisaties[o])}})
                  for r, o in (("zorgaanbieder", "linde"), ("woningcorporatie", "eik"), ("mzwo", "meldpunt"), ("ggd", "ggd"))]  # fmt: skip
        begin = Begin(id_, "zaak", protocollen, d.gebied("duinwijk"), s.lidmaatschap)
        kern.leg_vast(s, Opdracht(uuid4(), tuple(feiten), begin=(begin,)))
        if toestemming:
            d.leg_vast(wie, id_, "toestemming_gegeven", schriftelijk="ja", overgenomen=True, herkomst="buiten")
        w.zaken[naam] = id_
    _persoon(w)
    blad = {
        n: set(laad_feiten(n))
        for n in ("basis", "dossier", "overlast", "omslagroute", "handleiding", "treiteraanpak", "overleg", "bezoek", "aanpak", "restart")
    }
    for naam, bestanden in (
        ("route", ("overlast", "omslagroute", "handleiding")),
        ("treiter", TREITERFEITEN),
    ):
        soorten = [s for s in voc.feiten if s not in NIET and any(s in blad[b] for b in bestanden)]
        vul(w, w.zaken[naam], WIE[naam], [s for s in soorten if voc.feiten[s].opent] + [s for s in soorten if not voc.feiten[s].opent])
    w.nummers = {str(i): n for i, n in d.databank.beheer("select id, nummer from dossier_dossier")}
    return w


def laad_feiten(naam: str) -> Iterator[str]:
    import wijkregie
    from wijkregie.norm.yaml12 import laad_bytes

    pad = Path(wijkregie.__file__).parent / "protocollen" / "amsterdam" / "feiten" / f"{naam}.yaml"
    yield from laad_bytes(pad.read_bytes(), str(pad))["feiten"]


def _persoon(w: Wereld) -> None:
    """A person whom the first dossier is about, with a name and a mail address that are markers."""
    from wijkregie.dossier import kern
    from wijkregie.dossier.opdracht import Begin, Nieuw, Opdracht

    wie, p = "persoonlijk_begeleider", uuid4()
    naam, mail, f, g = merktekst(), merktekst(), uuid4(), uuid4()
    feiten = (
        Nieuw(p, f, {"op": klok.vandaag().isoformat(), "feit": "persoon_ingeschreven", "velden": {"voornaam": "Daan", "achternaam": naam}}),
        Nieuw(p, g, {"op": klok.vandaag().isoformat(), "feit": "contactgegevens_vastgelegd", "velden": {"mail": f"{mail}@voorbeeld.example"}}),
        Nieuw(w.zaken["route"], uuid4(), {"op": DAG, "feit": "dossiers_verbonden", "velden": {"ander": str(p), "relatie": "betreft"}}),
    )
    kern.leg_vast(w.d.sessie(wie), Opdracht(uuid4(), feiten, (Begin(p, "persoon", ("persoon",)),)))
    w.persoon = p
    org = w.organisatie(wie)
    w.merken += [Merk(naam, p, f, "persoon_ingeschreven", "identiteit", org), Merk(mail, p, g, "contactgegevens_vastgelegd", "contact", org)]
