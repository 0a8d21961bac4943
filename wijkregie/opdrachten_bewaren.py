# SPDX-License-Identifier: EUPL-1.2
"""The command line of keys and of destroying."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

from rich.console import Console

from wijkregie.opdrachten_web import OpdrachtFout, omgeving

uit = Console(highlight=False, soft_wrap=True)


def sleutels(args: argparse.Namespace) -> int:
    """A new master key, or everything brought under the newest keys."""
    if args.deel == "nieuw":
        from wijkregie.project.geheim import nieuwe_hoofdsleutel

        uit.out(nieuwe_hoofdsleutel(), highlight=False)
        return 0
    with omgeving(args):
        from wijkregie.dossier.sleutelwissel import vernieuw
        from wijkregie.dossier.taken import gemeenten
        from wijkregie.partijen import sleutelwissel as inlog
        from wijkregie.privacy import pakket

        n, mis = vernieuw()
        pakketten = [pakket.vernieuw(gemeente, code) for gemeente, code in gemeenten()]
        m, mis_inlog = inlog.vernieuw()
    mis += sum(x for _, x in pakketten)
    uit.print(f"{n} sleutels zijn verpakt met de nieuwste hoofdsleutel, en {sum(x for x, _ in pakketten)} pakketten van inzage opnieuw versleuteld.")
    uit.print(f"{m} apps, passkeys en geheimen van aanbieders zijn opnieuw versleuteld met de nieuwste sleutel van inlog.")
    fouten = []
    if mis:
        fouten.append(f"{mis} sleutels of pakketten gaan niet open: hun hoofdsleutel staat niet in WIJKREGIE_HOOFDSLEUTELS. Zet haar achteraan.")
    if mis_inlog:
        fouten.append(
            f"{mis_inlog} apps, passkeys of geheimen gaan niet open: hun sleutel staat niet in WIJKREGIE_SLEUTEL_INLOG. Zet haar achteraan."
        )
    if fouten:
        raise OpdrachtFout(" ".join(fouten))
    return 0


def vernietig(args: argparse.Namespace) -> int:
    """What the job does every night; or again, after an older backup was put back."""
    with omgeving(args):
        from wijkregie.dossier.taken import WORTELMAP, gemeenten
        from wijkregie.privacy import gegevens, vernietigen

        naar = os.environ.get(WORTELMAP)
        n = los = erbij = 0
        mis = []
        for gemeente, code in gemeenten():
            if args.opnieuw:
                m, geweigerd = vernietigen.voer_uit(gemeente, code, vernietigen.opnieuw_nodig(gemeente, code))
            else:
                m, geweigerd = vernietigen.vernietig_goedgekeurd(gemeente, code, naar=Path(naar) if naar else None)
                erbij += vernietigen.stel_voor(gemeente, code)
            gedaan, niet = gegevens.voer_uit(gemeente, code, opnieuw=args.opnieuw, naar=Path(naar) if naar else None)
            erbij += 0 if args.opnieuw else gegevens.stel_voor(gemeente, code)
            n, los = n + m, los + gedaan
            mis += [*geweigerd, *niet]
    uit.print(f"{n} dossiers vernietigd, en losse gegevens bij {los} besluiten; {erbij} op de lijst gezet.")
    if mis:
        raise OpdrachtFout(f"{len(mis)} dossiers zijn niet vernietigd: {', '.join(map(str, mis[:5]))}. In het logboek staat waarom.")
    return 0


def voeg_toe(sub: Any) -> None:
    """Put these commands beside the others."""
    p = sub.add_parser("sleutels", help="de sleutels van wat versleuteld ligt")
    p.add_argument("deel", choices=["nieuw", "vernieuw"], help="nieuw maakt een hoofdsleutel; vernieuw brengt alles onder de nieuwste")
    p.add_argument("--demo", action="store_true", help="van de demo in plaats van productie")
    p.set_defaults(doe=sleutels)
    p = sub.add_parser("vernietig", help="doe nu wat elke nacht gebeurt: vernietig wat is goedgekeurd, en zet op de lijst wat over zijn termijn is")
    p.add_argument("--opnieuw", action="store_true", help="vernietig weer wat terugkwam met een oudere reservekopie")
    p.add_argument("--demo", action="store_true", help="van de demo in plaats van productie")
    p.set_defaults(doe=vernietig)
