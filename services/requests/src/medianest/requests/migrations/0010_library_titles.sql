-- What the media server holds of films and series, by every number that a catalogue has for it; not
-- derived from the log, but looked up there again and again.
create table library_titles(
  section_key text not null,
  rating_key text not null,
  kind text not null,
  source text not null,
  value text not null,
  seen_at timestamptz not null,
  primary key (source, value, kind, rating_key));
create index library_titles_of_section on library_titles(section_key, seen_at);
