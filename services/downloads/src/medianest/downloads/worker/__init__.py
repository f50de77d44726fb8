"""The door of time: jobs that are due. Fetching a video, and clearing away what is left of one."""
