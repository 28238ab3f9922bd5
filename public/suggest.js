// Suggestions under a search field: the combobox of WAI-ARIA over a plain GET form. Loaded when such a field is first focused.
export function suggest(field) {
  if (field.role) return;
  const list = document.createElement("ul");
  Object.assign(list, { id: `suggestions-${Math.random().toString(36).slice(2)}`, role: "listbox", className: "suggestions", hidden: true });
  list.ariaLabel = field.ariaLabel;
  field.after(list);
  // A search input may have no other role; a text input may.
  Object.assign(field, { type: "text", inputMode: "search", enterKeyHint: "search", autocomplete: "off" });
  Object.assign(field, { role: "combobox", ariaExpanded: "false", ariaAutoComplete: "list" });
  field.setAttribute("aria-controls", list.id);

  let current = -1;
  let typed = field.value;
  let asked;
  let waiting;

  const close = () => {
    list.hidden = true;
    field.ariaExpanded = "false";
    move(-1);
  };
  const move = (index) => {
    list.children[current]?.setAttribute("aria-selected", "false");
    current = index;
    const option = list.children[index];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) field.setAttribute("aria-activedescendant", option.id);
    else field.removeAttribute("aria-activedescendant");
    field.value = option?.dataset.query ?? typed;
  };
  const choose = (option) => {
    if (option.dataset.href) location.assign(option.dataset.href);
    else {
      field.value = option.dataset.query;
      field.form.requestSubmit();
    }
  };
  const show = ({ queries, categories, gigs }) => {
    const options = [
      ...queries.map((query) => ({ text: query, query })),
      ...categories.map(({ slug, name }) => ({ text: name, href: `/c/${slug}` })),
      ...gigs.map(({ slug, title }) => ({ text: title, href: `/gigs/${slug}` })),
    ].slice(0, 8);
    list.replaceChildren(
      ...options.map(({ text, query, href }, index) => {
        const option = document.createElement("li");
        Object.assign(option, { id: `${list.id}-${index}`, role: "option", textContent: text });
        option.setAttribute("aria-selected", "false");
        if (href) option.dataset.href = href;
        else option.dataset.query = query;
        return option;
      }),
    );
    current = -1;
    list.hidden = options.length === 0;
    field.ariaExpanded = String(!list.hidden);
  };
  const ask = async () => {
    asked?.abort();
    if (typed.trim().length < 2) return close();
    asked = new AbortController();
    try {
      const answer = await fetch(`/api/v1/search/suggest?q=${encodeURIComponent(typed)}`, { signal: asked.signal });
      if (answer.ok && document.activeElement === field) show(await answer.json());
    } catch {
      // Typed on, or away for a moment: the form works as it is.
    }
  };
  field.addEventListener("input", () => {
    typed = field.value;
    clearTimeout(waiting);
    waiting = setTimeout(ask, 120);
  });
  field.addEventListener("keydown", (event) => {
    const count = list.children.length;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (list.hidden || count === 0) return;
    else if (event.key === "ArrowDown") {
      event.preventDefault();
      move(current + 1 < count ? current + 1 : -1);
    } else if (event.key === "ArrowUp") {
      event.preventDefault();
      move(current < 0 ? count - 1 : current - 1);
    } else if (event.key === "Enter" && current >= 0) {
      event.preventDefault();
      choose(list.children[current]);
    }
  });
  field.addEventListener("blur", close);
  // Before the field loses its focus, and the list with it.
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    const option = event.target.closest("[role=option]");
    if (option) choose(option);
  });
}
