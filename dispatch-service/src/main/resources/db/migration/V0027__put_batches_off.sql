-- A batch whose provider is out of order is due again later, as recipients that are tried again are. The index on these alone is kept for
-- instances of the version before.
create index batch_put_aside on batch (due_at) where due_at is not null and done_at is null;
