-- How far the messages of a channel have had their effects here, partition by partition: part of the database, so that one that
-- is put back to an earlier point says from where it has to be told again. Without a row all that the topic has is read.
create table read_position (
  channel text not null,
  partition int not null,
  next_offset bigint not null,
  saved_at timestamptz not null default now(),
  primary key (channel, partition)
);
grant select, insert, update on read_position to ${worker};
