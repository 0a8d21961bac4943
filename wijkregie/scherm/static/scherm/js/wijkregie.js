// SPDX-License-Identifier: EUPL-1.2
// Everything here only makes a working page better: waarom beside the page, forms that cannot be sent twice or lose text.
(() => {
  "use strict";
  document.documentElement.classList.add("wr-js");
  const WACHT = 400; // a button that says it is busy at once, flickers
  const geen_verbinding = "Er is geen verbinding. Uw tekst staat er nog. Probeer het zo weer.";
  const niet_gelukt = "Het lukte ons niet om te antwoorden. Uw tekst staat er nog. Probeer het opnieuw: dubbel vastleggen kan niet.";

  const zeg = (tekst) => { document.getElementById("zeg").textContent = tekst; };
  const gewone_klik = (e) => e.button === 0 && !e.ctrlKey && !e.metaKey && !e.shiftKey && !e.altKey;

  // ---- waarom: the same address as the page, shown in a dialog. The browser keeps focus inside, Esc closes, focus goes back.
  const toon_paneel = async (link) => {
    const paneel = document.getElementById("paneel");
    try {
      const antwoord = await fetch(link.href, { headers: { "HX-Request": "true", "HX-Target": "paneel-inhoud" }, credentials: "same-origin" });
      if (!antwoord.ok || antwoord.redirected) throw new Error("whole page");
      document.getElementById("paneel-inhoud").innerHTML = await antwoord.text();
    } catch {
      location.href = link.href;
      return;
    }
    if (!paneel.open) paneel.showModal();
    paneel.scrollTop = 0;
    paneel.querySelector(".wr-sluit").focus();
  };
  document.addEventListener("click", (e) => {
    const link = e.target.closest("a.wr-waarom");
    if (link && gewone_klik(e)) {
      e.preventDefault();
      toon_paneel(link);
      return;
    }
    if (e.target.id === "paneel") e.target.close(); // beside the panel
    for (const uit of document.querySelectorAll("details.wr-uit[open]")) if (!uit.contains(e.target)) uit.open = false;
  });
  document.addEventListener("keydown", (e) => {
    const uit = e.key === "Escape" && document.querySelector("details.wr-uit[open]");
    if (uit) {
      uit.open = false;
      uit.querySelector("summary").focus();
    }
  });

  // ---- forms: one send at a time, and say so when it takes a while
  const klok = new WeakMap();
  const begin = (form) => {
    form.dataset.bezig = "ja";
    klok.set(form, setTimeout(() => {
      const knop = form.querySelector("[data-bezig]");
      if (!knop) return;
      knop.setAttribute("aria-busy", "true");
      const tekst = knop.querySelector(".wr-knoptekst");
      tekst.dataset.eerst = tekst.textContent;
      tekst.textContent = knop.dataset.bezig;
      zeg(knop.dataset.bezig);
    }, WACHT));
  };
  const klaar = (form) => {
    clearTimeout(klok.get(form));
    delete form.dataset.bezig;
    const knop = form.querySelector("[aria-busy]");
    if (!knop) return;
    knop.removeAttribute("aria-busy");
    const tekst = knop.querySelector(".wr-knoptekst");
    tekst.textContent = tekst.dataset.eerst;
  };
  const meld = (form, tekst) => {
    const plek = form.querySelector(".wr-formstatus");
    if (!plek) return;
    plek.replaceChildren();
    if (!tekst) return;
    const kader = document.createElement("p");
    kader.className = "wr-kader wr-kader--fout";
    kader.textContent = tekst;
    plek.append(kader);
  };
  document.addEventListener("submit", (e) => {
    const form = e.target;
    if (form.method !== "post") return;
    if (form.dataset.bezig) {
      e.preventDefault();
      e.stopImmediatePropagation();
      return;
    }
    meld(form, "");
    begin(form);
  }, true);
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-bezig]").forEach(klaar));

  // ---- text that was typed and not yet recorded is not lost without asking
  const veranderd = () => document.querySelector("form[data-bewaak][data-veranderd]:not([data-bezig])");
  document.addEventListener("input", (e) => e.target.closest("form[data-bewaak]")?.setAttribute("data-veranderd", ""));
  window.addEventListener("beforeunload", (e) => { if (veranderd()) e.preventDefault(); });

  // ---- forms go by script where there is one: no answer or a fault of ours then leaves the page, with its text, as it is
  const van_form = (e) => {
    const elt = e.detail.requestConfig?.elt ?? e.detail.elt; // an event on the target names the target, not who asked
    return elt?.matches?.("form[data-bewaak]") ? elt : null;
  };
  document.addEventListener("htmx:sendError", (e) => {
    const form = van_form(e);
    if (form) { klaar(form); meld(form, geen_verbinding); }
  });
  document.addEventListener("htmx:timeout", (e) => {
    const form = van_form(e);
    if (form) { klaar(form); meld(form, niet_gelukt); }
  });
  document.addEventListener("htmx:beforeSwap", (e) => {
    const form = van_form(e);
    const status = e.detail.xhr.status;
    const deel = !form && e.detail.target?.id === "dit-volgt";
    if (deel && status >= 400) e.detail.shouldSwap = false;
    if (!form) return;
    if (status >= 500 || status === 413 || status === 429) {
      e.detail.shouldSwap = false;
      klaar(form);
      meld(form, status === 413 ? "Het bestand is te groot: ten hoogste 25 MB. Uw tekst staat er nog." : niet_gelukt);
    }
  });
  // A new page under the same address bar: the reader starts at its top, or at what is wrong.
  document.addEventListener("htmx:afterSettle", (e) => {
    if (e.detail.target !== document.body) return;
    const fouten = document.getElementById("fouten");
    if (!fouten) window.scrollTo(0, 0);
    (fouten ?? document.getElementById("inhoud")).focus({ preventScroll: !fouten });
  });
  document.getElementById("fouten")?.focus();
})();
