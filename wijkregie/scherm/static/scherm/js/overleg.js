// SPDX-License-Identifier: EUPL-1.2
// An item of a meeting keeps what is typed, shows what others write, and waits out a lost connection: the text stays on the page until it is kept.
(() => {
  "use strict";
  const form = document.querySelector("form[data-overleg]");
  if (!form || !form.dataset.overleg) return;
  const adres = form.dataset.overleg;
  const blad = form.elements.blad.value; // this page, and no other that its writer has open
  const RUST = 800, KIJK = 5000;
  const vuil = new Set(); // names that were changed here and not kept yet
  let vlucht = null; // what is under way
  let klok = 0, bezig = false, merk = null, fout = false, weg = false, dicht = false;

  const bewaard = document.getElementById("bewaard");
  const zeg = (tekst, is_fout) => {
    bewaard.classList.toggle("wr-live--fout", Boolean(is_fout));
    const t = bewaard.querySelector("span") ?? bewaard.appendChild(document.createElement("span"));
    if (t.textContent !== tekst) t.textContent = tekst;
    if (is_fout) bewaard.querySelector("svg")?.remove();
  };
  const velden = (naam) => [...form.elements].filter((e) => e.name === naam);
  const waarde = (naam) => {
    const hier = velden(naam);
    if (hier[0]?.type === "radio") return hier.find((e) => e.checked)?.value ?? "";
    if (hier[0]?.type === "checkbox") return hier.some((e) => e.checked) ? hier[0].value : "";
    return hier[0]?.value ?? "";
  };
  const zet = (naam, tekst) => {
    for (const e of velden(naam)) {
      if (e.type === "radio" || e.type === "checkbox") e.checked = e.value === tekst;
      else e.value = tekst;
    }
  };
  const versie = (naam, n) => {
    let e = velden(`versie-${naam}`)[0];
    if (!e) {
      e = document.createElement("input");
      e.type = "hidden";
      e.name = `versie-${naam}`;
      e.value = "0";
      form.append(e);
    }
    if (n !== undefined) e.value = String(n);
    return e.value;
  };

  // both texts stay: the other one under the field, and a button to take it over
  const toon_ander = (a) => {
    const bij = velden(a.veld)[0]?.closest(".wr-vraag, .wr-stem, div");
    if (!bij || bij.querySelector(`[data-ander="${CSS.escape(a.veld)}"]`)) return;
    const kader = document.createElement("div");
    kader.className = "wr-kader wr-kader--let";
    kader.dataset.ander = a.veld;
    kader.setAttribute("role", "alert");
    const zin = document.createElement("p");
    zin.textContent = `${a.wie} net iets anders: ${a.tekst}`;
    const knoppen = [["Neem die tekst over", a.tekst], ["Houd mijn tekst", null]].map(([tekst, nieuw]) => {
      const k = document.createElement("button");
      k.type = "button";
      k.className = "wr-klein";
      k.textContent = tekst;
      k.addEventListener("click", () => {
        versie(a.veld, a.versie);
        if (nieuw === null) veranderd(a.veld); else zet(a.veld, nieuw);
        kader.remove();
        velden(a.veld)[0]?.focus();
      });
      return k;
    });
    kader.append(zin, ...knoppen);
    bij.append(kader);
  };
  const toon_uitslag = (lijst) => {
    const plek = document.getElementById("uitslag");
    plek.replaceChildren(...lijst.map((u) => {
      const blok = document.createElement("div");
      blok.className = "wr-uitslag";
      const tekst = document.createElement("div"), zin = document.createElement("b"), telling = document.createElement("p");
      zin.textContent = u.zin;
      telling.textContent = u.telling;
      tekst.append(zin, telling);
      blok.append(tekst);
      return blok;
    }));
  };
  const verwerk = (d, verzonden) => {
    if (weg) return; // the form was sent: the answer to that is the page
    if (d.dicht && verzonden.size && !d.bewaard) { // a colleague finished the item: what was typed is nowhere but here
   verzonden.forEach((n) => vuil.add(n));
   dicht = true;
   zeg("Dit punt is net afgerond of gesloten. Uw tekst is niet bewaard. Hij staat hier nog: neem hem over voordat u verder gaat.", true);
   return;
  }
  if (d.dicht) { if (!vuil.size) { weg = true; location.reload(); } return; }
    if (merk !== null && merk !== d.merk && !vuil.size) { weg = true; location.reload(); return; }
    merk ??= d.merk;
    const botst = new Set(d.anders.map((a) => a.veld));
    d.anders.forEach(toon_ander);
    for (const [naam, v] of Object.entries(d.velden)) {
      const actief = velden(naam).includes(document.activeElement) && document.activeElement.type !== "radio";
      if (botst.has(naam) || form.querySelector(`[data-ander="${CSS.escape(naam)}"]`)) continue;
      if (verzonden.has(naam) || v.blad === blad) versie(naam, v.versie);
      else if (!vuil.has(naam) && !actief && String(v.versie) !== versie(naam)) {
        zet(naam, v.tekst);
        versie(naam, v.versie);
      }
    }
    if (verzonden.size && d.uitslag && [...verzonden].some((n) => /^(stem|mandaat)-/.test(n))) toon_uitslag(d.uitslag);
    fout = false;
    if (!vuil.size) { form.removeAttribute("data-veranderd"); zeg(d.zin); }
  };
  const vraag = async () => {
    if (bezig || weg || dicht) return;
    bezig = true;
    const verzonden = new Set(vuil);
    vuil.clear();
    try {
      vlucht = new AbortController();
      const opties = { credentials: "same-origin", headers: { Accept: "application/json" }, signal: vlucht.signal };
      if (verzonden.size) {
        const lijf = new FormData();
        lijf.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
        lijf.set("blad", blad);
        for (const n of verzonden) { lijf.set(n, waarde(n)); lijf.set(`versie-${n}`, versie(n)); }
        Object.assign(opties, { method: "POST", body: lijf });
      }
      const antwoord = await fetch(adres, opties);
      if (!antwoord.ok || antwoord.redirected) throw new Error("not kept");
      verwerk(await antwoord.json(), verzonden);
    } catch {
      if (weg) return;
      verzonden.forEach((n) => vuil.add(n));
      fout = true;
      zeg("Geen verbinding. Uw tekst staat hier nog en gaat mee zodra het weer kan.", true);
    } finally {
      bezig = false;
      if (vuil.size && !weg && !dicht) plan(fout ? KIJK : RUST);
    }
  };
  const plan = (na) => { clearTimeout(klok); klok = setTimeout(vraag, na); };
  const veranderd = (naam) => {
    if (!naam || naam.startsWith("versie-") || ["csrfmiddlewaretoken", "stap", "blad"].includes(naam)) return;
    vuil.add(naam);
    form.setAttribute("data-veranderd", "");
    plan(RUST);
  };
  form.addEventListener("input", (e) => veranderd(e.target.name));
  form.addEventListener("submit", () => { weg = true; clearTimeout(klok); vlucht?.abort(); });
  window.addEventListener("pageshow", () => { weg = false; });
  window.addEventListener("online", vraag);
  window.addEventListener("beforeunload", (e) => { if (vuil.size && !weg) e.preventDefault(); });
  setInterval(() => { if (!document.hidden) vraag(); }, KIJK);
  vraag();
})();
