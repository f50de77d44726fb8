"""How foreign systems talk: yt-dlp, and the file system."""
