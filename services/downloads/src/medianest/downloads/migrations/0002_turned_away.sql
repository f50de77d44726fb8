-- A measurement, not a fact: sites that turn us away, and until when nobody asks them.
create table turned_away(
  source text primary key,
  times int not null,
  until timestamptz not null);
