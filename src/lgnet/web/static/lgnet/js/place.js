/* Fills the position of a contact from the phone, only when asked. */
(() => {
  "use strict";
  const box = document.querySelector("[data-lgnet-place]");
  if (!box || !("geolocation" in navigator)) return;
  box.hidden = false;
  const status = box.querySelector("[role=status]");
  const form = box.closest("form");
  box.querySelector("button").addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        form.elements.latitude.value = coords.latitude.toFixed(6);
        form.elements.longitude.value = coords.longitude.toFixed(6);
        form.elements.precision_m.value = Math.round(coords.accuracy);
        status.textContent = status.dataset.done.replace("{n}", Math.round(coords.accuracy));
      },
      () => {
        status.textContent = status.dataset.failed;
      },
      { enableHighAccuracy: true, timeout: 10000 },
    );
  });
})();
