// SPDX-License-Identifier: EUPL-1.2
// The link of an invitation holds its code behind the #, which no browser sends along. Fill it in, take it out of the address, and go on.
(() => {
  "use strict";
  const veld = document.querySelector("input[name=teken]");
  const teken = location.hash.slice(1);
  if (!veld || !teken) return;
  history.replaceState(null, "", location.pathname);
  veld.value = teken;
  veld.form.requestSubmit();
})();
