-- When a nonconformity was raised: a re-opened incident needs others than its first life had. Unknown of what was raised
-- before this column.
alter table linked_nonconformity add raised_at timestamptz;
