-- Whether an incident has happened again whose remedy had been found effective.
alter table linked_nonconformity add column contradicted boolean not null default false;
