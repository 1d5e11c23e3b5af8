// Building the page's elements. Text always goes in as text; HTML only from the server's rendering.
export const find = (selector) => document.querySelector(selector);

export function make(tag, properties = {}, ...children) {
  const { dataset, ...rest } = properties;
  const element = Object.assign(document.createElement(tag), rest);
  Object.assign(element.dataset, dataset ?? {});
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

export function avatar(id, name) {
  const initial = [...name.replace(/^(Chị|Cô|Bà|Anh|Ông) /, "")][0] ?? "?";
  return make("span", { className: `avatar tint-${Math.abs(id) % 7}`, ariaHidden: "true" }, initial);
}

let hiding;
export function notify(message) {
  const notice = find("#notice");
  notice.textContent = message;
  notice.hidden = false;
  clearTimeout(hiding);
  hiding = setTimeout(() => (notice.hidden = true), 4000);
}

// Show a dialog with fields ({name, label, value, options, checks}); resolves to their values or null.
export function askForm(title, fields, ok, cancel) {
  const dialog = find("#dialog");
  const inputs = fields.map(({ name, label, value = "", options, checks }) => {
    if (checks)
      return make("fieldset", {}, ...checks.map(([id, shown]) =>
        make("label", {}, make("input", { type: "checkbox", name, value: id, checked: true }), ` ${shown}`)));
    const input = options
      ? make("select", { name }, ...options.map(([id, shown]) => make("option", { value: id }, shown)))
      : make("input", { name, value, required: true, autocomplete: "off" });
    return make("label", {}, label, input);
  });
  const buttons = make("div", { className: "buttons" },
    cancel ? make("button", { value: "", className: "plain", formNoValidate: true }, cancel) : null,
    make("button", { value: "ok", className: "primary" }, ok));
  const form = make("form", { method: "dialog" }, make("p", { dir: "auto" }, title), ...inputs, buttons);
  dialog.replaceChildren(form);
  dialog.returnValue = "";
  dialog.showModal();
  (form.querySelector("input:not([type=checkbox])") ?? form.querySelector(".primary")).focus();
  return new Promise((resolve) => {
    dialog.onclose = () => resolve(dialog.returnValue ? new FormData(form) : null);
  });
}
