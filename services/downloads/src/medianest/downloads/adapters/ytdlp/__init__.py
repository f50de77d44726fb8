"""yt-dlp in a jail: one short-lived child process for each job, spoken with in JSON lines."""
