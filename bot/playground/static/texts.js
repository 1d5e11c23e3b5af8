// What the page itself says. The bot's words come from the bot.
const TEXTS = {
  vi: {
    title: "Telegram thử", people: "Bạn là ai", switchLanguage: "English", languageName: "EN",
    addPerson: "Thêm người", addGroup: "Thêm nhóm", member: "Hội viên", officer: "Cán bộ",
    admin: "Quản trị", bot: "bot", typing: "đang nhập…", block: "Chặn", unblock: "Bỏ chặn",
    blocked: "đã bị chặn", start: "BẮT ĐẦU", write: "Tin nhắn", send: "Gửi", attach: "Đính kèm",
    commands: "Lệnh", keyboard: "Bàn phím trả lời", cancel: "Thôi", ok: "Đồng ý", edited: "đã sửa",
    photo: "Ảnh", document: "Tệp", location: "Vị trí", voice: "Tin thoại mẫu",
    sticker: "Nhãn dán mẫu", contact: "Số điện thoại của tôi", coordinates: "Vĩ độ, kinh độ",
    firstName: "Tên", languageCode: "Ngôn ngữ", role: "Vai trò", groupTitle: "Tên nhóm",
    privateChat: "Riêng", reply: "Trả lời", edit: "Sửa", forwardedFrom: "Chuyển tiếp từ",
    via: "qua", joined: "đã vào nhóm", left: "đã rời nhóm", today: "Hôm nay", copied: "Đã chép",
    noCommands: "Bot chưa có lệnh nào", phone: "Số điện thoại", offline: "Mất kết nối với máy chủ",
    empty: "Chưa có tin nhắn nào ở đây…",
  },
  en: {
    title: "Local Telegram", people: "Who you are", switchLanguage: "Tiếng Việt",
    languageName: "VI", addPerson: "Add person", addGroup: "Add group", member: "Member",
    officer: "Officer", admin: "Admin", bot: "bot", typing: "typing…", block: "Block",
    unblock: "Unblock", blocked: "blocked", start: "START", write: "Message", send: "Send",
    attach: "Attach", commands: "Commands", keyboard: "Reply keyboard", cancel: "Cancel",
    ok: "OK", edited: "edited", photo: "Photo", document: "File", location: "Location",
    voice: "Sample voice message", sticker: "Sample sticker", contact: "My phone number",
    coordinates: "Latitude, longitude", firstName: "Name", languageCode: "Language", role: "Role",
    groupTitle: "Group name", privateChat: "Private", reply: "Reply", edit: "Edit",
    forwardedFrom: "Forwarded from", via: "via", joined: "joined the group",
    left: "left the group", today: "Today", copied: "Copied", noCommands: "No commands yet",
    phone: "Phone number", offline: "Connection to the server lost", empty: "No messages here yet…",
  },
};

export let language = localStorage.getItem("language") in TEXTS ? localStorage.getItem("language") : "vi";

export const text = (key) => TEXTS[language][key] ?? key;

export function switchLanguage() {
  language = language === "vi" ? "en" : "vi";
  localStorage.setItem("language", language);
  applyTexts();
}

export function applyTexts() {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-text]"))
    element.textContent = text(element.dataset.text);
  for (const element of document.querySelectorAll("[data-title]"))
    element.title = element.ariaLabel = text(element.dataset.title);
  for (const element of document.querySelectorAll("[data-placeholder]"))
    element.placeholder = text(element.dataset.placeholder);
  document.querySelector("#language").textContent = text("languageName");
}
