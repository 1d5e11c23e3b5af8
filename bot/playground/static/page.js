// The page: who is speaking, in which chat, and what the server tells.
import { openComposer, quote, showMenu, showReplyKeyboard, showResults, write } from "./composer.js";
import { askForm, avatar, find, make, notify } from "./elements.js";
import { showMessages } from "./messages.js";
import { ask, listen } from "./server.js";
import { applyTexts, switchLanguage, text } from "./texts.js";

const state = { people: [], groups: [], me: null, chatId: 0, bot: null, messages: [], keyboard: null, unread: new Set() };
let stopTyping;

const groupsOf = (person) =>
  state.groups.filter(({ members }) => !["left", "kicked", undefined].includes(members[person.id]));

const isPrivate = () => state.chatId === state.me.id;

async function act(what, fields = {}) {
  if (fields instanceof FormData) fields.append("chat_id", state.chatId);
  else fields = { chat_id: state.chatId, ...fields };
  try {
    return await ask("POST", `people/${state.me.id}/${what}`, fields);
  } catch (error) {
    notify(error.message);
    return {};
  }
}

const say = (words) => act("messages", { text: words });

async function follow(url) {
  const link = url.match(/^https?:\/\/t\.me\/(\w+)(?:\?start=([\w-]*))?$/);
  if (link && link[1] === document.body.dataset.username) return say(`/start ${link[2] ?? ""}`.trim());
  return window.open(url, "_blank", "noopener");
}

const actions = {
  reply: (seen) => quote(seen, false),
  edit: (seen) => quote(seen, true),
  async tap(seen, button, element) {
    if ("switch_inline_query_current_chat" in button)
      return write(`@${document.body.dataset.username} ${button.switch_inline_query_current_chat}`);
    element.classList.add("waiting");
    const what = await act("taps", button.callback_data
      ? { message_id: seen.message.message_id, data: button.callback_data }
      : { message_id: seen.message.message_id, label: button.text });
    if (what.query_id) { element.dataset.query = what.query_id; return undefined; }
    element.classList.remove("waiting");
    if (what.copy_text) { await navigator.clipboard?.writeText(what.copy_text.text); notify(text("copied")); }
    return what.url && follow(what.url);
  },
};

function showPeople() {
  find("#people").replaceChildren(...state.people.map((person) =>
    make("li", {}, make("button",
      { type: "button", className: person.id === state.me?.id ? "current" : "", onclick: () => choose(person) },
      avatar(person.id, person.first_name),
      make("span", { className: "who" }, make("b", { dir: "auto" }, person.first_name),
        make("small", {}, `${text(person.role)} · ${person.language_code}`)),
      state.unread.has(person.id) ? make("span", { className: "unread", ariaLabel: "•" }) : null))));
}

function showHead() {
  find("#bot-name").textContent = state.bot.name;
  const isBlocked = state.me.has_blocked;
  if (!stopTyping) find("#status").textContent = text(isBlocked && isPrivate() ? "blocked" : "bot");
  find("#block").textContent = text(isBlocked ? "unblock" : "block");
  find("#block").hidden = !isPrivate() || !state.me.has_started;
  const groups = groupsOf(state.me);
  const tab = (id, name) => make("button",
    { type: "button", role: "tab", ariaSelected: String(id === state.chatId), dir: "auto", onclick: () => open(id) }, name);
  find("#chats").replaceChildren(...(groups.length
    ? [tab(state.me.id, text("privateChat")), ...groups.map(({ id, title }) => tab(id, title))] : []));
  const start = find("#start");
  const mustStart = isPrivate() && (isBlocked || (!state.me.has_started && !state.messages.length));
  start.hidden = !mustStart;
  find("#composer").hidden = mustStart;
  start.textContent = text(isBlocked ? "unblock" : "start");
}

function show(toEnd = false) {
  showHead();
  showMessages(state.messages, { me: state.me, actions, toEnd, description: isPrivate() ? state.bot.description : "" });
  showReplyKeyboard(state.keyboard, (label) => act("taps", { label }));
}

async function load() {
  const world = await ask("GET", "people");
  Object.assign(state, { people: world.people, groups: world.groups });
  state.me = state.people.find(({ id }) => id === state.me?.id) ?? state.people[0];
  return world;
}

async function open(chatId, toEnd = true) {
  if (!state.me) return showPeople();
  if (chatId !== state.chatId) showTyping("");
  state.chatId = chatId;
  state.unread.delete(state.me.id);
  const [chat, bot] = await Promise.all([
    ask("GET", `chats/${chatId}/messages`),
    ask("GET", `people/${state.me.id}/bot?chat_id=${chatId}`),
  ]);
  if (chatId !== state.chatId) return undefined;
  Object.assign(state, { messages: chat.messages, keyboard: chat.reply_keyboard, bot });
  showPeople();
  return show(toEnd);
}

function choose(person) {
  state.me = person;
  quote(null);
  showMenu([]);
  localStorage.setItem("me", person.id);
  return open(person.id);
}

function showTyping(action) {
  clearTimeout(stopTyping);
  stopTyping = action ? setTimeout(() => showTyping(""), 5000) : undefined;
  find("#status").classList.toggle("typing", Boolean(action));
  find("#status").textContent = action ? text("typing") : text("bot");
}

function take(event) {
  const isHere = event.chat_id === state.chatId;
  const at = state.messages.findIndex(({ message }) => message.message_id === (event.message?.message_id ?? event.message_id));
  switch (event.kind) {
    case "message":
      if (!isHere) {
        if (event.is_from_bot) { state.unread.add(event.chat_id); showPeople(); }
        return undefined;
      }
      if (event.is_from_bot) showTyping("");
      if (at < 0) state.messages.push(event);
      if (event.markup && !event.markup.inline_keyboard) return open(state.chatId);
      state.me.has_started = true;
      return show(event.message.from.id === state.me.id);
    case "edit":
      if (isHere && at >= 0) { state.messages[at] = event; show(); }
      return undefined;
    case "delete":
      if (isHere && at >= 0) { state.messages.splice(at, 1); show(); }
      return undefined;
    case "callback_answer": {
      document.querySelector(`[data-query="${event.query_id}"]`)?.classList.remove("waiting");
      const { text: words, show_alert: isAlert, url } = event.answer;
      if (event.user_id !== state.me.id) return undefined;
      if (url) follow(url);
      if (!words) return undefined;
      return isAlert ? askForm(words, [], text("ok")) : notify(words);
    }
    case "typing":
      return isHere ? showTyping(event.action) : undefined;
    case "inline_results":
      return event.chat_id === state.me.id ? showResults(event, act) : undefined;
    default:
      return load().then(() => open(state.chatId || state.me?.id, false));
  }
}

async function addPerson() {
  const form = await askForm(text("addPerson"), [
    { name: "first_name", label: text("firstName") },
    { name: "language_code", label: text("languageCode"),
      options: [["vi", "Tiếng Việt"], ["id", "Bahasa Indonesia"], ["ar", "العربية"], ["en", "English"]] },
    { name: "role", label: text("role"), options: ["member", "officer", "admin"].map((role) => [role, text(role)]) },
  ], text("ok"), text("cancel"));
  if (!form) return;
  const person = await ask("POST", "people", Object.fromEntries(form));
  await load();
  choose(state.people.find(({ id }) => id === person.id));
}

async function addGroup() {
  const form = await askForm(text("addGroup"), [
    { name: "title", label: text("groupTitle"), value: "Chi hội" },
    { name: "members", checks: state.people.map(({ id, first_name }) => [id, first_name]) },
  ], text("ok"), text("cancel"));
  if (!form) return;
  const members = [state.me.id, ...form.getAll("members").map(Number).filter((id) => id !== state.me.id)];
  const group = await ask("POST", "groups", { title: form.get("title"), members });
  await load();
  open(group.id);
}

function clickInText(event) {
  const quoteOrSpoiler = event.target.closest("tg-spoiler, blockquote[expandable]");
  if (quoteOrSpoiler) quoteOrSpoiler.classList.toggle("open");
  const link = event.target.closest(".text a");
  if (!link) return;
  if (link.dataset.botCommand) say(link.dataset.botCommand);
  if (/^(tel|mailto):/.test(link.href)) return;
  event.preventDefault();
  if (link.href) follow(link.href);
}

find("#messages").addEventListener("click", clickInText);
find("#add-person").onclick = addPerson;
find("#add-group").onclick = addGroup;
find("#start").onclick = () => act(state.me.has_blocked ? "unblock" : "messages", { text: "/start" });
find("#block").onclick = () => act(state.me.has_blocked ? "unblock" : "block");
find("#language").onclick = () => { switchLanguage(); showPeople(); show(); };
openComposer({ act, say, bot: () => state.bot });
applyTexts();
state.me = { id: Number(localStorage.getItem("me")) };
const world = await load();
await open(state.me?.id ?? 0);
listen(world.event, take, (isOnline) => isOnline || notify(text("offline")));
