-- Who did it and in which story stands beside every fact, whatever wrote it. What was kept before
-- this is as it was: it is final.
alter table facts add constraint facts_say_who check (
  meta->>'actor' is not null and meta->>'correlation' is not null) not valid;
