// Messages as bubbles, with what can be tapped on them.
import { find, make } from "./elements.js";
import { language, text } from "./texts.js";

const time = (seconds) =>
  new Date(seconds * 1000).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit", hour12: false });

function day(seconds) {
  const date = new Date(seconds * 1000);
  if (date.toDateString() === new Date().toDateString()) return text("today");
  return date.toLocaleDateString(language, { day: "numeric", month: "long" });
}

const fileUrl = (file) => `/control/files/${encodeURIComponent(file.file_id)}`;

function media({ content, message }) {
  const file = message[content];
  switch (content) {
    case "photo":
      return make("img", { className: "photo", src: fileUrl(file.at(-1)), alt: text("photo") });
    case "sticker":
      return make("img", { className: "sticker", src: fileUrl(file), alt: file.emoji });
    case "voice":
    case "audio":
      return make("audio", { controls: true, src: fileUrl(file) });
    case "document":
    case "video": {
      const size = `${Math.max(1, Math.round(file.file_size / 1024))} KB`;
      return make("a", { className: "card", href: fileUrl(file), download: file.file_name },
        make("span", { className: "card-icon" }, "📄"),
        make("span", {}, make("b", { dir: "auto" }, file.file_name), make("small", {}, size)));
    }
    case "location":
      return make("span", { className: "card" }, make("span", { className: "card-icon" }, "📍"),
        `${file.latitude.toFixed(4)}, ${file.longitude.toFixed(4)}`);
    case "contact":
      return make("span", { className: "card" }, make("span", { className: "card-icon" }, "👤"),
        make("span", {}, make("b", {}, file.first_name), make("small", {}, file.phone_number)));
    default:
      return null;
  }
}

function headLine(message, isMine, inGroup) {
  const lines = [];
  if (inGroup && !isMine) lines.push(make("b", { className: "sender", dir: "auto" }, message.from.first_name));
  const origin = message.forward_origin?.sender_user;
  if (origin) lines.push(make("small", { className: "origin" }, `${text("forwardedFrom")} ${origin.first_name}`));
  if (message.via_bot) lines.push(make("small", { className: "origin" }, `${text("via")} @${message.via_bot.username}`));
  const replied = message.reply_to_message;
  if (replied) {
    const shown = replied.text ?? replied.caption ?? "…";
    lines.push(make("span", { className: "replied", dir: "auto" },
      make("b", {}, replied.from.first_name), make("span", {}, shown)));
  }
  return lines;
}

const KIND_SIGNS = { url: "↗", login_url: "↗", web_app: "▣", copy_text: "⧉", switch_inline_query_current_chat: "↪" };

function inlineKeyboard(seen, actions) {
  const rows = seen.markup?.inline_keyboard;
  if (!rows) return null;
  const row = (buttons) => make("div", { className: "row" }, ...buttons.map((button) => {
    const sign = KIND_SIGNS[Object.keys(button).find((key) => key in KIND_SIGNS)];
    const element = make("button", { type: "button", dir: "auto" }, button.text,
      sign ? make("span", { className: "sign" }, sign) : null);
    element.onclick = () => actions.tap(seen, button, element);
    return element;
  }));
  return make("div", { className: "inline-keyboard" }, ...rows.map(row));
}

function serviceLine({ message }) {
  const names = (users) => users.map((user) => user.first_name).join(", ");
  const line = message.new_chat_members
    ? `${names(message.new_chat_members)} ${text("joined")}`
    : `${names([message.left_chat_member])} ${text("left")}`;
  return make("p", { className: "chip" }, line);
}

export function bubble(seen, { me, actions }) {
  const { message } = seen;
  if (seen.content === "service") return serviceLine(seen);
  const isMine = message.from.id === me.id;
  // The server renders the HTML from entities. A block needs no line break after it.
  const html = seen.html.replace(/(<\/(?:blockquote|pre)>)\n/g, "$1");
  const edited = message.edit_date ? `${text("edited")} ` : "";
  const stamp = make("time", {}, edited + time(message.date));
  const body = make("div", { className: "text", dir: "auto", innerHTML: html });
  if (html) body.append(stamp);
  const tools = make("span", { className: "tools" },
    make("button", { type: "button", title: text("reply"), onclick: () => actions.reply(seen) }, "↩"),
    isMine && seen.content === "text"
      ? make("button", { type: "button", title: text("edit"), onclick: () => actions.edit(seen) }, "✎") : null);
  return make("article",
    { className: `message ${isMine ? "mine" : "theirs"} ${seen.content}`, tabIndex: 0, dataset: { id: message.message_id } },
    make("div", { className: "bubble" },
      ...headLine(message, isMine, message.chat.type !== "private"), media(seen), html ? body : stamp, tools),
    inlineKeyboard(seen, actions));
}

export function showMessages(list, context) {
  const box = find("#messages");
  const children = [];
  let lastDay = null;
  for (const seen of list) {
    if (day(seen.message.date) !== lastDay) {
      lastDay = day(seen.message.date);
      children.push(make("p", { className: "chip" }, lastDay));
    }
    children.push(bubble(seen, context));
  }
  if (!list.length) {
    const note = context.description || text("empty");
    children.push(make("div", { className: "description", dir: "auto" }, note));
  }
  const isAtEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 120;
  const position = box.scrollTop;
  box.replaceChildren(...children);
  box.scrollTop = isAtEnd || context.toEnd ? box.scrollHeight : position;
}
