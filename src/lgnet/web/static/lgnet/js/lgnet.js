/* Small helps over pages that work without them. Hooks: data-lgnet-*. Nothing is kept in the browser. */
(() => {
  "use strict";
  const hook = (name, root = document) => root.querySelectorAll(`[data-lgnet-${name}]`);

  /* one key, one place: / search, n new, ? help */
  const press = (target) => {
    if (target.matches("input, textarea, select")) {
      target.focus();
      target.select?.();
      return;
    }
    target.click();
    target.closest("details")?.querySelector("a, button")?.focus();
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeMenus(null);
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    if (document.querySelector("dialog[open]")) return;
    if (event.key === "?") {
      document.getElementById("lg-help")?.showModal();
      event.preventDefault();
      return;
    }
    const target = [...hook("key")].find((node) => node.dataset.lgnetKey === event.key);
    if (!target) return;
    event.preventDefault();
    press(target);
  });

  /* menus close when the eye leaves them */
  const closeMenus = (except) => {
    for (const menu of document.querySelectorAll("details[data-lgnet-menu][open]")) {
      if (menu === except) continue;
      const inside = menu.contains(document.activeElement);
      menu.open = false;
      if (inside) menu.querySelector("summary").focus();
    }
  };
  document.addEventListener("click", (event) => {
    closeMenus(event.target.closest("details[data-lgnet-menu]"));
    const opener = event.target.closest("[data-lgnet-dialog], a[href='#lg-help']");
    const dialog = opener && document.getElementById(opener.dataset.lgnetDialog || "lg-help");
    if (dialog?.showModal) {
      event.preventDefault();
      dialog.showModal();
    }
  });

  /* countdowns: the server wrote the words, we keep them true */
  const minutes = (total) => {
    const hours = Math.floor(total / 60);
    if (hours === 0) return `${total} min`;
    return `${hours} h ${String(total % 60).padStart(2, "0")}`;
  };
  const tick = () => {
    for (const node of hook("until")) {
      const left = Math.ceil((Date.parse(node.dataset.lgnetUntil) - Date.now()) / 60000);
      if (Number.isNaN(left) || Math.abs(left) >= 1440) continue;
      node.textContent = left >= 0 ? minutes(left) : `−${minutes(-left)}`;
      const clock = node.closest(".lg-clk");
      clock?.classList.toggle("is-late", left < 15);
      clock?.classList.toggle("is-soon", left >= 15 && left < 60);
    }
  };
  tick();
  setInterval(tick, 15000);

  /* a form that writes goes once; it wakes when the page is shown again, or after ten seconds */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.getAttribute("method")?.toLowerCase() !== "post") return;
    if (form.dataset.lgnetSent) {
      event.preventDefault();
      return;
    }
    form.dataset.lgnetSent = "1";
    event.submitter?.setAttribute("aria-busy", "true");
    setTimeout(wake, 10000);
  });
  const wake = () => {
    for (const form of document.querySelectorAll("form[data-lgnet-sent]")) {
      delete form.dataset.lgnetSent;
      form.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
    }
  };
  addEventListener("pageshow", wake);
  document.addEventListener("htmx:afterRequest", wake);
  document.addEventListener("htmx:afterSwap", tick);

  /* a date as the browser writes it may read month first: the day stands below in words */
  const inWords = (input) => {
    const day = input.value && new Date(input.value.length > 10 ? input.value : `${input.value}T12:00`);
    let words = input.parentElement.querySelector(".lg-day");
    if (!words) {
      words = document.createElement("small");
      words.className = "lg-day";
      input.after(words);
    }
    words.textContent =
      day && !Number.isNaN(day.valueOf())
        ? day.toLocaleDateString(document.documentElement.lang, {
            weekday: "short",
            day: "numeric",
            month: "long",
            year: "numeric",
            ...(input.value.length > 10 && { hour: "2-digit", minute: "2-digit" }),
          })
        : "";
  };
  const DATES = "input[type=date], input[type=datetime-local]";
  const datesInWords = () => document.querySelectorAll(DATES).forEach(inWords);
  datesInWords();
  document.addEventListener("htmx:afterSwap", datesInWords);
  document.addEventListener("input", (event) => {
    if (event.target.matches(DATES)) inWords(event.target);
  });

  /* a button says what it will do: {name} stands for what is chosen under that name */
  const say = (node) => {
    const form = node.closest("form");
    const chosen = (name) => form.querySelector(`input[name="${name}"]:checked`);
    const { lgnetSays: full, lgnetSaysElse: rest } = node.dataset;
    const named = [...full.matchAll(/\{(\w+)\}/g)].every(([, name]) => chosen(name)?.value);
    node.textContent = (named ? full : rest).replace(/\{(\w+)\}/g, (_, name) => {
      const input = chosen(name);
      return input ? input.dataset.name || input.value : "…";
    });
  };
  hook("says").forEach(say);
  document.addEventListener("htmx:afterSwap", () => hook("says").forEach(say));

  /* filters apply when changed; errors take the focus */
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form");
    if (form) hook("says", form).forEach(say);
    event.target.closest("form[data-lgnet-submit-on-change]")?.requestSubmit();
  });
  hook("focus")[0]?.focus();

  /* a page that only passes something on goes by itself; its button is there without scripts */
  hook("go")[0]?.requestSubmit();
})();
