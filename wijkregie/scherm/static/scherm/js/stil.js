// SPDX-License-Identifier: EUPL-1.2
// Warns before a quiet session ends, keeps what was typed as a draft, and goes to the log-in page when it has ended. The server decides; this only asks.
(() => {
  "use strict";
  const vak = document.getElementById("stil");
  if (!vak) return;
  const nog = Number(vak.dataset.nog);
  const WAARSCHUW = Math.min(120, Math.floor(nog / 3));
  const BEZIG = Math.min(60, Math.floor(nog / 4)) * 1000;
  let einde = Date.now() + nog * 1000;
  let gemeld = Date.now();
  let weg = false;

  const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
  const vraag = async (adres, methode) => {
    const antwoord = await fetch(adres, { method: methode, headers: { "X-CSRFToken": token() }, credentials: "same-origin" });
    if (!antwoord.ok) throw new Error(String(antwoord.status));
    const rest = (await antwoord.json()).nog;
    einde = Date.now() + rest * 1000;
    return rest;
  };
  const bewaar = async () => {
    for (const form of document.querySelectorAll("form[data-bewaak][data-veranderd]")) {
      if (!form.querySelector("[name=stap][value=concept]")) continue;
      const inhoud = new FormData(form);
      inhoud.set("stap", "concept");
      try {
        const antwoord = await fetch(form.action, { method: "POST", body: inhoud, headers: { "X-Vanzelf": "1" }, credentials: "same-origin" });
        if (antwoord.ok) form.removeAttribute("data-veranderd");
      } catch { /* no connection: the text stays on the page */ }
    }
  };
  const tekst = (s) => (s > 90 ? `${Math.ceil(s / 60)} minuten` : `${Math.max(1, Math.ceil(s / 10)) * 10} seconden`);

  const kijk = async () => {
    if (weg) return;
    let rest = (einde - Date.now()) / 1000;
    if (rest <= WAARSCHUW) {
      try { rest = await vraag("/sessie/over/", "GET"); } catch { return; } // another tab may be busy
    }
    if (rest <= 0) {
      weg = true;
      document.querySelectorAll("form[data-veranderd]").forEach((f) => f.removeAttribute("data-veranderd"));
      location.href = location.pathname; // the page itself asks to log in, and comes back here
    } else if (rest <= WAARSCHUW && !vak.open) {
      vak.showModal();
      await bewaar();
    } else if (rest > WAARSCHUW && vak.open) {
      vak.close();
    }
    document.getElementById("stil-over").textContent = tekst(rest);
  };
  const bezig = () => {
    if (vak.open || Date.now() - gemeld < BEZIG) return;
    gemeld = Date.now();
    vraag("/sessie/verder/", "POST").catch(() => {});
  };
  document.getElementById("stil-verder").addEventListener("click", async () => {
    try { if (await vraag("/sessie/verder/", "POST") > 0) vak.close(); } catch { /* kijk goes on */ }
  });
  vak.addEventListener("cancel", (e) => { e.preventDefault(); document.getElementById("stil-verder").click(); });
  for (const soort of ["keydown", "pointerdown", "input"]) document.addEventListener(soort, bezig, { passive: true });
  let kijkt = false; // one question at a time: a late answer would drop the cookie of the next page
  setInterval(async () => {
    if (kijkt) return;
    kijkt = true;
    try { await kijk(); } finally { kijkt = false; }
  }, Math.min(5000, Math.max(500, WAARSCHUW * 100)));
})();
