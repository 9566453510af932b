// Small comforts. Every page works without this file.
"use strict";

// The reader's time zone, so that visitors see their own clock too.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone && !document.cookie.includes(`zone=${encodeURIComponent(zone)}`)) {
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `zone=${encodeURIComponent(zone)}; path=/; max-age=31536000; samesite=lax${secure}`;
}

// Menus close when the reader goes elsewhere or presses Escape.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// Of ways through that are wider than the phone, the present one is in sight.
for (const tab of document.querySelectorAll(".tabs [aria-current]")) {
  const list = tab.closest("ul");
  if (list.scrollWidth > list.clientWidth) tab.scrollIntoView({ block: "nearest", inline: "center" });
}

function prepare(root) {
  // How many characters are left.
  for (const area of root.querySelectorAll("textarea[data-most]")) {
    const counter = area.parentElement.querySelector("[data-counter]");
    const count = () => {
      const left = Number(area.dataset.most) - [...area.value].length;
      counter.textContent = area.dataset.left.replace("{}", left.toLocaleString(document.documentElement.lang));
      counter.classList.toggle("problem", left < 0);
    };
    area.addEventListener("input", count);
    if (area.value) count();
  }

  // What a folded list of choices has chosen.
  for (const field of root.querySelectorAll("[data-many]")) {
    const summary = field.querySelector(".many-chosen");
    field.addEventListener("change", () => {
      const labels = [...field.querySelectorAll("input:checked + span")].map((label) => label.textContent.trim());
      summary.textContent = labels.join(summary.dataset.comma) || summary.dataset.none;
    });
  }

  // Filters lie open beside the list where there is room.
  for (const panel of root.querySelectorAll("details[data-wide-open]")) {
    if (matchMedia("(min-width: 60rem)").matches) panel.open = true;
  }

  // Sharing: the phone's own list of apps, and a button that copies the link.
  for (const item of root.querySelectorAll("[data-share][hidden]")) {
    if (!navigator.share) continue;
    item.hidden = false;
    item.addEventListener("click", () => {
      navigator.share({ text: item.dataset.text, url: item.dataset.url }).catch(() => {});
    });
  }
  for (const button of root.querySelectorAll("[data-copy][hidden]")) {
    const field = document.getElementById(button.dataset.copy);
    button.hidden = false;
    button.addEventListener("click", async () => {
      field.select();
      try {
        await navigator.clipboard.writeText(field.value);
      } catch {
        document.execCommand("copy");
      }
      button.querySelector("span").textContent = button.dataset.done;
    });
  }

  const problems = root.querySelector("[data-focus]");
  if (problems) problems.focus();
}

prepare(document);
document.addEventListener("htmx:load", (event) => prepare(event.target));

// A second tap on a slow connection sends nothing twice.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 8000);
});
