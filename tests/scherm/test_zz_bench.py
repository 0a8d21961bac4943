import time, statistics, sys
from uuid import uuid4
def test_bench(duinveste, als, op_dag):
    b = duinveste.databank.beheer
    d = duinveste.begin("femke")
    duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder")
    g = duinveste.gemeente
    linde, wilg, mzwo = (duinveste.organisaties[x] for x in ("linde","wilg","meldpunt"))
    lid = duinveste.leden["femke"][0]
    print(b("select id, organisatie, rol, gebied from partijen_sleutel"))
    sl = dict(((o,r), i) for i,o,r,_ in b("select id, organisatie, rol, gebied from partijen_sleutel"))
    kl = sl[(linde,"persoonlijk_begeleider")]; km=[v for (o,r),v in sl.items() if o==mzwo][0]
    t=time.time()
    b("set session_replication_role = replica")
    b("""insert into dossier_dossier (gemeente,id,nummer,soort,protocollen,gebied,begonnen,laatste_nr,schakel,bijgewerkt)
      select %s, md5('d'||i)::uuid, 'WR-2025-'||lpad(i::text,6,'0'), 'zaak', '{overlastprotocol}', null, '2025-01-01', 1, '\\x00', '2025-06-01'::timestamptz + i * interval '1 minute' from generate_series(1,40000) i""", g)
    b("""insert into delen_toegang select %s, md5('d'||i)::uuid, md5('t'||i||k)::uuid, k, null, 0, 'inzage', 1152921504606846975, 1152921504606846975, true, '2020-01-01','9999-01-01'
      from generate_series(1,40000) i, unnest(case when i <= 12000 then array[%s,%s]::int[] else array[%s]::int[] end) k""", g, kl, km, km)
    b("""insert into dossier_plicht (gemeente,dossier,id,protocol,regel,regels,norm,normen,wat,doe,wie,organisatie,samen,hardheid,status,uiterlijk,dreigt_vanaf,te_laat_vanaf,voldaan_laat,vastgelegd_laat,masker)
      select %s, md5('d'||i)::uuid, md5('p'||i||'-'||j)::uuid, 'overlastprotocol','melder_benaderen','{melder_benaderen}','TW-6.24','{TW-6.24,TG-07}','De melder benaderen','{melder_gesproken}','{zorgaanbieder}',
       case when j < 4 and i <= 12000 then %s else %s end, false,'hard', case when j=5 then 'mogelijk' else 'loopt' end,
       case when j in (1,2) then date '2026-01-20' + (i * 7 + j*31) %% 90 when j=4 then date '2026-01-01' + i %% 300 end, date '2026-01-18' + (i * 7 + j*31) %% 90, case when j in (1,2) then date '2026-01-21' + (i * 7 + j*31) %% 90 when j=4 then date '2026-01-02' + i %% 300 end, false,false, 1
       from generate_series(1,40000) i, generate_series(1,5) j""", g, linde, mzwo)
    b("""insert into dossier_werk select p.gemeente, p.dossier, md5('w'||p.id)::uuid, case when p.organisatie = %s then %s else %s end, p.id,
       case when p.status='mogelijk' then date '9999-12-31' else coalesce(p.uiterlijk, date '9999-12-30') end, p.uiterlijk is not null, false from dossier_plicht p where p.masker = 1""", linde, kl, km)
    b("""insert into dossier_behandelaar (gemeente,dossier,organisatie,lidmaatschap,van) select %s, md5('d'||i)::uuid, %s, %s, '2025-01-01' from generate_series(1,60) i""", g, linde, lid)
    b("""insert into dossier_kop select %s, md5('d'||i)::uuid, md5('k'||i)::uuid, md5('a'||i)::uuid, 'persoon','naam',0,1,'Test '||i,'test '||i,null from generate_series(1,40000) i""", g)
    b("set session_replication_role = origin"); b("analyze")
    0 and print("v", time.time()-t)

    from django.db import connections
    from django.test.utils import CaptureQueriesContext
    import cProfile, pstats, psycopg
    from wijkregie.dossier import lezen_werk as lw
    from datetime import date
    w = lw.Wiens("team", date(2026,1,23), date(2026,1,23))
    s = duinveste.sessie("femke")
    print(duinveste.databank.beheer("show server_version"))
    c = als("femke"); c.get("/werk/?van=team")
    for p in ("/werk/", "/werk/?van=team", "/werk/?van=heel"):
        t=[]
        for _ in range(9):
            a=time.process_time(); c.get(p); t.append((time.process_time()-a)*1000)
        with CaptureQueriesContext(connections["default"]) as q: c.get(p)
        print(p, "cpu mediaan", sorted(t)[4], "p95", sorted(t)[-1], "sql", sum(float(x["time"]) for x in q.captured_queries), len(q))
        for x in sorted(q.captured_queries, key=lambda x:-float(x["time"]))[:5]: print("   ", x["time"], x["sql"][:150].replace("\n"," "))
