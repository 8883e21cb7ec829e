/* Passkeys. A form with data-lgnet-passkey="get|create" asks the server what to sign (data-url), lets the
   browser answer, and goes on with the answer in its hidden field. Hidden where a browser cannot. */
(() => {
  "use strict";
  if (!window.PublicKeyCredential) return;
  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, "-")
      .replace(/\//g, "_")
      .replace(/=+$/, "");
  const keys = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  const asked = async (form) => {
    const body = new URLSearchParams({
      kind: form.dataset.lgnetPasskey,
      csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value,
    });
    const answer = await fetch(form.dataset.url, { method: "POST", body });
    if (!answer.ok) throw new Error(String(answer.status));
    const question = await answer.json();
    question.challenge = bytes(question.challenge);
    question.allowCredentials = keys(question.allowCredentials);
    question.excludeCredentials = keys(question.excludeCredentials);
    if (question.user) question.user.id = bytes(question.user.id);
    return question;
  };

  const plain = (made) => {
    const response = {};
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (made.response[name]) response[name] = text(made.response[name]);
    }
    return JSON.stringify({
      id: made.id,
      rawId: text(made.rawId),
      type: made.type,
      response,
      clientExtensionResults: made.getClientExtensionResults(),
    });
  };

  for (const form of document.querySelectorAll("form[data-lgnet-passkey]")) {
    form.hidden = false;
    const field = form.elements.proof_passkey || form.elements.credential;
    const wrong = form.querySelector("[data-lgnet-passkey-error]");
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (form.dataset.lgnetAsking) return;
      form.dataset.lgnetAsking = "1";
      wrong.hidden = true;
      try {
        const publicKey = await asked(form);
        const making = form.dataset.lgnetPasskey === "create";
        const made = await (making
          ? navigator.credentials.create({ publicKey })
          : navigator.credentials.get({ publicKey }));
        field.value = plain(made);
        form.submit();
      } catch {
        wrong.hidden = false;
      } finally {
        delete form.dataset.lgnetAsking;
      }
    });
  }
})();
