-- In which story it was done stands beside every fact, whatever wrote it. What was kept before this
-- is as it was: it is final. Who did it is demanded here once no replica is left that writes none
-- for the house: until then the writer says it.
alter table facts add constraint facts_say_their_story check (meta->>'correlation' is not null) not valid;
