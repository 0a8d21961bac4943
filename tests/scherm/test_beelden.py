# SPDX-License-Identifier: EUPL-1.2
"""Templates hold whatever people typed: escaped, isolated, too long, or not there at all."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from django.utils.safestring import mark_safe
from jinja2 import UndefinedError
from markupsafe import Markup
from schermproef import Lezer, html, overal, stalen

from wijkregie.scherm.beelden import Foutpagina, Optie, Vraag, fouten_van
from wijkregie.scherm.fouten import ALLE, NIET_HIER, niet_hier
from wijkregie.scherm.jinja import kaal, los, omgeving, teken
from wijkregie.scherm.patronen.schermen import HELE, PUBLIEK

ALLES = stalen()
KWAAD = "<script>alert(1)</script>\"'><b onmouseover=x>\u202egip\u0000\u200b&amp;{{ 7 }}{% now %}"
LANG = "Kattenstaartweegbreewederikpad" * 12 + " "
ELK = pytest.mark.parametrize("naam", list(ALLES))


@ELK
def test_sample_is_whole_html_without_inline_script_or_style(naam: str) -> None:
    bron = html(*ALLES[naam])
    gelezen = Lezer(bron)
    assert gelezen.fout == []
    assert not [e for e, a in gelezen.elementen if "style" in a or any(n.startswith("on") for n in a)]
    assert all(a.get("src", "").startswith("/") for e, a in gelezen.elementen if e == "script")
    assert "{{" not in bron and "{%" not in bron and "None" not in bron


@ELK
def test_ids_are_unique_and_labels_and_descriptions_point_at_one(naam: str) -> None:
    elementen = Lezer(html(*ALLES[naam])).elementen
    ids = [a["id"] for _, a in elementen if "id" in a]
    assert len(ids) == len(set(ids))
    verwezen = {i for _, a in elementen for n in ("for", "aria-describedby", "aria-labelledby") for i in a.get(n, "").split()}
    verwezen |= {a["href"][1:] for e, a in elementen if e == "a" and a.get("href", "").startswith("#v-")}
    assert verwezen - {"waarom-kop", "dit-volgt-kop"} <= set(ids)


@ELK
def test_hostile_text_stays_text(naam: str) -> None:
    pagina, beeld = ALLES[naam]
    gezond = [e for e, _ in Lezer(html(pagina, beeld)).elementen]
    bron = html(*(overal(d, lambda t: KWAAD + t) for d in (pagina, beeld)))
    gelezen = Lezer(bron)
    assert gelezen.fout == []
    assert [e for e, _ in gelezen.elementen].count("script") == gezond.count("script")
    assert not [a for _, a in gelezen.elementen if any(n.startswith("on") for n in a)]
    assert "\u0000" not in "".join(t for wat, t in gelezen.teksten if "bdi" in wat)


@ELK
def test_right_to_left_marks_end_with_the_text_they_stand_in(naam: str) -> None:
    pagina, beeld = ALLES[naam]
    gelezen = Lezer(html(pagina, overal(beeld, lambda t: "\u202e" + t)))
    buiten = [(wat[-2:], t) for wat, t in gelezen.teksten if "\u202e" in t and not {"bdi", "textarea"} & set(wat)]
    assert not [t for t in buiten if "\u2068" not in t[1]], buiten


@ELK
def test_empty_and_long_texts_render(naam: str) -> None:
    pagina, beeld = ALLES[naam]
    if not isinstance(beeld, Foutpagina):
        assert Lezer(html(pagina, overal(beeld, lambda t: t, lambda r: ()))).fout == []
    assert Lezer(html(pagina, overal(beeld, lambda t: ""))).fout == []
    assert LANG in html(pagina, overal(beeld, lambda t: LANG + t))


@pytest.mark.parametrize("naam", HELE)
def test_page_names_nobody_in_its_title(naam: str) -> None:
    titel = re.search("<title>(.*?)</title>", html(*ALLES[naam]))
    assert titel and not re.search("Wilgenroos|Daan|Lisdodde", titel[1])


def test_what_may_not_be_seen_looks_like_what_is_not_there() -> None:
    assert ALLE["niet_hier"] is NIET_HIER
    a = niet_hier(None)  # type: ignore[arg-type]
    assert a.status_code == 404 and a["Cache-Control"] == "no-store"


def test_error_page_needs_no_request_and_no_context() -> None:
    for fout in ALLE.values():
        assert fout.kop and fout.stappen and fout.link and 400 <= fout.code < 600


def test_filters() -> None:
    assert los("<a>\u200b") == "<bdi>&lt;a&gt;</bdi>"
    assert los("regel\nregel") == "<bdi>regel\nregel</bdi>"
    assert kaal("gewoon") == "gewoon"
    assert kaal("\u202eom") == "\u2068\u202eom\u2069"
    assert kaal("שלום").startswith("\u2068")


@pytest.mark.parametrize("soort", [Markup, mark_safe])
def test_text_that_calls_itself_html_is_escaped_like_the_rest(soort: Any) -> None:
    assert str(los(soort("<i>"))) == "<bdi>&lt;i&gt;</bdi>"
    assert type(kaal(soort("<i>"))) is str


def test_templates_escape_and_never_hide_a_mistake() -> None:
    taal = omgeving()
    zeg = taal.from_string('<p title="{{ t|kaal }}">{{ t }}{{ t|los }}{{ teken("slot") }}</p>').render
    uit = zeg(t="\"'><script>\u202e")
    assert Lezer(uit).fout == [] and "<script" not in uit and [e for e, _ in Lezer(uit).elementen] == ["p", "bdi", "svg", "use"]
    assert str(teken('"<b>')).count("<b>") == 0
    with pytest.raises(UndefinedError):
        zeg()
    with pytest.raises(UndefinedError):
        taal.from_string("{% if b.bestaat_niet %}x{% endif %}").render(b=NIET_HIER)


def test_forms_of_a_page_share_one_hidden_token() -> None:
    namen = re.findall('name="csrfmiddlewaretoken" value="([^"]+)"', html(*ALLES["handeling"]))
    assert len(namen) > 2 and len(set(namen)) == 1


def test_question_chooses_its_form() -> None:
    kort = (Optie("a", "Terecht"), Optie("b", "Onterecht"))
    v = Vraag("x", "Vraag?", "keuze", opties=kort)
    assert v.vorm == "knoppen" and v.in_vakken
    assert replace(v, opties=(*kort, Optie("c", "Geen van beide, want de melder trok de klacht weer in"))).vorm == "rondjes"
    assert replace(v, opties=tuple(Optie(str(i), str(i)) for i in range(6))).vorm == "kiezer"
    assert replace(v, soort="rol").vorm == "kiezer"
    assert replace(v, soort="lijst").vorm == "vinkjes"
    ja_nee = replace(v, soort="ja_nee", opties=(), waarde="nee")
    assert [(o.waarde, o.gekozen) for o in ja_nee.keuzes] == [("ja", False), ("nee", True)]


def test_errors_of_parts_of_a_question_are_in_the_summary_in_order() -> None:
    v = Vraag("w", "Wanneer?", "groep", fout="Vul in.", delen=(Vraag("op", "Dag", "datum", fout="Vul een dag in."), Vraag("tijd", "Tijd", "tijd")))
    assert [(f.tekst, f.doel) for f in fouten_van([v])] == [("Wanneer? Vul in.", "v-w"), ("Wanneer? Dag: Vul een dag in.", "v-op")]


def test_every_page_has_a_sample() -> None:
    from wijkregie.scherm.beelden import Beeld

    def onder(b: type[Beeld]) -> set[str]:
        return {x.sjabloon for x in b.__subclasses__() if hasattr(x, "sjabloon")}.union(*(onder(x) for x in b.__subclasses__()))

    alle = onder(Beeld)
    assert alle == {type(beeld).sjabloon for _, beeld in ALLES.values()} | {type(maak()).sjabloon for _, maak in PUBLIEK.values()}


@pytest.mark.parametrize("naam", list(PUBLIEK))
def test_sample_for_residents_is_whole_html_without_inline_script_or_style(naam: str) -> None:
    pagina, maak = PUBLIEK[naam]
    bron = html(pagina, maak())
    gelezen = Lezer(bron)
    assert gelezen.fout == [] and "{{" not in bron and "None" not in bron
    assert not [e for e, a in gelezen.elementen if "style" in a or any(n.startswith("on") for n in a)]
