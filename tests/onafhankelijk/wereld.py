# SPDX-License-Identifier: EUPL-1.2
"""A dossier per agreement in which every kind of fact that can be recorded is recorded, each text of it a marker that is nowhere else; a case of
somebody else, a person, and a request of that person with what was found for it."""

from __future__ import annotations

import itertools
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import blake2b
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
    code: str = "amsterdam"
    zaken: dict[str, UUID] = field(default_factory=dict)
    meldingen: dict[str, UUID] = field(default_factory=dict)
    nummers: dict[str, str] = field(default_factory=dict)
    merken: list[Merk] = field(default_factory=list)
    persoon: UUID | None = None
    verzoek: UUID | None = None
    pakket: UUID | None = None
    overleg: str = ""  # the address of a meeting with the second case on its agenda, and of that item
    punt: str = ""
    besluit: UUID = field(default_factory=uuid4)
    """Of single facts that were decided to be destroyed."""
    geweigerd: dict[str, str] = field(default_factory=dict)
    oor: Luister = field(default_factory=Luister)

    def organisatie(self, wie: str) -> int:
        return int(self.d.sessie(wie).organisatie)

    def nummer(self, dossier: UUID | None) -> str:
        return self.nummers[str(dossier)]


_teller = itertools.count(1)


def merktekst() -> str:
    """Letters only, as nobody writes: found in any case, in an address and in a file name alike, and no two resemble each other to a search."""
    kern = blake2b(str(next(_teller)).encode(), digest_size=8).hexdigest()
    return f"qzx{kern.translate(str.maketrans('0123456789abcdef', 'bcdfghjklmnprstv'))}xzq"


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


def vul(w: Wereld, zaak: UUID, wie: Callable[[str], list[str]], soorten: list[str]) -> None:
    """Record one fact of each kind, by the first of these people that may."""
    from wijkregie.dossier.afspraken import wereld
    from wijkregie.dossier.opdracht import Bijlage, Geweigerd

    voc = wereld(w.code).voc
    dingen: dict[str, UUID] = {}
    for soort in soorten:
        model = voc.feiten[soort]
        over = next((dingen[o] for o in model.over if o in dingen), None)
        for mens in wie(soort):
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
    voc = wereld(w.code).voc
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
        geordend = [s for s in soorten if voc.feiten[s].opent] + [s for s in soorten if not voc.feiten[s].opent]
        vul(w, w.zaken[naam], lambda _, naam=naam: WIE[naam], geordend)
    _elders(w)
    _meldingen(w)
    _verzoek(w)
    reeks = _overleg(w)
    w.nummers = {str(i): n for i, n in d.databank.beheer("select id, nummer from dossier_dossier")}
    w.overleg = f"/overleg/{w.nummer(reeks)}/{w.overleg}/"
    return w


def _elders(w: Wereld) -> None:
    """A case of another care provider in another part of town: so for each persona there is one that it may not enter."""
    from wijkregie.dossier import kern
    from wijkregie.dossier.opdracht import Begin, Nieuw, Opdracht

    wie, id_ = "andere_zorgaanbieder", uuid4()
    s = w.d.sessie(wie)
    partij = {"op": DAG, "feit": "partij_betrokken", "velden": {"rol": "zorgaanbieder", "organisatie": str(s.organisatie)}}
    kern.leg_vast(s, Opdracht(uuid4(), (Nieuw(id_, uuid4(), partij),), (Begin(id_, "zaak", ROUTE[:1], w.d.gebied("noord"), s.lidmaatschap),)))
    w.zaken["elders"] = id_
    eigen = w.organisatie("persoonlijk_begeleider")
    soorten = [m.soort for m in w.merken if m.dossier == w.zaken["route"] and m.vastlegger == eigen]
    kan_niet = dict(w.geweigerd)
    vul(w, id_, lambda _: [wie], list(dict.fromkeys(soorten))[:ELDERS])
    w.geweigerd = kan_niet


ELDERS = 16


def _overleg(w: Wereld) -> UUID:
    """A series with a meeting today, at which the second case is discussed; gives the series."""
    from wijkregie.dossier import kern
    from wijkregie.dossier.opdracht import Begin, Nieuw, Opdracht

    s, reeks, b, punt = w.d.sessie("mzwo_medewerker"), uuid4(), uuid4(), uuid4()
    zaak = w.zaken["treiter"]

    def feit(d: UUID, soort: str, opent: UUID | None = None, over: tuple[UUID, ...] = (), **velden: str) -> Nieuw:
        return Nieuw(d, uuid4(), {"op": DAG, "feit": soort, "over": [str(x) for x in over], "velden": velden}, opent)

    wie = {"partij": "mzwo", "organisatie": str(s.organisatie)}
    feiten = (
        feit(reeks, "overlegreeks_gestart", overlegvorm="klein_overleg"),
        feit(reeks, "overleg_gepland", b, overlegvorm="klein_overleg", gepland_op=DAG),
        feit(zaak, "agendapunt_ingebracht", punt, overlegvorm="klein_overleg"),
        feit(reeks, "agendapunt_geplaatst", punt, (b,), zaak=str(zaak)),
        feit(reeks, "aangekomen", None, (b, punt), **wie),
        feit(zaak, "aangekomen", None, (punt,), **wie),
    )
    kern.leg_vast(s, Opdracht(uuid4(), feiten, (Begin(reeks, "reeks", TREITER, w.d.gebied("duinwijk")),)))
    w.overleg, w.punt = str(b), str(punt)
    return reeks


def _meldingen(w: Wereld) -> None:
    """Two reports of residents by the public form: one waits for a decision, one was joined to the case of harassment."""
    from wijkregie.dossier import kern
    from wijkregie.meldingen import melder, openbaar, systeem, triage

    loket = melder.loket(klok.vandaag())
    assert loket is not None
    soort, model = systeem.model(w.code)
    for naam in ("wacht", "bij_zaak"):
        velden, teksten = _velden(model, loket.organisatie)
        uit = openbaar.ontvang(loket, {**velden, "kanaal": "website", "anoniem": "nee"}, klok.nu(), uuid4(), gebied=w.d.gebied("duinwijk"))
        ((feit,),) = w.d.databank.beheer("select id from dossier_feit where dossier = %s and soort = %s", uit.dossier, soort)
        w.merken += [Merk(t, uit.dossier, feit, soort, c, loket.organisatie) for t, c in teksten]
        w.meldingen[naam] = uit.dossier
    for d in w.meldingen.values():
        vul(w, d, lambda _: ["mzwo_medewerker"], ["melding_aangevuld", "melding_contact_gelegd", "melder_beantwoord"])
    velden, teksten = _velden(triage.model(w.code, triage.GETRIEERD), w.organisatie("mzwo_medewerker"))
    signaal, uit_signaal = _velden(triage.model(w.code, triage.SIGNAAL), w.organisatie("mzwo_medewerker"))
    besluit = triage.Besluit(triage.AANSLUITEN, velden, signaal)
    s, melding, zaak = w.d.sessie("mzwo_medewerker"), w.meldingen["bij_zaak"], w.zaken["treiter"]
    kern.leg_vast(s, triage.opdracht(s, uuid4(), melding, besluit, zaak=zaak, met_signaal=True))
    for d, systeemnaam, woorden in ((melding, triage.GETRIEERD, teksten), (zaak, triage.SIGNAAL, uit_signaal)):
        soort = triage.afspraken.systeemfeit(w.code, systeemnaam)
        ((feit,),) = w.d.databank.beheer("select id from dossier_feit where dossier = %s and soort = %s order by vastgelegd desc limit 1", d, soort)
        w.merken += [Merk(t, d, feit, soort, c, s.organisatie) for t, c in woorden]


def _verzoek(w: Wereld) -> None:
    """The person asks to see what there is: found, reviewed, and a package made. And what is decided to be destroyed."""
    from wijkregie.dossier import afspraken
    from wijkregie.privacy import inzage, pakket, verzoeken

    d, wie = w.d, "privacy_officer"
    doelen = tuple(afspraken.deur("amsterdam", "privacy"))
    assert w.persoon is not None
    uitslag = verzoeken.begin(d.sessie("persoonlijk_begeleider"), w.persoon, {"soort": "inzage"}, klok.vandaag(), uuid4())
    w.verzoek = uitslag.dossiers[0]
    with d.ogen(wie, doelen):
        inzage.verzamel(d.sessie(wie), w.verzoek)
    with d.ogen(wie, doelen):
        open_ = [s for s in inzage.stukken(d.sessie(wie), w.verzoek) if s.open]
        inzage.oordeel(d.sessie(wie), w.verzoek, [(s, True, None) for s in open_])
    with d.ogen(wie, doelen):
        w.pakket = pakket.vraag(d.sessie(wie), w.verzoek)
    pakket.maak(d.gemeente, "amsterdam", w.pakket)
    zaak = w.zaken["route"]
    d.databank.beheer("insert into privacy_vernietiglijst values (%s, %s, %s, '2 jaar', %s, %s)", d.gemeente, zaak, DAG, DAG, klok.nu())
    feiten = [m.feit for m in w.merken if m.dossier == zaak][:2]
    door = d.leden["jzd_toezicht"][1]
    d.databank.beheer(
        "insert into privacy_gegevenlijst values (%s, %s, %s, %s, 0, %s, %s, %s)", d.gemeente, zaak, w.besluit, feiten, door, DAG, klok.nu()
    )


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
