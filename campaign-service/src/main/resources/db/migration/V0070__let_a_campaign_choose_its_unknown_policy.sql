-- What becomes of messages whose answer was lost. The default is for instances of before, which do not name it.
alter table campaign
    add column unknown_policy text not null default 'never_twice' check (unknown_policy in ('never_twice', 'never_miss'));

update campaign set unknown_policy = 'never_miss' where traffic_class = 'authentication';
