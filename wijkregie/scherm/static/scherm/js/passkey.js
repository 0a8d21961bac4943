// SPDX-License-Identifier: EUPL-1.2
// Asks a passkey of the device and sends its answer with the form. Without this, or where the browser knows no passkeys, a code is the way.
(() => {
  "use strict";
  if (!window.PublicKeyCredential) return;
  const naar_bytes = (t) => Uint8Array.from(atob(t.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const naar_tekst = (b) => btoa(String.fromCharCode(...new Uint8Array(b))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const lijst = (l) => (l ?? []).map((c) => ({ ...c, id: naar_bytes(c.id) }));

  const vraag = {
    bewijs: async (o) => {
      const c = await navigator.credentials.get({ publicKey: { ...o, challenge: naar_bytes(o.challenge), allowCredentials: lijst(o.allowCredentials) } });
      const r = c.response;
      return { id: c.id, rawId: naar_tekst(c.rawId), type: c.type, clientExtensionResults: {}, response: {
        clientDataJSON: naar_tekst(r.clientDataJSON), authenticatorData: naar_tekst(r.authenticatorData), signature: naar_tekst(r.signature),
        userHandle: r.userHandle ? naar_tekst(r.userHandle) : null } };
    },
    nieuw: async (o) => {
      const wie = { ...o.user, id: naar_bytes(o.user.id) };
      const c = await navigator.credentials.create({ publicKey: { ...o, challenge: naar_bytes(o.challenge), user: wie, excludeCredentials: lijst(o.excludeCredentials) } });
      const r = c.response;
      return { id: c.id, rawId: naar_tekst(c.rawId), type: c.type, clientExtensionResults: {}, response: {
        clientDataJSON: naar_tekst(r.clientDataJSON), attestationObject: naar_tekst(r.attestationObject) } };
    },
  };

  const meld = (form, tekst) => {
    const kader = document.createElement("p");
    kader.className = "wr-kader wr-kader--fout";
    kader.textContent = tekst;
    form.querySelector(".wr-formstatus").replaceChildren(kader);
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.closest("[data-met-passkey]")?.removeAttribute("hidden");
    form.querySelector("button").addEventListener("click", async (e) => {
      e.preventDefault();
      form.querySelector(".wr-formstatus").replaceChildren();
      try {
        const kop = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
        const antwoord = await fetch(form.dataset.passkey, { method: "POST", headers: kop, credentials: "same-origin" });
        if (!antwoord.ok) throw new Error("geen opties");
        const opties = await antwoord.json();
        form.elements.antwoord.value = JSON.stringify(await vraag[form.dataset.passkeySoort](opties.publicKey));
      } catch {
        meld(form, "Uw apparaat gaf geen passkey. Probeer het opnieuw, of gebruik een code.");
        return;
      }
      form.submit();
    });
  }
})();
