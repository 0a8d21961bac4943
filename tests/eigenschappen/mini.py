# SPDX-License-Identifier: EUPL-1.2
"""A small municipality with one of everything that the language has: the ground on which the properties are tried."""

from __future__ import annotations

WOORDENSCHAT = """
gemeente: proefstad
kalender: nederland
categorieen:
  gewoon: {naam: gewoon}
  gevoelig: {naam: gevoelig}
  nieuw: {naam: nieuw}
rollen:
  zorg: {naam: zorgaanbieder, soort: zorgaanbieder}
  begeleider: {naam: begeleider, onder: zorg}
  corporatie: {naam: woningcorporatie, soort: woningcorporatie}
  meldpunt: {naam: meldpunt, soort: gemeente}
  bewoner: {naam: bewoner, soort: inwoner}
dingen:
  klacht: {naam: klacht}
  doel: {naam: doel}
  afspraak: {naam: afspraak}
feiten:
  rectificatie: {categorie: gewoon, door: [zorg, corporatie, meldpunt]}
  afgezien: {categorie: gewoon, door: [zorg, corporatie, meldpunt]}
  afwijking_gemotiveerd: {categorie: gewoon, door: [zorg, corporatie, meldpunt]}
  regie_overgedragen: {categorie: gewoon, door: [zorg, corporatie, meldpunt]}
  traject_gestart: {naam: traject gestart, categorie: gewoon, door: [zorg], herkomst: buiten}
  traject_gesloten: {naam: traject gesloten, categorie: gewoon, door: [zorg, meldpunt], herkomst: buiten}
  klacht_ontvangen:
    naam: klacht ontvangen
    opent: klacht
    categorie: gewoon
    door: [zorg, corporatie, meldpunt]
    herkomst: buiten
    velden:
      kanaal: {soort: keuze, waarden: [loket, brief]}
      ernstig: {soort: janee}
      afzender: {soort: tekst, categorie: gevoelig}
  klacht_beantwoord:
    naam: klacht beantwoord
    over: [klacht]
    categorie: gewoon
    door: [zorg, corporatie]
    herkomst: buiten
    velden:
      schriftelijk: {soort: janee}
  klacht_beoordeeld:
    naam: klacht beoordeeld
    over: [klacht]
    categorie: gewoon
    door: [zorg]
    herkomst: buiten
    velden:
      terecht: {soort: janee}
      ernst: {soort: getal}
  ingelicht:
    naam: ingelicht
    over: [klacht]
    categorie: gewoon
    door: [zorg, corporatie, meldpunt]
    herkomst: buiten
    velden:
      aan: {soort: lijst, van: rol}
  doel_gesteld:
    naam: doel gesteld
    opent: doel
    categorie: gevoelig
    door: [zorg]
    herkomst: buiten
    velden:
      stand: {soort: keuze, waarden: [bezig, behaald]}
  doel_bijgewerkt:
    naam: doel bijgewerkt
    over: [doel]
    categorie: gevoelig
    door: [zorg]
    herkomst: buiten
    velden:
      stand: {soort: keuze, waarden: [bezig, behaald]}
  doel_besproken: {naam: doel besproken, over: [doel], categorie: gevoelig, door: [zorg], herkomst: buiten}
  bezoek_gebracht:
    naam: bezoek gebracht
    categorie: gewoon
    door: [zorg]
    herkomst: buiten
    velden:
      in_woning: {soort: janee}
  overleg_gepland:
    naam: overleg gepland
    opent: afspraak
    categorie: gewoon
    door: [meldpunt]
    herkomst: buiten
    velden:
      datum: {soort: datum}
  overleg_verzet:
    naam: overleg verzet
    over: [afspraak]
    categorie: gewoon
    door: [meldpunt]
    herkomst: buiten
    velden:
      datum: {soort: datum}
  overleg_gehouden: {naam: overleg gehouden, over: [afspraak], categorie: gewoon, door: [meldpunt], herkomst: buiten}
  stemming_gehouden:
    naam: stemming gehouden
    categorie: gewoon
    door: [meldpunt]
    herkomst: beide
    velden:
      aanwezigen: {soort: getal}
      voor: {soort: getal}
  pauze_begonnen: {naam: pauze begonnen, categorie: gewoon, door: [zorg], herkomst: buiten}
  pauze_beeindigd: {naam: pauze beëindigd, categorie: gewoon, door: [zorg], herkomst: buiten}
  verslag_gemaakt: {naam: verslag gemaakt, categorie: gewoon, door: [zorg, meldpunt], herkomst: buiten}
  evaluatie_gehouden: {naam: evaluatie gehouden, categorie: gewoon, door: [zorg], herkomst: buiten}
  nazorg_gegeven: {naam: nazorg gegeven, categorie: gewoon, door: [zorg], herkomst: buiten}
  tekort_vastgelegd: {naam: tekort vastgelegd, categorie: gewoon, door: [zorg], herkomst: buiten}
  brief_verzonden: {naam: brief verzonden, over: [klacht], categorie: gewoon, door: [zorg], herkomst: systeem}
  contract_omgezet:
    naam: contract omgezet
    categorie: gewoon
    door: [corporatie]
    herkomst: buiten
    velden:
      grond: {soort: keuze, waarden: [verloop, bijzonder]}
  instemming_gegeven:
    naam: instemming gegeven
    categorie: gewoon
    door: [bewoner, zorg]
    herkomst: buiten
    velden:
      geldt: {soort: janee}
  nieuw_gedaan: {naam: nieuwe handeling gedaan, over: [klacht], categorie: nieuw, door: [zorg, corporatie, meldpunt], herkomst: buiten}
"""

KOP = """
protocol: proef
titel: Proef
gemeente: proefstad
register: PR
lopende_dossiers: mee
norm: PR-0.01
"""

PLICHTEN = """
hoofdstuk: Plichten
plichten:
  antwoorden:
    norm: [PR-1.01, PR-1.02]
    deel: {PR-1.02: streef}
    wat: De klacht beantwoorden
    bij: klacht_ontvangen
    per: klacht
    wie: zorg
    doe: klacht_beantwoord
    uiterlijk: 2 werkdagen
    streef: 48 uren
  schriftelijk_antwoorden:
    norm: PR-1.03
    wat: Een klacht per brief ook per brief beantwoorden
    bij: klacht_ontvangen
    als: dit.kanaal = brief
    per: klacht
    wie: corporatie
    doe: klacht_beantwoord
    eisen: [{norm: PR-1.03, eis: f.schriftelijk}]
    uiterlijk: 2 weken
    verschuif: werkdag
  inlichten:
    norm: PR-1.04
    wat: Ieder inlicht de ander over de klacht
    bij: klacht_ontvangen
    per: trigger
    wie: {elk: [zorg, corporatie]}
    doe: ingelicht
    uiterlijk: onverwijld
  ontvangers:
    norm: PR-1.05
    wat: Beide ontvangers krijgen bericht van het oordeel
    bij: klacht_beoordeeld
    als: dit.terecht
    wie: zorg
    voor_elk: [corporatie, meldpunt]
    doe: ingelicht
    eisen: [{norm: PR-1.05, eis: elk_een in f.aan}]
    uiterlijk: 5 werkdagen
  doelen_bespreken:
    norm: PR-1.06
    wat: Elk doel bespreken dat nog loopt
    bij: traject_gestart
    per: dossier
    wie: zorg
    voor_elk: doel
    doe: doel_besproken
    uiterlijk: 1 maand
  bezoeken:
    norm: PR-1.07
    wat: Elke maand langsgaan
    bij: traject_gestart
    per: dossier
    wie: zorg
    doe: {feit: bezoek_gebracht, waar: f.in_woning}
    herhaal: rollend 1 maand
    zolang: geen traject_gesloten
  evalueren:
    norm: PR-1.08
    wat: Elk kwartaal evalueren
    bij: traject_gestart
    per: dossier
    wie: zorg
    doe: evaluatie_gehouden
    herhaal: vast 3 maanden
  verslaan:
    norm: PR-1.09
    wat: Elke kalendermaand een verslag
    bij: traject_gestart
    per: dossier
    wie: {een_van: [zorg, meldpunt]}
    doe: verslag_gemaakt
    herhaal: kalender maand
    zolang: geen traject_gesloten
  lang_niet_gezien:
    norm: PR-1.10
    wat: Melden dat er een maand geen bezoek was
    op_datum: (laatste bezoek_gebracht).op + 1 maand + 1 dag
    per: dossier
    wie: {elk: [zorg, corporatie]}
    doe: tekort_vastgelegd
    uiterlijk: 3 dagen
  tweede_klager:
    norm: PR-1.11
    wat: Overleggen als een tweede klager zich meldt
    bij_de_nde: {n: 2, feit: klacht_ontvangen, verschillende: f.afzender}
    per: dossier
    wie: meldpunt
    doe: overleg_gehouden
    over: nee
    uiterlijk: 1 week
  tekort_vastleggen:
    norm: PR-1.12
    wat: Vastleggen dat er niet is geantwoord
    bij_gemist: antwoorden
    wie: zorg
    doe: tekort_vastgelegd
    hardheid: doorgaans
    afzien: zorg
    uiterlijk: 4 dagen
  bij_zwaar:
    norm: PR-1.13
    wat: Nazorg geven in de zware fase
    bij_fase: {spoor: ladder, in: [zwaar]}
    per: dossier
    wie: regie
    doe: nazorg_gegeven
    uiterlijk: 10 dagen
  na_besluit:
    norm: PR-1.14
    wat: Na het besluit een verslag maken
    bij_besluit: besluit_tot_einde
    wie: meldpunt
    doe: verslag_gemaakt
    uiterlijk: 1 kwartaal
  navragen:
    norm: PR-1.15
    wat: Na zes weken navragen of het helpt
    bij: klacht_beoordeeld
    als: dit.ernst >= 3
    wie: zorg
    doe: nazorg_gegeven
    moment: 6 weken
    speling: 5 werkdagen
  in_het_venster:
    norm: PR-1.16
    wat: Tussen vier en zes weken na het begin evalueren
    bij: traject_gestart
    wie: zorg
    doe: evaluatie_gehouden
    niet_voor: 4 weken
    uiterlijk: 6 weken
  overleg_houden:
    norm: PR-1.17
    wat: Het geplande overleg houden
    bij: overleg_gepland
    per: afspraak
    vanaf: ding.datum
    wie: {samen: [zorg, meldpunt]}
    doe: overleg_gehouden
    uiterlijk: 1 dag
  rust:
    norm: PR-1.18
    wat: Zorgen dat er drie maanden geen klacht is
    bij: klacht_ontvangen
    per: dossier
    wie: zorg
    houdt: geen klacht_ontvangen binnen 3 maanden
    streef: 3 maanden
zorg_dat:
  instemming:
    norm: PR-1.19
    wat: De bewoner stemt in
    zolang: bestaat traject_gestart en geen traject_gesloten
    houdt: (laatste instemming_gegeven).geldt
    wie: zorg
opschortingen:
  tijdens_pauze:
    norm: PR-1.20
    van: pauze_begonnen
    tot: pauze_beeindigd
    stuit: [antwoorden, ontvangers, doelen_bespreken, bezoeken, evalueren]
"""

TOETSEN = """
hoofdstuk: Toetsen, sporen en zicht
toetsen:
  brief:
    bewaakt: brief_verzonden
    alle:
      - {norm: PR-2.01, wat: De klacht is beoordeeld, eis: bestaat klacht_beoordeeld}
      - {norm: PR-2.02, hardheid: doorgaans, afwijken: zorg, eis: bestaat bezoek_gebracht binnen 2 maanden}
      - {norm: PR-2.03, hardheid: advies, indien: bestaat doel_gesteld, eis: "elk d in doel: d.stand = behaald"}
  omzetting:
    bewaakt: contract_omgezet
    kies:
      veld: dit.grond
      takken:
        verloop:
          alle:
            - {norm: PR-2.04, eis: geen klacht_ontvangen binnen 6 maanden}
            - {norm: PR-2.05, eis: verstreken((eerste traject_gestart).op + 1 jaar)}
            - {norm: PR-2.05, indien: (eerste traject_gestart).op > dit.op - 3 weken, eis: geen bezoek_gebracht voor dit.op}
            - norm: PR-2.05
              indien: 'niet ((eerste traject_gestart).op > dit.op - 3 weken)'
              eis: 'geen klacht_beoordeeld waar binnen(f.op, dit.op - 20 dagen .. dit.op - 5 werkdagen)'
            - {norm: PR-2.05, eis: (laatste doel_gesteld).op + 2 weken = dit.op}
        bijzonder:
          een_van:
            - {norm: PR-2.06, eis: bestaat besluit_tot_einde}
            - {norm: PR-2.07, eis: "minstens 2 k in klacht: k.terecht"}
sporen:
  ladder:
    norm: PR-2.08
    per: dossier
    begin: rustig
    fasen: {rustig: {naam: rustig}, licht: {naam: licht}, zwaar: {naam: zwaar}}
    overgangen:
      - {norm: PR-2.09, bij: klacht_ontvangen, van: rustig, naar: licht}
      - {norm: PR-2.10, bij: klacht_beoordeeld, van: licht, naar: zwaar, als: dit.terecht en dit.ernst >= 2}
      - {norm: PR-2.11, bij: traject_gesloten, van: [licht, zwaar], naar: rustig}
    regie:
      casus: {norm: PR-2.12, tabel: {zwaar: meldpunt, '*': zorg}, overdracht: regie_overgedragen}
besluiten:
  besluit_tot_einde: {norm: PR-2.13, feit: stemming_gehouden, geldig: dit.aanwezigen >= 3, aangenomen: dit.voor >= 2}
begrippen:
  onrustig: {norm: PR-2.14, is: (aantal klacht_ontvangen binnen 2 maanden) >= 2, uitkomst: ja}
  ernstig_nu: {norm: PR-2.15, is: "enig k in klacht: k.ernstig", uitkomst: ja}
  instemming: {norm: PR-2.16, is: (laatste instemming_gegeven).geldt, uitkomst: ja}
gronden:
  toestemming: {norm: PR-2.17, is: instemming}
delen:
  gewoon_delen:
    {norm: PR-2.18, doel: aanpak, grond: toestemming, van: zorg, aan: [corporatie, meldpunt], gegevens: [gewoon], vorm: inhoud, weg: inzage}
  gevoelig_kort:
    norm: PR-2.19
    doel: aanpak
    grond: toestemming
    van: zorg
    aan: [meldpunt]
    gegevens: [gevoelig]
    vorm: janee
    weg: inzage
    als: bestaat klacht_ontvangen binnen 1 maand
  nooit_gevoelig: {norm: PR-2.20, verbod: ja, aan: [corporatie], gegevens: [gevoelig]}
"""

MAP = "proefstad/proef/2026-01-01/"
TEKSTEN = {
    "proefstad/feiten.yaml": WOORDENSCHAT,
    f"{MAP}protocol.yaml": KOP,
    f"{MAP}plichten.yaml": PLICHTEN,
    f"{MAP}toetsen.yaml": TOETSEN,
}
