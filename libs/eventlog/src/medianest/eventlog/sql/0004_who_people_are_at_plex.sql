-- What Plex calls a member, for the services that ask it in their name.
alter table people add column plex_id text;
