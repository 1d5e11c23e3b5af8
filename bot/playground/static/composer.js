// Where she writes: text, commands, reply keyboard, attachments, inline queries.
import { askForm, find, make } from "./elements.js";
import { text } from "./texts.js";

const box = find("#text");
let quoted = null; // {seen, isEdit}
let timer, queryId, isKeyboardFolded = false;

export function quote(seen, isEdit) {
  quoted = seen && { seen, isEdit };
  find("#quote").hidden = !seen;
  if (!seen) return;
  const shown = seen.message.text ?? seen.message.caption ?? "…";
  find("#quote-text").textContent = `${isEdit ? "✎" : "↩"} ${shown}`;
  if (isEdit) box.value = shown;
  box.focus();
}

export function showMenu(items) {
  const menu = find("#menu");
  menu.hidden = !items.length;
  menu.replaceChildren(...items.map(({ label, note, onclick }) =>
    make("li", {}, make("button", { type: "button", onclick: () => { showMenu([]); onclick(); } },
      make("b", { dir: "auto" }, label), note ? make("span", { dir: "auto" }, note) : null))));
}

export function showReplyKeyboard(markup, say) {
  const keyboard = find("#reply-keyboard");
  find("#keyboard-toggle").hidden = !markup;
  keyboard.hidden = !markup || isKeyboardFolded;
  keyboard.replaceChildren(...(markup?.keyboard ?? []).map((row) =>
    make("div", { className: "row" }, ...row.map((button) =>
      make("button", { type: "button", dir: "auto", onclick: () => say(button.text) }, button.text)))));
  box.placeholder = markup?.input_field_placeholder || text("write");
}

async function sample(name, type) {
  const response = await fetch(`/static/samples/${name}`);
  return new File([await response.blob()], name, { type });
}

function chooseFile(kind, send) {
  const input = find("#file");
  input.accept = kind === "photo" ? "image/*" : "";
  input.onchange = () => { if (input.files[0]) send(kind, input.files[0]); input.value = ""; };
  input.click();
}

async function chooseLocation(act) {
  const form = await askForm(text("location"),
    [{ name: "place", label: text("coordinates"), value: "21.0278, 105.8342" }], text("send"), text("cancel"));
  if (!form) return;
  const [latitude, longitude] = form.get("place").split(/[ ,;]+/).map(Number);
  act("locations", { latitude, longitude });
}

// page: {act(what, fields), bot() → what she sees of the bot, say(text)}
export function openComposer(page) {
  const send = (kind, file) => {
    const form = new FormData();
    form.append("kind", kind);
    form.append("file", file);
    form.append("caption", box.value);
    box.value = "";
    page.act("files", form);
  };
  const submit = () => {
    if (!box.value.trim()) return;
    const fields = { text: box.value };
    if (quoted) fields[quoted.isEdit ? "message_id" : "reply_to_message_id"] = quoted.seen.message.message_id;
    page.act(quoted?.isEdit ? "edits" : "messages", fields);
    box.value = "";
    quote(null);
    showMenu([]);
  };
  const showCommands = (prefix) => {
    const commands = page.bot().commands.filter(({ command }) => command.startsWith(prefix));
    showMenu(commands.map(({ command, description }) =>
      ({ label: `/${command}`, note: description, onclick: () => { box.value = ""; page.say(`/${command}`); } })));
    return commands.length;
  };
  const askInline = (query) => {
    clearTimeout(timer);
    timer = setTimeout(async () => { queryId = (await page.act("inline_queries", { query })).query_id; }, 300);
  };
  box.oninput = () => {
    const inline = box.value.match(/^@(\S+)\s([^]*)$/);
    if (inline && inline[1] === document.body.dataset.username) askInline(inline[2]);
    else if (/^\/\w*$/.test(box.value)) showCommands(box.value.slice(1));
    else showMenu([]);
  };
  box.onkeydown = (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); submit(); }
    if (event.key === "Escape") { quote(null); showMenu([]); }
  };
  find("#form").onsubmit = (event) => { event.preventDefault(); submit(); };
  find("#quote-close").onclick = () => quote(null);
  find("#commands").onclick = () => {
    if (!find("#menu").hidden) return showMenu([]);
    if (!showCommands("")) showMenu([{ label: text("noCommands"), onclick() {} }]);
  };
  find("#keyboard-toggle").onclick = () => {
    isKeyboardFolded = !isKeyboardFolded;
    find("#reply-keyboard").hidden = isKeyboardFolded;
  };
  find("#attach").onclick = () => {
    if (!find("#menu").hidden) return showMenu([]);
    showMenu([
      { label: `🖼️ ${text("photo")}`, onclick: () => chooseFile("photo", send) },
      { label: `📄 ${text("document")}`, onclick: () => chooseFile("document", send) },
      { label: `📍 ${text("location")}`, onclick: () => chooseLocation(page.act) },
      { label: `🎙️ ${text("voice")}`, onclick: async () => send("voice", await sample("voice.wav", "audio/wav")) },
      { label: `🌸 ${text("sticker")}`, onclick: async () => send("sticker", await sample("sticker.png", "image/png")) },
      { label: `👤 ${text("contact")}`, onclick: () => page.act("contacts", { phone_number: "+84912345678" }) },
    ]);
  };
}

export function showResults(event, act) {
  if (event.query_id !== queryId) return;
  showMenu(event.results.map((result) => ({
    label: result.title ?? result.id,
    note: result.description,
    onclick: () => { box.value = ""; act("chosen_results", { query_id: event.query_id, result_id: result.id }); },
  })));
}

export function write(words) {
  box.value = words;
  box.focus();
  box.dispatchEvent(new Event("input"));
}

