# SPDX-License-Identifier: EUPL-1.2
"""Sample forms and letters."""

from __future__ import annotations

from dataclasses import replace

from ..beelden import (
    Afwijking,
    AlVastgelegd,
    Brief,
    BriefDeel,
    BriefElement,
    BriefWeg,
    Conflict,
    DitVolgt,
    DossierVerwijzing,
    FeitKaart,
    Formulier,
    Gevolg,
    HandelingFormulier,
    Kandidaat,
    KandidaatKeuze,
    Link,
    NieuwDossier,
    NormTekst,
    Optie,
    Postlijst,
    PostRij,
    Punt,
    Rectificatie,
    Verandering,
    Vraag,
    Ziet,
)
from .dossiers import ladder
from .kern import DANIEL, HIER, SNEL, waarom

_DOSSIER = DossierVerwijzing("WR-2026-0147", f"{HIER}dossier/", "Lisdoddestraat 14-2")
_NIET_DOEN = Link("Niet doen", f"{HIER}dossier/")
_TERUG = Link("Terug zonder vast te leggen", f"{HIER}dossier/")
_ALLEN = Ziet("Dit zien: Lindehof, De Kade, MZWO")
_VAST = (("sleutel", "voorbeeld"), ("gezien", "9"))
_TERECHT = (Optie("terecht", "Terecht"), Optie("onterecht", "Onterecht"))
_KLACHTEN = (
    Optie("k9", "do 2 april, harde muziek in de nacht", "nog geen oordeel", True),
    Optie("k5", "ma 16 maart, harde muziek in de nacht", "oordeel: terecht"),
)
_TEKST = "Daan zegt dat de muziek om elf uur uit was. Twee buren hoorden hem om half twee nog. Hij had een koptelefoon beloofd en gebruikt die niet."


def _vragen(datum: str = "07-04-2026", fout: str = "") -> tuple[Vraag, ...]:
    return (
        Vraag(
            "wanneer",
            "Wanneer was het gesprek?",
            "groep",
            "Was het eerder dan vandaag? Vul dan die dag in.",
            delen=(Vraag("op", "Dag", "datum", waarde=datum, fout=fout), Vraag("tijd", "Tijd", "tijd", verplicht=False)),
            ziet=_ALLEN,
        ),
        Vraag(
            "bewust",
            "Was het gedrag bewust?",
            "keuze",
            "Uw inschatting na het gesprek.",
            "onbewust",
            (Optie("bewust", "Bewust"), Optie("onbewust", "Onbewust")),
            ziet=_ALLEN,
        ),
        Vraag(
            "terecht",
            "Is de klacht terecht?",
            "groep",
            delen=(
                Vraag("terecht_u", "Volgens u", "keuze", waarde="terecht", opties=_TERECHT),
                Vraag("terecht_ander", "Volgens Daan", "keuze", waarde="onterecht", opties=_TERECHT),
            ),
            ziet=_ALLEN,
        ),
        Vraag("zelfde", "Is het dezelfde soort klacht als op 16 maart?", "ja_nee", waarde="ja", ziet=_ALLEN),
        Vraag(
            "erbij",
            "Wie waren erbij?",
            "lijst",
            opties=(Optie("d", "De deelnemer", gekozen=True), Optie("f", "Een familielid"), Optie("w", "De wijkagent")),
            verplicht=False,
        ),
        Vraag(
            "organisatie",
            "Met welke organisatie sprak u dit af?",
            "organisatie",
            opties=(Optie("kade", "Woonstichting De Kade"), Optie("duin", "Wonen Duinveste")),
            verplicht=False,
        ),
        Vraag("duur", "Hoe lang duurde het gesprek?", "getal", eenheid="minuten", verplicht=False),
        Vraag(
            "motivering",
            "Waarom vindt u dat?",
            "lang",
            "Schrijf wat u hoorde en zag. Een rechter kan dit later lezen.",
            _TEKST,
            ziet=Ziet("Dit ziet alleen Lindehof. Deze tekst hoort bij zorg.", True),
        ),
    )


def volgt() -> DitVolgt:
    return DitVolgt(
        (
            Gevolg(
                "Het dossier gaat naar actie 4", "Opnieuw een terechte klacht van dezelfde soort.", ladder=ladder(4), waarom=waarom("Naar actie 4")
            ),
            Gevolg(
                "Dan zijn er 4 nieuwe taken",
                punten=(
                    Punt("Officiële waarschuwingsbrief maken", "u, zo snel mogelijk"),
                    Punt("Gesprek met de deelnemer", "teammanager Idris Haverkamp"),
                    Punt("De Kade en het MZWO informeren", "u, in één bericht"),
                    Punt("Juridisch advies vragen", "u"),
                ),
            ),
            Gevolg("Klaar", punten=(Punt("Klacht bespreken, met 3 andere afspraken"),), klaar=True),
            Gevolg(
                "De weg naar een eigen contract",
                "Een voordracht kan niet meer vóór za 3 april 2027: een jaar en een dag na de klacht.",
                waarom=waarom("Voordracht niet vóór 3 april 2027"),
                let=True,
            ),
        ),
        adres=f"{HIER}dit-volgt/",
    )


def handeling() -> HandelingFormulier:
    return HandelingFormulier(
        "Klacht bespreken met de deelnemer",
        Formulier(f"{HIER}handeling-fout/", "Gesprek vastleggen", _vragen(), _VAST, niet_doen=_TERUG, bestanden=True),
        _DOSSIER,
        "Daan Wilgenroos",
        SNEL,
        "Wederhoor: de deelnemer vertelt zijn kant.",
        3,
        waarom("Klacht bespreken met de deelnemer"),
        dingen=(Vraag("over", "Over welke klacht ging het gesprek?", "lijst", opties=_KLACHTEN),),
        bijlagen=Vraag(
            "bestand",
            "Heeft u er een stuk bij?",
            "bestand",
            "Een foto of scan: pdf, jpeg, png of docx, ten hoogste 25 MB.",
            verplicht=False,
            ziet=_ALLEN,
        ),
        volgt=volgt(),
    )


def handeling_fout() -> HandelingFormulier:
    norm = NormTekst("Voor een waarschuwing hoort u eerst de deelnemer.", "Tien Werkafspraken, bijlage 1, actie 3", "TW-B1.33", "hard")
    f = "Vul een datum in tot en met vandaag, 7 april 2026."
    reden = Vraag("reden", "Waarom ging het anders?", "lang", fout="Schrijf waarom het anders ging. Dat komt bij het feit te staan.", ziet=_ALLEN)
    return replace(
        handeling(),
        formulier=Formulier(f"{HIER}handeling-fout/", "Gesprek vastleggen", _vragen("17-04-2026", f), _VAST, niet_doen=_TERUG),
        herkomst=Vraag(
            "herkomst",
            "Waar is de brief gemaakt?",
            "keuze",
            opties=(Optie("systeem", "In Wijkregie", "u krijgt de brief om af te drukken"), Optie("buiten", "Ergens anders", "de brief bestaat al")),
            fout="Kies waar de brief is gemaakt.",
        ),
        afwijkingen=(
            Afwijking(norm, "Er is nog geen gesprek vastgelegd. Leg uw handeling gerust vast: de reden staat erbij.", reden, waarom("Afwijking")),
        ),
        geweigerd=(Afwijking(norm, "U kunt deze brief pas maken als het gesprek is vastgelegd."),),
        volgt=DitVolgt(adres=f"{HIER}dit-volgt/"),
    )


_FEIT = FeitKaart(
    "Klacht ontvangen: harde muziek in de nacht",
    (("Gebeurd", "di 17 maart 2026"), ("Vastgelegd", "di 17 maart 2026, 9.30 uur, door Femke Zonneveld")),
)


def rectificatie() -> Rectificatie:
    vragen = (
        Vraag("op", "Wanneer gebeurde het?", "datum", waarde="17-03-2026"),
        Vraag("reden", "Waarom corrigeert u dit?", "lang", "Dit staat er voortaan bij.", ziet=_ALLEN),
        Vraag(
            "soort",
            "Wat wilt u doen?",
            "keuze",
            opties=(
                Optie("wijzig", "De gegevens verbeteren", "het blijft meetellen", True),
                Optie("trek_in", "Intrekken", "het telt dan niet meer mee"),
            ),
        ),
    )
    return Rectificatie(
        "Klacht van 17 maart corrigeren",
        _DOSSIER,
        _FEIT,
        Formulier(f"{HIER}rectificatie-voorbeeld/", "Bekijk wat er verandert", vragen, _VAST, niet_doen=_NIET_DOEN),
    )


def rectificatie_voorbeeld() -> Rectificatie:
    return Rectificatie(
        "Klacht van 17 maart corrigeren",
        _DOSSIER,
        _FEIT,
        Formulier(f"{HIER}dossier/", "Corrigeer de datum", (), (*_VAST, ("op", "16-03-2026")), niet_doen=_NIET_DOEN),
        voorbeeld=(Verandering("De Kade informeren", "do 19 maart", "wo 18 maart"), Verandering("Fase", "actie 3", "blijft actie 3")),
        voorbeeld_zin="De datum wordt ma 16 maart. Kijk of dit klopt.",
        let_op=("Er is al een brief verstuurd op grond van de oude datum.",),
    )


def al_vastgelegd() -> AlVastgelegd:
    kaart = FeitKaart("Huisbezoek gelukt", (("Wanneer", "do 26 maart"), ("Door", "Samira Aït Ben")))
    return AlVastgelegd(
        "Dit is al vastgelegd",
        "U verzond dit formulier al. Er is niets dubbel vastgelegd. Klopt er iets niet? Kies dan Corrigeren in het dossier.",
        _DOSSIER,
        (kaart,),
        Link("Nog een vastleggen", f"{HIER}dossier/"),
    )


def conflict() -> Conflict:
    return Conflict(
        "Het dossier is net veranderd",
        "Joris Waterman legde om 9.14 uur een gesprek vast. Uw tekst staat er nog. Kijk of het nog klopt.",
        DANIEL,
        (
            FeitKaart(
                "Gesprek gevoerd met de deelnemer", (("Gebeurd", "di 7 april, 8.50 uur"), ("Vastgelegd", "di 7 april, 9.14 uur, door Joris Waterman"))
            ),
        ),
        Formulier(f"{HIER}dossier/", "Bewaar toch", (), _VAST, niet_doen=_NIET_DOEN),
        (("Wanneer", "di 7 april"), ("Bewust", "onbewust"), ("Waarom vindt u dat?", _TEKST)),
        (Verandering("Klacht bespreken", "zo snel mogelijk", "gedaan"),),
    )


def nieuw_dossier() -> NieuwDossier:
    return NieuwDossier(
        "Een dossier gaat over iemand op een adres. Eerst kijken we of die er al staan.",
        ("Wie", "Waar", "Wat er is"),
        1,
        "Over wie gaat het?",
        Formulier(
            f"{HIER}nieuw-dossier-keuze/",
            "Ga verder",
            (
                Vraag("voornaam", "Voornaam"),
                Vraag("tussenvoegsel", "Tussenvoegsel", verplicht=False),
                Vraag("achternaam", "Achternaam", fout="Vul de achternaam in."),
                Vraag("geboren", "Geboortedatum", "datum", "Bijvoorbeeld 31-12-1990. Weet u die niet? Laat het leeg.", verplicht=False),
            ),
            niet_doen=_NIET_DOEN,
        ),
    )


def nieuw_dossier_keuze() -> NieuwDossier:
    keuze = KandidaatKeuze(
        "persoon",
        "Is het een van deze mensen?",
        (Kandidaat("a1", "Daan Wilgenroos", "geboren 4 mei 1988, Lisdoddestraat 14-2"), Kandidaat("a2", "D. Wilgenroos", "geboortedatum onbekend")),
        "Nee, het is iemand anders",
        uitleg="U ziet niet of er al een dossier over iemand is.",
    )
    return NieuwDossier(
        "Kijk goed: dubbele personen maken een dossier onvolledig.",
        ("Wie", "Waar", "Wat er is"),
        2,
        "Kies de juiste persoon",
        Formulier(f"{HIER}nieuw-dossier/", "Ga verder", (), _VAST),
        (keuze,),
        (("U zoekt", "Daan Wilgenroos, 4 mei 1988"),),
        "Twijfelt u? Kies ‘iemand anders’. Het MZWO kijkt naar mogelijke dubbelen en voegt ze zo nodig samen.",
    )


def brief() -> Brief:
    return Brief(
        "Waarschuwingsbrief",
        _DOSSIER,
        ("Zorggroep Lindehof", "Lindehofplein 1", "Duinveste"),
        ("De heer D. Wilgenroos", "Lisdoddestraat 14-2", "Duinveste"),
        "Duinveste, 24 maart 2026",
        "waarschuwing na klachten over geluid",
        "WR-2026-0147",
        (
            BriefDeel("Op 16 maart kregen wij een klacht over harde muziek in de nacht. Wij spraken u daarover op 19 maart."),
            BriefDeel("Na elf uur ’s avonds staat uw muziek zacht. U gebruikt een koptelefoon.", "Wat wij van u vragen"),
            BriefDeel("Komt er weer een terechte klacht? Dan krijgt u een officiële waarschuwing.", "Wat er kan gebeuren"),
        ),
        "Geachte heer Wilgenroos,",
        ondertekening=("Femke Zonneveld", "persoonlijk begeleider"),
        elementen=(
            BriefElement("De afspraak die niet is nagekomen", True, norm="Tien Werkafspraken, werkafspraak 6"),
            BriefElement("Hoe u met steun aan het gedrag gaat werken", False, waarom="Dit is nog niet ingevuld.", link=Link("Vul het in", "#")),
            BriefElement("De nieuwe afspraken", False, verplicht=False),
        ),
        verder=(BriefElement("De brief is voorgelezen", True), BriefElement("De volgende stappen zijn verteld", False)),
        verstuurd=(BriefWeg("Per post op dinsdag 24 maart 2026", Link("De pdf zoals die ging", "#")),),
        maak=(Link("Maak de brief (pdf)", "#"), Link("Bewerk in Word (docx)", "#")),
        versturen=Formulier(
            f"{HIER}brief/",
            "Brief versturen",
            (Vraag("weg", "Hoe gaat de brief?", "keuze", opties=(Optie("overhandigd", "Zelf gegeven"), Optie("post", "Per post"))),),
        ),
        bezwaar="Bent u het niet eens met deze brief? Zeg het tegen uw begeleider of de teammanager.",
        tekenen="Deze brief is aan mij voorgelezen.",
        voet="Fictief voorbeeld. Verwijst naar Overlastprotocol 2026, actie 3.",
    )


def post() -> Postlijst:
    return Postlijst(
        "2 brieven moeten nog weg. Verstuurt u een brief, dan ligt vast wat er ging, aan wie en wanneer.",
        (
            PostRij(
                Link("Waarschuwingsbrief", f"{HIER}brief/"),
                "De heer D. Wilgenroos",
                "Aan: deelnemer · dinsdag 24 maart 2026 · WR-2026-0147",
                Formulier(f"{HIER}post/", "Per post verstuurd"),
            ),
            PostRij(Link("Uw melding", f"{HIER}brief/"), "Dossier WR-2026-0151", "Aan: melder · dinsdag 24 maart 2026 · WR-2026-0151"),
        ),
    )
