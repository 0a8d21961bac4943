# SPDX-License-Identifier: EUPL-1.2
"""The command line: play scenarios, ask for the state, check protocols, account for norms."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape

from wijkregie import opdrachten_bewaren, opdrachten_dossier, opdrachten_web
from wijkregie.norm.fouten import Fout, InvoerFout
from wijkregie.norm.proef.invoer import FoutWaarde, moment
from wijkregie.norm.proef.scenario import Scenario
from wijkregie.norm.protocol.lader import EIGEN_MAP, Bibliotheek, laad_map

uit = Console(highlight=False, soft_wrap=True)
fouten = Console(stderr=True, highlight=False, soft_wrap=True)


def _dag(tekst: str) -> date:
    try:
        return moment(tekst)[0]
    except FoutWaarde as e:
        raise argparse.ArgumentTypeError(str(e)) from None


def _schrijf_json(data: Any) -> None:
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def _bibliotheek(args: argparse.Namespace) -> Bibliotheek:
    bibliotheek = laad_map(args.protocollen)
    if not bibliotheek.versies:
        raise InvoerFout(Fout(str(args.protocollen), 0, "", "Hier staan geen protocollen.", "Noem met --protocollen de map met gemeenten."))
    return bibliotheek


def _bestanden(namen: Sequence[str]) -> list[Path]:
    """Files and folders of scenarios to files. Raises InvoerFout for what is not there."""
    lijst: list[Path] = []
    for naam in namen:
        p = Path(naam)
        if p.is_dir():
            lijst += sorted(x for x in p.rglob("*.yaml") if "scenarios" in x.parts or p.name == "scenarios")
        elif p.exists():
            lijst.append(p)
        else:
            raise InvoerFout(Fout(naam, 0, "", "Dit bestand bestaat niet.", "Kijk of de naam klopt."))
    if not lijst:
        raise InvoerFout(Fout(" ".join(namen), 0, "", "Hier staan geen scenario's.", "Scenario's staan in een map scenarios."))
    return lijst


# proef


def proef(args: argparse.Namespace) -> int:
    """Play scenarios: 0 if all hold, 1 if something differs."""
    bibliotheek = _bibliotheek(args)
    verslag: list[dict[str, Any]] = []
    goed = True
    scenarios: list[Scenario] = []
    for pad in _bestanden(args.bestand):
        try:
            s = Scenario.lees(pad, bibliotheek)
            verschillen = s.controleer()
            scenarios.append(s)
            naam = s.naam
        except InvoerFout as e:
            verschillen, naam = [str(f) for f in e.fouten], str(pad)
        goed = goed and not verschillen
        verslag.append({"bestand": str(pad), "scenario": naam, "goed": not verschillen, "verschillen": verschillen})
        if not args.json:
            _toon_proef(verslag[-1], args.stil)
            if args.uitleg and scenarios and scenarios[-1].bestand == str(pad):
                _toon_uitleg(scenarios[-1], bibliotheek)
    if args.dekking:
        from wijkregie.norm.proef.dekking import dekking

        d = dekking(scenarios, bibliotheek)
        if args.json:
            _schrijf_json({"scenarios": verslag, "dekking": d})
        else:
            _toon_dekking(d)
    elif args.json:
        _schrijf_json({"scenarios": verslag})
    if not args.json:
        mis = sum(not v["goed"] for v in verslag)
        uit.print(f"\n[bold]{len(verslag)} scenario's, {len(verslag) - mis} goed" + (f", [red]{mis} niet[/red]" if mis else "") + "[/bold]")
    return 0 if goed else 1


def _toon_proef(v: dict[str, Any], stil: bool) -> None:
    if v["goed"]:
        if not stil:
            uit.print(f"[green]goed[/green]  {escape(v['scenario'])}  [dim]{escape(v['bestand'])}[/dim]")
        return
    uit.print(f"[red]niet[/red]  {escape(v['scenario'])}")
    for x in v["verschillen"]:
        uit.print(f"      {escape(x)}")


def _toon_uitleg(s: Scenario, bibliotheek: Bibliotheek) -> None:
    for op, bekend, dossier in s.dagen():
        _toon_stand(bibliotheek, s.stand(op, bekend, dossier), waarom=True)


def _toon_dekking(d: dict[str, Any]) -> None:
    for protocol, soorten in d.items():
        uit.print(f"\n[bold]{escape(protocol)}[/bold]")
        for soort, x in soorten.items():
            kleur = "green" if not x["ontbreekt"] else "yellow"
            onmogelijk = f", {len(x['niet_mogelijk'])} niet mogelijk" if x["niet_mogelijk"] else ""
            uit.print(f"  {soort}: [{kleur}]{x['geoefend']} van {x['totaal']}[/{kleur}]{onmogelijk}")
            for m in x["ontbreekt"]:
                uit.print(f"    [yellow]niet geoefend[/yellow] {escape(m)}")


# stand


def stand(args: argparse.Namespace) -> int:
    """The state of one dossier on a day."""
    bibliotheek = _bibliotheek(args)
    s = Scenario.lees(args.bestand, bibliotheek)
    data = s.stand(args.op, args.bekend_op, args.dossier)
    if args.json:
        _schrijf_json(data)
    else:
        _toon_stand(bibliotheek, data, waarom=args.uitleg)
        if len(s.dossiers) > 1 and args.dossier is None:
            uit.print(f"Er zijn ook de dossiers {', '.join(n for n in s.dossiers if n != data['dossier'])}: noem er een met --dossier.")
    return 0


def _toon_stand(bibliotheek: Bibliotheek, data: dict[str, Any], *, waarom: bool) -> None:
    from wijkregie.verhaal import plaatsen
    from wijkregie.verhaal.standbeeld import Standbeeld

    Standbeeld(data, plaatsen(bibliotheek) if waarom else {}, uit, waarom).toon()


# protocol


def controle(args: argparse.Namespace) -> int:
    """Load and lint protocols."""
    from wijkregie.norm.lint.linter import controleer

    bibliotheek = _bibliotheek(args)
    eigen = args.protocollen / "registers"
    registers = eigen if eigen.is_dir() else EIGEN_MAP / "registers"
    meldingen = controleer(bibliotheek, args.bestand, registers=registers)
    meldingen += _brieven(bibliotheek, args, registers)
    if args.json:
        _schrijf_json([{"bestand": f.bestand, "regel": f.regel, "sleutel": f.sleutel, "melding": f.melding, "herstel": f.herstel} for f in meldingen])
    else:
        for f in meldingen:
            uit.print(escape(str(f)))
        aantal = sum(len(d) for d in bibliotheek.versies.values())
        uit.print(f"[{'red' if meldingen else 'green'}]{aantal} versies van protocollen, {len(meldingen)} meldingen[/]")
    return 1 if meldingen else 0


def _brieven(bibliotheek: Bibliotheek, args: argparse.Namespace, registers: Path) -> list[Fout]:
    """What is wrong with the letters beside the chapters; of the files that were asked for, if any."""
    from wijkregie.stukken.vormen import bestanden, lees

    gevraagd = [Path(b).resolve() for b in args.bestand]
    wortel = args.protocollen
    welke = {p.relative_to(wortel).as_posix(): p.resolve() for *_, p in bestanden(wortel)}
    mee = {n for n, p in welke.items() if not gevraagd or any(p == g or g in p.parents for g in gevraagd)}
    return [f for f in lees(bibliotheek, wortel, registers)[1] if f.bestand in mee] if mee else []


def norm_dekking(args: argparse.Namespace) -> int:
    """Account for every norm id of the registers."""
    from wijkregie.norm.proef.verantwoording import STREEF, verantwoord

    bibliotheek = _bibliotheek(args)
    paden = _bestanden([str(args.protocollen)])
    rijen = verantwoord(bibliotheek, args.register or args.protocollen / "registers", paden, bewijs=args.bewijs, alleen=args.norm)
    if not rijen:
        raise InvoerFout(Fout("--norm", 0, "", f"Geen norm begint met {' of '.join(args.norm or ())}.", "Kijk in de registers."))
    slecht = [r for r in rijen if r["status"] in STREEF]
    if args.json:
        _schrijf_json(rijen)
    else:
        _toon_norm_dekking(rijen, args.alles)
    return 1 if args.streng and slecht else 0


def _toon_norm_dekking(rijen: list[dict[str, Any]], alles: bool) -> None:
    telling: dict[str, dict[str, int]] = {}
    for r in rijen:
        if r["status"] != "uitgevoerd" or alles:
            uit.print(f"{r['norm']:14} {r['status']:14} {escape(r['reden'] or r['waar'] or '')}")
        per = telling.setdefault(r["norm"].partition("-")[0], {})
        per[r["status"]] = per.get(r["status"], 0) + 1
    for code, per in telling.items():
        uit.print(f"[bold]{code}[/bold]  " + ", ".join(f"{k} {n}" for k, n in sorted(per.items())))


def overgang(args: argparse.Namespace) -> int:
    """Show what moving dossiers to another version changes, before it is done."""
    from wijkregie.norm.afleiding.verschil import verschil

    bibliotheek = _bibliotheek(args)
    verslag: list[dict[str, Any]] = []
    for pad in _bestanden(args.bestand):
        s = Scenario.lees(pad, bibliotheek)
        for naam in s.dossiers:
            eigen = s.dossiers[naam].regelset.versies
            if args.naar.partition("@")[0] not in eigen:
                raise InvoerFout(Fout(str(pad), 0, "", f"{args.naar} geldt niet voor dossier {naam}.", f"Daar gelden: {', '.join(eigen)}."))
            nu = s.stand(args.op, None, naam, kort=True)
            straks = s.met_versie(naam, args.naar, bibliotheek).stand(args.op, None, naam, kort=True)
            verslag.append({"bestand": str(pad), "dossier": naam, "verschillen": verschil(nu, straks)})
    if args.json:
        _schrijf_json(verslag)
        return 0
    for x in verslag:
        uit.print(f"[bold]{escape(x['bestand'])}[/bold] {escape(x['dossier'])}: {len(x['verschillen'])} verschillen")
        for v in x["verschillen"]:
            wat = " ".join(str(w) for k, w in v["wat"].items() if w is not None and k != "aanleiding")
            uit.print(f"  {v['deel']} {escape(wat)}: {escape(_kort(v['voor']))} [dim]wordt[/dim] {escape(_kort(v['na']))}")
    return 0


def _kort(x: dict[str, Any] | None) -> str:
    woord = {True: "ja", False: "nee"}
    return "niets" if x is None else ", ".join(f"{k} {woord.get(v, v)}" for k, v in x.items() if v is not None and k not in ("wat", "normen"))


def schema(args: argparse.Namespace) -> int:
    """JSON Schema for editors."""
    from wijkregie.norm.proef.schema import schemas

    args.map.mkdir(parents=True, exist_ok=True)
    for naam, data in schemas().items():
        (args.map / f"{naam}.schema.json").write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return 0


def opmaken(args: argparse.Namespace) -> int:
    """Format protocol files in place, or tell which differ."""
    from wijkregie.norm.protocol.opmaak import opmaak

    anders = 0
    for naam in args.bestand:
        p = Path(naam)
        tekst = p.read_text("utf-8")
        nieuw = opmaak(tekst, str(p))
        if nieuw != tekst:
            anders += 1
            if not args.controle:
                p.write_text(nieuw, "utf-8")
            uit.print(escape(str(p)))
    return 1 if args.controle and anders else 0


def verhaal(args: argparse.Namespace) -> int:
    """Play the story of a complaint in the terminal."""
    from wijkregie.verhaal import vertel

    return vertel(_bibliotheek(args), args.verhaal, uit, tempo=args.tempo)


def _ontleder() -> argparse.ArgumentParser:
    o = argparse.ArgumentParser(prog="wijkregie", description="Feiten en normen geven de stand.")
    o.add_argument("--protocollen", type=Path, default=EIGEN_MAP, help="map met gemeenten en protocollen")
    sub = o.add_subparsers(dest="opdracht", required=True, metavar="opdracht")
    p = sub.add_parser("proef", help="speel scenario's")
    p.add_argument("bestand", nargs="+", help="scenariobestanden of mappen")
    p.add_argument("--uitleg", action="store_true", help="vertel waarom")
    p.add_argument("--json", action="store_true")
    p.add_argument("--stil", action="store_true", help="toon alleen wat niet klopt")
    p.add_argument("--dekking", action="store_true", help="wat oefent geen enkel scenario")
    p.set_defaults(doe=proef)
    p = sub.add_parser("stand", help="de stand van een dossier op een dag")
    p.add_argument("bestand")
    p.add_argument("--op", type=_dag, required=True, metavar="DATUM")
    p.add_argument("--bekend-op", type=_dag, metavar="DATUM")
    p.add_argument("--dossier", metavar="NAAM")
    p.add_argument("--uitleg", action="store_true")
    p.add_argument("--json", action="store_true")
    p.set_defaults(doe=stand)
    p = sub.add_parser("protocol", help="protocollen nakijken en verantwoorden")
    s2 = p.add_subparsers(dest="deel", required=True, metavar="deel")
    q = s2.add_parser("controle", help="laad en kijk na")
    q.add_argument("bestand", nargs="*")
    q.add_argument("--json", action="store_true")
    q.set_defaults(doe=controle)
    q = s2.add_parser("dekking", help="elke norm van de registers: hoe wordt zij uitgevoerd")
    q.add_argument("--register", type=Path, metavar="MAP")
    q.add_argument("--bewijs", action="store_true", help="haal elke norm weg en speel de scenario's die haar tonen")
    q.add_argument("--streng", action="store_true", help="geef 1 als een norm ontbreekt of alleen beweerd is")
    q.add_argument("--norm", action="append", help="alleen normen die zo beginnen")
    q.add_argument("--alles", action="store_true", help="toon ook wat is uitgevoerd")
    q.add_argument("--json", action="store_true")
    q.set_defaults(doe=norm_dekking)
    q = s2.add_parser("overgang", help="wat verandert er als dossiers naar een andere versie gaan")
    q.add_argument("bestand", nargs="+", help="dossiers of scenario's")
    q.add_argument("--op", type=_dag, required=True, metavar="DATUM")
    q.add_argument("--naar", required=True, metavar="GEMEENTE/PROTOCOL@DATUM")
    q.add_argument("--json", action="store_true")
    q.set_defaults(doe=overgang)
    q = s2.add_parser("schema", help="schrijf JSON Schema voor editors")
    q.add_argument("map", type=Path)
    q.set_defaults(doe=schema)
    q = s2.add_parser("opmaak", help="zet protocolbestanden in de vaste opmaak")
    q.add_argument("bestand", nargs="+")
    q.add_argument("--controle", action="store_true", help="wijzig niets, meld alleen")
    q.set_defaults(doe=opmaken)
    p = sub.add_parser("verhaal", help="het verhaal van een klacht, dag voor dag")
    p.add_argument("verhaal", nargs="?", type=Path, default=None)
    p.add_argument("--tempo", type=float, default=0.0, help="seconden rust na elke dag")
    p.set_defaults(doe=verhaal)
    opdrachten_web.voeg_toe(sub)
    opdrachten_dossier.voeg_toe(sub)
    opdrachten_bewaren.voeg_toe(sub)
    return o


def main(argv: Sequence[str] | None = None) -> int:
    """The way in. Mistakes in what people wrote give a message and exit code 2, never a traceback."""
    args = _ontleder().parse_args(argv)
    try:
        code: int = args.doe(args)
        return code
    except InvoerFout as e:
        for f in e.fouten:
            fouten.print(escape(str(f)), style="red")
        return 2
    except opdrachten_web.FOUTEN as e:
        fouten.print(escape(str(e)), style="red")
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        sys.stderr.close()  # nobody reads on; say nothing more
        return 0
    except (OSError, UnicodeDecodeError) as e:
        fouten.print(
            f"Een bestand is niet te lezen of te schrijven: {getattr(e, 'filename', None) or 'geen UTF-8'} ({e.__class__.__name__}).", style="red"
        )
        return 2


if __name__ == "__main__":
    sys.exit(main())
