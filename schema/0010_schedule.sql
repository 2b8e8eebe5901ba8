-- Jobs by the clock, jobs of a record, and notices that are put once.

CREATE TABLE schedule (
    kind TEXT NOT NULL PRIMARY KEY,
    next_at BIGINT NOT NULL                 -- when a job of the kind is due next
);

ALTER TABLE job ADD COLUMN entity TEXT;             -- the record that it is about: who may see that may see the job
ALTER TABLE job ADD COLUMN record_id BIGINT;
CREATE INDEX job_record ON job (entity, record_id);
CREATE INDEX job_kind ON job (kind, id);

ALTER TABLE notification ADD COLUMN once_key TEXT;  -- while it is unread: no second notice of the user's has this key
CREATE UNIQUE INDEX notification_once ON notification (user_id, once_key);
