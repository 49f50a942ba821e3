-- A key that was rotated goes on until then, beside the one that takes its place.
alter table api_key add column expires_at timestamptz;
