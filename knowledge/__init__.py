"""What the Union knows and how to find it: pure, without Telegram, database or network."""
