# SPDX-License-Identifier: EUPL-1.2
"""What the detector listens for, as data: kinds of behaviour aimed at somebody, and what says that both sides do it. Stems of ordinary Dutch, on
text in small letters without accents. A word here is no proof; what counts is that several kinds return about one household."""

from __future__ import annotations

import re
from typing import Final

_STAMMEN: Final = {
    "belediging": (
        r"scheld|gescholden|uitgescholden|beledig|verneder|uitlach|lach\w* (?:\w+ ){1,5}uit\b|bespot|hoer\b|slet\b|kanker|tyf|tering"
        r"|racis|discrimin"
        r"|middelvinger|spuug|spuwt|gespuugd|gespuwd|bespuug|naroep|nageroepen|uitjouw|uitgejouwd|krenk|gepest|pest\w*\b|treiter"
        r"|getreiter|sarren|\bsart\b"
        r"|uitgemaakt|maak\w* (?:\w+ ){1,5}uit voor|schreeuw\w* (?:tegen|naar) |vloek\w* (?:tegen|naar|op) |obsceen|schunnig|nadoen"
        r"|na te doen"
        r"|do\w+ (?:\w+ ){1,4}na\b|gebaar|gebaren|vuile (?:blik|blikken)|bekogel|kleiner|kleinerend|voor gek|belachelijk|varken"
        r"|noem\w* (?:mij|ons|hem|haar|hen|deze) "
    ),
    "bedreiging": (
        r"dreig|doodmaak|dood ?(?:maken|steken|schieten|slaan|wens)|vermoord|wat aan ?doen|te grazen|te pakken|\bmes\b|met een (?:stok"
        r"|mes|hamer|bijl|knuppel|hond)"
        r"|knuppel|\bbijl\b|vuist|in brand steken|afmaken|weten? te vinden|weet (?:waar|ons|mij|je|hen|hem|haar)|wacht maar"
        r"|pas maar op|zul\w* (?:het|dit|zien|er|nog)"
        r"|slecht afloop|afloopt|gewaarschuwd|intimid|\bkeel\b|\bnek\b|snij\w* |gebaar langs|(?:duw|geduwd|mep|gemept)\w*\b"
        r"|schop\w* (?:\w+ )?(?:mij|ons|hem|haar|hen)"
        r"|slaat? (?:mij|ons|hem|haar|hen)\b|sloeg|op (?:\w+ ){1,4}af\b|hitst|hond op|wapen|kapotmaken als|nog spijt|spijt krijg"
        r"|leven zuur|weg ?(?:pest|jag|kijk|krijg)"
        r"|verhuizen of|laatste dag|levend|agressie"
    ),
    "vernieling": (
        r"verniel|kapot|gesloopt|\bslopen|afgesloopt|bekras|gekrast|\bkras|lekke|lekgestoken|lek gestoken|leeg laten lopen|leeggelopen"
        r"|ingegooid|gooi\w* (?:\w+ ){0,4}(?:ruit|raam|ramen)"
        r"|tegen (?:onze|mijn|hun|haar|zijn|de) (?:ramen|raam|ruit|ruiten|auto|gevel|pui)|ingetrapt|omgeschopt|omver|omgegooid"
        r"|omgetrapt|getrapt|besmeur|beklad|gekalkt|gespoten|afgebroken"
        r"|afgerukt|losgerukt|vergif|gif\b|onkruidverdelger|dichtgelijmd|lijm|doorgeknipt|geknipt|doorgesneden|gesneden|gestolen"
        r"|weggehaald|verdwenen|beschadig|deuk|gebroken|stuk ?(?:gemaakt|geslagen|geknipt|gegooid|getrapt)"
        r"|uitgerukt|uitgetrokken|uit de grond|eruit getrokken|vertrapt|brandgaten|in brand"
    ),
    "volgen": (
        r"achtervolg|volgt|volgen (?:ons|mij|hen|hem|haar|mijn)|gevolgd|achter (?:mij|ons|hen|hem|haar|mijn|deze|die|de bewoner"
        r"|\w+ \w+) aan\b|opwacht|wacht\w* (?:\w+ ){0,3}op (?:mij|ons|hen|hem|haar|mijn)"
        r"|wacht\w* bij|staat? te wachten|loert|loeren|gluur|beglu|bespied|spion|stalk|film|fotograf|foto's|camera|verrekijker"
        r"|in de gaten|schaduw|kijkt? (?:steeds |de hele dag )?(?:naar binnen|naar ons|bij ons)"
        r"|\bstaart (?:\w+ ){0,2}naar|staren|naar (?:onze|mijn|hun|haar|zijn) (?:ramen|raam|huis|deur|balkon)|versper|blokkeer"
        r"|gaat? niet weg|niet (?:langs|door) (?:kan|kunnen|mag|laten)|rijdt? (?:\w+ ){0,3}(?:achter|langs)"
        r"|fietst? (?:\w+ ){0,3}mee|loopt? (?:\w+ ){0,3}mee\b|overal waar|opduik|duikt? op|houdt? bij wanneer|schrijft? op wanneer"
    ),
    "geluid": (
        r"bonk|bonst|bonzen|tegen de (?:muur|vloer|plafond|buis|leiding)|op de (?:muur|leiding|verwarming|buis|vloer)"
        r"|tegen het plafond|stampt?\b|stampen|verwarmingsbuis|met opzet"
        r"|zodra (?:wij|we|ik|het bij|er bij|iemand)|precies (?:als|wanneer|onder|boven)|juist (?:als|wanneer)"
        r"|sla\w+ (?:\w+ )?(?:met )?(?:de )?deuren|kamer voor kamer|boort|belt? (?:\w+ ){0,4}aan\b"
        r"|deurbel|bel\w* (?:midden in de|'s) nacht|box\w* (?:tegen|naar|op) |muziek (?:tegen|naar|op) (?:ons|onze|mijn|hun)|speciaker"
        r"|luidspreker|toeter\w* (?:voor|onder|bij) |fluit\w* (?:voor|onder|bij) "
        r"|sirene|wekker"
    ),
    "vuil": (
        r"\bpoep|\bpis\b|\bplast?\b(?! regen)|urine|urineer|ontlasting|uitwerpsel|dode (?:rat|muis|vis|vogel|duif)|rotte|stinkbom"
        r"|brievenbus|scheermes|spijkers|glasscherven|scherven"
        r"|(?:vuil|afval|troep|rotzooi|zakken|peuken|emmer|olie|verf|resten|luiers|zand|water|kattenbak|eten"
        r"|as)\b(?:[^.]){0,40}\b(?:voor|naar|in|op|over|tegen|door) (?:onze|mijn|hun|haar|zijn|ons|de deur van)\b"
        r"|voor (?:onze|mijn|hun|haar) (?:deur|voordeur|drempel|poort)|op (?:onze|mijn|hun|haar) (?:mat|deurmat|stoep|balkon|was)"
        r"|in (?:onze|mijn|hun) (?:plantenbak|tuin|brievenbus)|over (?:onze|mijn|hun) (?:was|balkon|schutting)"
    ),
    "roddel": (
        r"roddel|zwart ?ma|zwartgemaakt|kwaad ?spre|spre\w+ (?:\w+ ){0,3}kwaad|kwaad over|vals\w* (?:aangift|melding|beschuld|getuig"
        r"|brief)|beschuldig|gelogen|leugen|liegt|praatjes|verhalen rond|rondvertel|rondgestuurd|rondbrie"
        r"|vertelt? (?:\w+ ){0,2}(?:iedereen|overal|rond|de buurt|in de|aan)|vertellen (?:iedereen|overal)|buurtapp|appgroep|groepsapp"
        r"|facebook|sociale media|online|laster|smaad|groet\w* niemand|niemand (?:\w+ ){0,4}(?:groet|praat)"
        r"|zet\w* (?:\w+ ){0,5}tegen (?:ons|mij|hen|hem|haar) op"
        r"|ophits|opgestookt|opstoken|pedo|jeugdzorg|veilig thuis|bij (?:de|mijn|hun) (?:baas|werkgever|school|instanties)|verdacht\w*"
        r"|namens (?:ons|mij|hen) |uit (?:onze|mijn|hun) naam|geruchten"
    ),
}  # fmt: skip
SOORTEN: Final = {soort: re.compile(stammen) for soort, stammen in _STAMMEN.items()}

NAMEN: Final = {
    "belediging": "beledigen",
    "bedreiging": "bedreigen",
    "vernieling": "vernielen",
    "volgen": "volgen of opwachten",
    "geluid": "geluid met opzet",
    "vuil": "vuil of spullen aan de deur",
    "roddel": "roddel en valse beschuldiging",
    "anders": "iets anders dat op iemand is gericht",
}

WIE_HET_DOET: Final = (
    r"\b(?:hij|zij|ze|dezelfde|iemand|die (?:buur\w*|buren|man|vrouw|persoon|mensen|lui|jongens?|meid\w*|ander\w*|gast\w*|familie"
    r"|van|met)|deze (?:buur\w*|man|vrouw|persoon)"
    r"|(?:mijn|onze|de|hun|haar) (?:boven|onder|over|achter)?(?:buur\w*|buren)|(?:mijn|haar|zijn) ex|een (?:man|vrouw|jongen"
    r"|meisje|buur\w*|bezoeker|onbekende))\b"
)
WIE_HET_OVERKOMT: Final = (
    r"\b(?:mij|me|ons|onze|mijn (?!verhaal|naam|buur|buren|boven|onder)\w+|m'n \w+|hun|hen|hem|haar \w+|deze (?:mensen|bewoner\w*"
    r"|familie|mevrouw|meneer)|die van \d+|(?:de|een) bewoner\w*"
    r"|het gezin|dit gezin|de kinderen van)\b"
)
"""Somebody does something to somebody: both in one sentence, whatever the verb. What is only there (a noise, a heap) has no second person."""
EERSTE_PERSOON: Final = re.compile(r"\b(?:mij|me|ons|onze|mijn gezin|m'n)\b")
SPECIAAL: Final = re.compile(
    r"speciaal|gemunt|alleen (?:bij|om|op|tegen) (?:ons|mij|hen|deze|hem|haar)|waarom (?:ons|bij|wij|ik)|niemand anders"
    r"|altijd (?:om|bij|op|tegen) (?:ons|mij|hen|deze|hem|haar|die)"
    r"|de rest (?:van|\w+)|rest wordt|moet\w* (?:\w+ )?(?:ons|mij|hen|deze|die van) (?:\w+ )?hebben|doelwit|persoonlijk"
    r"|weg ?hebben|steeds (?:ons|mij|wij|hetzelfde|dezelfde)"
)
BEIDE: Final = re.compile(
    r"over en weer|allebei|beide (?:kanten|partijen)|elkaar|wederzijds|twee kanten|terug ?(?:ge|schel|doe|roep|bons)"
    r"|teruggescholden|(?:ik|wij|we) (?:\w+ ){0,3}ook (?:\w+ ){0,3}(?:ge\w+|terug|niet lief|wel eens|fout)"
    r"|geef ik toe|ik geef toe|zelf ook|ruzie|onenigheid|woordenwisseling|conflict|erfgrens|erfafscheiding|schutting|overhang"
    r"|\bheg (?:is|van|die|hoger|tussen)|parkeerplek|parkeerplaats|gezamenlijke|burengeschil|geschil|grens"
    r"|niet (?:helemaal )?onschuldig"
)
TEGENKLACHT: Final = re.compile(
    r"overgevoelig|overdrij|aanstell|mag (?:ik )?(?:niks|niets|ook niks)|klag\w* over (?:mij|ons)|over (?:mij|ons) (?:te )?klag"
    r"|doe niets|doe niks|niets gedaan|zeur|verzin|beschuldig\w* (?:mij|ons)|geven mij de schuld|de schuld|krijg ik de schuld"
)
