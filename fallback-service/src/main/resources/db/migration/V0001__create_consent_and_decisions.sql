-- The local copy of who opted out, fed by consent events. Opt-ins are kept too, so that an older opt-out that comes late loses.
create table consent (
    tenant_id uuid not null,
    phone bigint not null,
    opted_out boolean not null,
    at timestamptz not null,
    primary key (tenant_id, phone)
);

create table fallback_decision (
    tenant_id uuid not null,
    message_id uuid not null,
    campaign_id uuid,
    decision text not null check (decision in ('ordered', 'declined')),
    reason text check ((reason is null) = (decision = 'ordered')),
    decided_at timestamptz not null,
    primary key (tenant_id, message_id)
);

create index fallback_decision_by_time on fallback_decision using brin (decided_at);
