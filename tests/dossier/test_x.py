from uuid import uuid4
import time, cProfile, pstats
def test_x(duinveste, databank, tmp_path, monkeypatch):
    from wijkregie.dossier import kern, controle
    import datetime, logging
    logging.disable(logging.CRITICAL)
    ds=[]
    for i in range(20):
        d = duinveste.begin("femke"); ds.append(d)
        for j in range(6):
            duinveste.leg_vast("femke", d, "klacht_ontvangen", op=f"2026-01-{3+j:02d}", opent=uuid4(), kanaal="zorgaanbieder")
    controle.controleer_dossiers(duinveste.gemeente,"amsterdam",ds[:2],datetime.date(2026,1,23))
    p=cProfile.Profile(); t=time.process_time(); w=time.monotonic()
    p.enable(); u=controle.controleer_dossiers(duinveste.gemeente,"amsterdam",ds,datetime.date(2026,1,23)); p.disable()
    print("W", u.dossiers,u.feiten,u.rijen,"cpu",time.process_time()-t,"wall",time.monotonic()-w)
    st=pstats.Stats(p); st.sort_stats("cumtime").print_stats(28)
