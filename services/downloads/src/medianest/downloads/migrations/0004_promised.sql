-- How much room a download was promised on the disk when it began to be fetched.
alter table progress add column promised_bytes bigint;
