-- When what is announced was last announced once more: the lease of whoever does it.
create table repeated_announcement (
    destination text        primary key,
    at          timestamptz not null
);

insert into repeated_announcement (destination, at) values ('CONSENT_EVENTS', now()), ('CAMPAIGN_EVENTS', now());
