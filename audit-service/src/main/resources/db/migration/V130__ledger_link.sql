-- Entries that belong to further cases apart from that of their correlation, as their events say (linkedCases).
create table ledger_link (
  tenant uuid not null,
  case_id uuid not null,
  idx bigint not null,
  primary key (tenant, case_id, idx),
  foreign key (tenant, idx) references ledger_entry (tenant, idx)
);
select tenant_table('ledger_link', 'select, insert');
