"""What the bot does on Discord: one small extension a file, each with a `setup` for discord.py."""
