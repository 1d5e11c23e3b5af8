"""The engine room: settings, storage, dialogue state, lifecycle, and what the bot says."""
