import contextlib, io, time, traceback
from pathlib import Path
def test_verken(mens, duinveste, op_dag):
    g = dict(mens=mens, duinveste=duinveste, op_dag=op_dag)
    IN, OUT = Path("/tmp/rz/in"), Path("/tmp/rz/out")
    (OUT/"klaar").write_text("ja")
    while True:
        for f in sorted(IN.glob("*.py")):
            code = f.read_text(); f.unlink()
            if code.strip() == "STOP": return
            b = io.StringIO()
            with contextlib.redirect_stdout(b):
                try: exec(compile(code, f.name, "exec"), g)
                except BaseException: traceback.print_exc(file=b)
            (OUT/f"{f.stem}.tmp").write_text(b.getvalue()); (OUT/f"{f.stem}.tmp").rename(OUT/f"{f.stem}.txt")
        time.sleep(0.05)
