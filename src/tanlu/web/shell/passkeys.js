"use strict";
(() => {
  // The buttons of passkeys are shown where the browser can do them; everything else on the page works without.
  const form = document.querySelector("form[data-passkey]");
  if (!form || !window.PublicKeyCredential) return;
  form.hidden = false;
  const keeps = form.dataset.passkey === "keep";
  const said = form.querySelector("[role=status]");
  const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (each) => each.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const post = (address, fields) => {
    const body = new URLSearchParams(fields);
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    return fetch(address, { method: "POST", body, headers: { Accept: "application/json" } });
  };
  const asked = async () => {
    const answer = await post(form.dataset.ask, {});
    if (!answer.ok) throw new Error(form.dataset.trouble);
    const options = await answer.json();
    options.challenge = bytes(options.challenge);
    if (options.user) options.user.id = bytes(options.user.id);
    for (const each of [...(options.excludeCredentials || []), ...(options.allowCredentials || [])]) each.id = bytes(each.id);
    return options;
  };
  const told = (made) => {
    const response = {};
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (made.response[name]) response[name] = text(made.response[name]);
    }
    return JSON.stringify({ id: made.id, rawId: text(made.rawId), type: made.type, response });
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    said.textContent = "";
    try {
      const publicKey = await asked();
      const made = await (keeps ? navigator.credentials.create({ publicKey }) : navigator.credentials.get({ publicKey }));
      const answer = await post(form.action, { answer: told(made), name: form.elements.name ? form.elements.name.value : "" });
      const found = await answer.json();
      if (found.to) location.assign(found.to);
      else said.textContent = found.said;
    } catch {
      said.textContent = form.dataset.trouble;
    }
  });
})();
