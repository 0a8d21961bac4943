import time
from datetime import datetime
import pytest
from wijkregie.klok import met_klok

@pytest.mark.parametrize("nu", ["2026-11-22 14:00"])
def test_laadt(databank, nu):
    from wijkregie.demo import laad
    from wijkregie.dossier import afspraken
    from wijkregie.demo.dossier import Mensen
    afspraken._bits.clear()
    with met_klok(datetime.fromisoformat(nu), overal=True):
        t = time.monotonic()
        n = laad()
        print("sec", time.monotonic() - t, n)
        print(databank.beheer("select count(*) from dossier_feit"))
        from django.db import transaction
        from wijkregie.klok import vandaag
        from wijkregie.dossier.lezen_werk import MIJ, TEAM, Wiens, aantallen, per_vak, plekken, VAKKEN
        from wijkregie.dossier.lezen_taken import taken_van, wacht_op_anderen
        from wijkregie.partijen.models import Gemeente
        from wijkregie.scherm.paginas.taakrij import einde_werkweek, kalender
        g = Gemeente.objects.using("kern").get()
        m = Mensen(g.id, g.code)
        for wie in "femke joris mees idris noor harm lotte rosa bram yara".split():
            s = m.sessie(m.lid(wie))
            def kijk():
                w = Wiens(MIJ, vandaag(), einde_werkweek(kalender(g.code), vandaag()))
                pv = per_vak(s, w)
                print(wie, aantallen(s, w), pv, "wacht", len(wacht_op_anderen(s, [s.lidmaatschap, *s.neemt_waar], 99)))
                pl = plekken(s, w, VAKKEN, 60)
                t = taken_van(s, [(p.dossier, p.plicht) for p in pl])
                for p in pl:
                    print("    ", p.vak, p.volgorde, t[p.plicht].wat, databank.beheer("select nummer from dossier_dossier where id=%s", p.dossier)[0][0])
            m.als(s, kijk, "werk")
