-- One story runs through several streams and services; operators ask for all of it.
create index facts_by_story on facts((meta->>'correlation'));
