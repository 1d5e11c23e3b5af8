"""Editing the knowledge beside a running bot: review, publish, take back, follow.

`Press` is the service; `knowledge.editing` holds what it works with. Nothing here knows
Telegram: a handler passes files and an author, and renders the value it gets back.
"""
