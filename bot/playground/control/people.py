"""Control routes about people, groups and what stands in their chats."""

from aiohttp import web

from ..api import STATE, read_parameters
from ..json_values import JsonObject, as_integers, json_list
from ..membership import block, deactivate, set_bot_status, set_status
from ..people import Group, MemberStatus, User
from ..profile import commands_json
from .requests import answer, find_group, find_user, read_act


async def list_people(request: web.Request) -> web.Response:
    """Return everyone, the groups, the bot, and the number of the latest event."""
    state = request.app[STATE]
    return answer(
        {
            "bot": state.account.to_json(),
            "people": json_list(user.for_page() for user in state.users.values()),
            "groups": json_list(group.for_page() for group in state.groups.values()),
            "event": state.events.last_number,
        }
    )


async def add_person(request: web.Request) -> web.Response:
    """Add a person."""
    state, parameters = request.app[STATE], await read_parameters(request)
    if not parameters.text("first_name").strip():
        raise web.HTTPBadRequest(text="first_name is missing")
    user = User(
        id=parameters.integer("id") or 0,
        first_name=parameters.text("first_name").strip(),
        last_name=parameters.text("last_name"),
        username=parameters.text("username"),
        language_code=parameters.text("language_code") or "vi",
        role=parameters.text("role") or "member",
        has_started=parameters.flag("has_started"),
    )
    if user.id in state.users:
        raise web.HTTPConflict(text=f"there is a person {user.id} already")
    state.add_user(user)
    return answer(user.for_page() | {"event": state.events.last_number}, status=201)


async def add_group(request: web.Request) -> web.Response:
    """Add a group: its first member owns it, the bot joins with `bot_status`."""
    state, parameters = request.app[STATE], await read_parameters(request)
    members = [find_user(state, str(id_)) for id_ in as_integers(parameters.structure("members"))]
    if not members:
        raise web.HTTPBadRequest(text="a group needs members")
    group = state.add_group(Group(0, parameters.text("title") or "Group"))
    for user in members:
        group.statuses[user.id] = MemberStatus.MEMBER
    group.statuses[members[0].id] = MemberStatus.CREATOR
    bot_status = MemberStatus(parameters.text("bot_status") or "member")
    set_bot_status(state, group, members[0], bot_status)
    return answer(group.for_page(), status=201)


async def change_membership(request: web.Request) -> web.Response:
    """Set the status of `user_id` (the bot's id too) in a group."""
    state, parameters = request.app[STATE], await read_parameters(request)
    group = find_group(state, request.match_info["group_id"])
    status = MemberStatus(parameters.text("status"))
    user_id = parameters.integer("user_id")
    if user_id == state.account.id:
        by = find_user(state, str(next(iter(group.statuses))))
        set_bot_status(state, group, by, status)
    else:
        set_status(state, group, find_user(state, str(user_id)), status)
    return answer(group.for_page())


async def list_messages(request: web.Request) -> web.Response:
    """Return what stands in a chat, oldest first, and the keyboard in place of the letters."""
    state = request.app[STATE]
    conversation = state.conversation(int(request.match_info["chat_id"]))
    keyboard = conversation.reply_keyboard
    return answer(
        {
            "messages": json_list(map(state.as_seen, conversation.messages.values())),
            "reply_keyboard": keyboard.json if keyboard else None,
            "event": state.events.last_number,
        }
    )


async def show_bot(request: web.Request) -> web.Response:
    """Return the bot as the person sees it in a chat: texts in her language, her commands."""
    act = await read_act(request)
    profile, user = act.state.profile, act.actor.user
    shown: JsonObject = {
        "name": profile.name.get(user.language_code) or act.state.account.first_name,
        "username": act.state.account.username,
        "description": profile.description.get(user.language_code),
        "short_description": profile.short_description.get(user.language_code),
        "commands": commands_json(profile.commands_for(user, act.actor.chat)),
        "menu_button": profile.menu_buttons.get(user.id) or profile.menu_buttons.get(0),
    }
    return answer(shown)


async def block_bot(request: web.Request) -> web.Response:
    """Block the bot."""
    act = await read_act(request)
    block(act.state, act.actor.user, is_blocked=True)
    return answer(act.actor.user.for_page())


async def unblock_bot(request: web.Request) -> web.Response:
    """Unblock the bot."""
    act = await read_act(request)
    block(act.state, act.actor.user, is_blocked=False)
    return answer(act.actor.user.for_page())


async def deactivate_person(request: web.Request) -> web.Response:
    """Let the person's account vanish."""
    act = await read_act(request)
    deactivate(act.state, act.actor.user)
    return answer(act.actor.user.for_page())


ROUTES = [
    web.get("/control/people", list_people),
    web.post("/control/people", add_person),
    web.post("/control/groups", add_group),
    web.post("/control/groups/{group_id}/members", change_membership),
    web.get("/control/chats/{chat_id}/messages", list_messages),
    web.get("/control/people/{user_id}/bot", show_bot),
    web.post("/control/people/{user_id}/block", block_bot),
    web.post("/control/people/{user_id}/unblock", unblock_bot),
    web.post("/control/people/{user_id}/deactivate", deactivate_person),
]
