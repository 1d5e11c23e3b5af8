"""The command line, one file a command group.

A group is a module with `register(program: typer.Typer) -> None`, which adds its commands. It
is imported at every start, so it imports what is heavy (telegram, sqlalchemy, uvicorn, numpy)
inside its functions only; `bot.__main__` lists the groups.
"""
