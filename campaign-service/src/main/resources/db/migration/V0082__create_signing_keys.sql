-- The private half is encrypted; the newest two are published.
create table signing_key (
    id          text primary key,
    public_key  bytea       not null,
    private_key bytea       not null,
    created_at  timestamptz not null,
    signs_from  timestamptz not null
);
