# SPDX-License-Identifier: EUPL-1.2
"""Words that tell nothing, and names that are one name: data that a municipality may add to."""

from __future__ import annotations

from typing import Final


def _set(tekst: str) -> frozenset[str]:
    return frozenset(tekst.split())


ROND_EEN_STRAAT: Final = _set("""
aan achter bij bovenaan de beneden een flat galerij hal het hoek huis ik in kruising langs mijn naast nabij op portiek plek rond rondom t
ter tegenover tegen trappenhuis tussen van voor woon woning wij adres straat hoogte ingang portaal stoep park plein en tot onze
""")
"""What people write before or around the name of a street."""

TUSSENVOEGSELS: Final = _set("""
van de der den het t te ten ter op aan in von du la le el al vd d s ben bin
""")
"""Small words inside a family name."""

AANSPREEKWOORDEN: Final = _set("""
dhr mevr mw meneer mevrouw heer fam familie oom tante broer zus
""")
"""What stands before a name."""

VAN_IEDEREEN: Final = _set("""
buurman buurvrouw buren buur man vrouw jongen meisje jongens meiden jongeren jeugd kinderen kind zoon dochter iemand onbekend onbekende weet
niet geen idee die deze dat dit daar hier mensen persoon bewoner bewoners huis nummer nr no hoog boven beneden bovenburen onderburen naast
overkant tegenover hiernaast met zonder en of een zijn haar hun hij zij ze ik wij mij altijd vaak soms steeds groep groepje stel lui volk
types ander andere heel erg oude oudere jonge jongere dikke lange grote kleine ongeveer jaar rond straat portiek flat woont heet genaamd
naam noemen noemt heb ken kennen bijnaam alias vriend vriendin vriendje ex partner heeft is was wordt om uit bij voor achter tot
""")
"""What can be said of anybody."""

STOPWOORDEN: Final = _set("""
aan af al alle als altijd andere ben bij dag dan dat de der deze die dit doet door dus een eens en er ga gaat gaan ge geen had heb hebben
heeft heel het hier hij hoe hun ik in is ja je jij kan komt kunnen maar me meer men met mij mijn naar na nee niet niets nog nu of om omdat
onder ons ook op over staat te tegen toch toen tot u uit uw van vanaf veel voor waar want was wat we weer wel werd wie wij wil word worden
zal ze zeer zich zij zijn zo zoals zonder zou elke elk per sinds nu hem haar hen zit steeds weken week maanden maand keer uur avond nacht
""")
"""Words that every text has."""

_ROEPNAMEN: Final = """
jan johan johannes johnny hans joop jannes
piet pieter peter pier
kees cornelis cor cees
gerrit gert ger gerard gerardus
henk hendrik hendrikus rik harry
wim willem wil willy willie
bert albert hubert albertus bertus
mo mohamed mohammed mohammad muhammad moh mohamad
ahmed achmed ahmet
bram abraham ab
sjaak jacques jacob jaap
klaas nicolaas nico niek claas
ton anton antonius toon tony antoon
ria maria marie rie mia mieke
truus geertruida geertje trudy gertrude
bep elisabeth els lies betty liesbeth elsje
annie anna ans anneke
leen leendert leonard leo
sjors george joris
dirk diederik dick
koos jacobus ko
freek frederik fred freddy frits
rob robert robbie
rinus marinus
toos catharina trijn katrien kaatje
yusuf yousef joesoef youssef jozef jef sjef
ali aly
chris christiaan christian
bas sebastiaan
tom thomas tommie
mike michael michiel mischa
dave david
stef stefan steven
ed eduard eddy edwin
sam samuel sammy
alex alexander sander lex
gijs gijsbert
arie adrianus ad adri
hassan hasan
hussein hoessein huseyin
fatima fatma fadma
"""
ROEPNAMEN: Final = {n: groep.split()[0] for groep in _ROEPNAMEN.strip().splitlines() for n in groep.split()}
"""First names that are one name: short, long and as people say it; each with the first of its line."""
