-- Entries from before services numbered their events learn their place when the event is sent again: once, and nothing else
-- of an entry ever changes.
grant update (stream_seq, stream_epoch) on ledger_entry to ${app};
create policy placed_once on ledger_entry as restrictive for update to ${app} using (stream_seq is null);
