// SPDX-License-Identifier: EUPL-1.2
// Public pages work without this. It keeps answers on the device only after a tick and for 24 hours, leaves without a trace, and sends again when busy.
(() => {
  "use strict";
  const SLEUTEL = "melding";
  const DAG = 24 * 60 * 60 * 1000;
  const lees = () => {
    try {
      const d = JSON.parse(localStorage.getItem(SLEUTEL));
      if (d && Date.now() - d.sinds < DAG) return d;
      localStorage.removeItem(SLEUTEL);
    } catch { /* no storage here */ }
    return null;
  };
  const wis = () => { try { localStorage.removeItem(SLEUTEL); } catch { /* no storage here */ } };

  const vrij = (form) => {
    delete form.dataset.bezig;
    for (const knop of form.querySelectorAll("[aria-busy]")) {
      knop.removeAttribute("aria-busy");
      knop.textContent = knop.dataset.eerst;
    }
  };

  // ---- what matters most is sent by script: no answer, or a server that is busy, leaves the page as it is, with its files, and it is sent again.
  // The key of the form makes one report of it, however often it comes.
  const wacht = (s) => new Promise((klaar) => { setTimeout(klaar, s * 1000 * (0.5 + Math.random())); });
  const antwoord_op = async (form, wat) => {
    const plek = form.querySelector("[data-wacht]");
    const zeg = (tekst) => {
      if (plek.textContent === tekst) return;
      plek.textContent = tekst;
      plek.hidden = false;
      document.getElementById("zeg").textContent = tekst;
    };
    for (;;) {
      let na = 5;
      try {
        const antwoord = await fetch(form.action, { method: "POST", body: wat, credentials: "same-origin" });
        if (antwoord.status !== 503) return antwoord;
        na = Math.min(60, Number(antwoord.headers.get("Retry-After")) || na);
        zeg(form.dataset.opnieuw);
      } catch {
        zeg(form.dataset.weg);
      }
      await wacht(na);
    }
  };
  const verstuur = async (form, knop) => {
    const antwoord = await antwoord_op(form, new FormData(form, knop));
    const nieuw = new DOMParser().parseFromString(await antwoord.text(), "text/html");
    document.title = nieuw.title;
    document.body.replaceWith(document.adoptNode(nieuw.body));
    begin();
    window.scrollTo(0, 0);
    (document.getElementById("fouten") ?? document.getElementById("inhoud") ?? document.body).focus();
  };

  // ---- a draft, after a tick only
  const concept = (form) => {
    const vak = form.querySelector("[data-bewaar]");
    const bewaard = form.querySelector("[data-bewaard]");
    const stuk = document.querySelector("[data-verder]");
    form.querySelector("[data-bewaren]").hidden = false;
    const antwoorden = () => [...new FormData(form)].filter(([n, w]) => typeof w === "string" && n !== "bij");
    const bewaar = () => {
      if (!vak.checked) return;
      const eerder = lees();
      try {
        localStorage.setItem(SLEUTEL, JSON.stringify({ sinds: eerder ? eerder.sinds : Date.now(), stap: form.dataset.melding, wat: antwoorden() }));
        bewaard.querySelector("[data-tijd]").textContent =
          new Date().toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit" }).replace(":", ".");
        bewaard.hidden = false;
      } catch { vak.checked = false; }
    };
    const eerder = lees();
    const leeg = form.dataset.melding === "1" && !antwoorden().some(([n, w]) => n.startsWith("f-") && w);
    if (eerder && leeg) {
      stuk.hidden = false;
      stuk.querySelector("[data-ga-verder]").addEventListener("click", () => {
        form.querySelectorAll("[name^='f-'], [name=sleutel]").forEach((x) => x.remove());
        for (const [n, w] of [...eerder.wat, ["bij", eerder.stap], ["stap", "hier"]]) {
          if (n === "bij") form.querySelector("[name=bij]")?.remove();
          const x = document.createElement("input");
          x.type = "hidden"; x.name = n; x.value = w;
          form.append(x);
        }
        form.submit();
      });
    } else if (eerder) {
      vak.checked = true;
      bewaar();
    }
    vak.addEventListener("change", () => { if (vak.checked) bewaar(); else { wis(); bewaard.hidden = true; } });
    form.addEventListener("input", (e) => { if (e.target !== vak) bewaar(); });
    form.addEventListener("submit", bewaar);
  };

  // ---- a page, as it opened or as it came in answer
  const begin = () => {
    // away: this page is replaced, so that going back does not show it
    document.querySelector("[data-snelweg]")?.addEventListener("click", (e) => {
      e.preventDefault();
      document.body.hidden = true;
      location.replace(e.currentTarget.href);
    });
    document.querySelector("[data-wis]")?.addEventListener("click", (e) => {
      e.preventDefault();
      wis();
      location.replace(e.currentTarget.href);
    });
    if (document.querySelector("[data-klaar]")) wis(); // it was sent
    const print = document.querySelector("[data-print]");
    if (print) {
      print.hidden = false;
      print.addEventListener("click", () => window.print());
    }
    const melding = document.querySelector("[data-melding]");
    if (melding) concept(melding);
    for (const form of document.querySelectorAll("form")) {
      form.addEventListener("submit", (e) => {
        if (form.dataset.bezig) { e.preventDefault(); return; }
        form.dataset.bezig = "ja";
        const knop = e.submitter?.dataset.bezig ? e.submitter : form.querySelector("[data-bezig]");
        const elders = e.submitter?.name === "stap";
        if (knop && !elders) setTimeout(() => {
          knop.dataset.eerst = knop.textContent;
          knop.setAttribute("aria-busy", "true");
          knop.textContent = knop.dataset.bezig;
        }, 400);
        if (!form.dataset.opnieuw || elders) return;
        e.preventDefault();
        verstuur(form, e.submitter);
      });
    }
  };
  window.addEventListener("pageshow", () => { for (const form of document.querySelectorAll("form")) vrij(form); });
  begin();
})();
