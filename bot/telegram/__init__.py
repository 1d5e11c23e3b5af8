"""What we put in place of python-telegram-bot's own parts: its HTTP, its order of updates."""
