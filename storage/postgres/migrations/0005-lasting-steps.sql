-- What steps that cannot be undone rest on, and links that belong to a person and a purpose.

-- What is deleted when its time has passed waits for a second reading of the clock.
alter table tasks add column read_at timestamptz(3);
