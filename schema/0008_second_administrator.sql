-- What needs the approval of a second administrator, and who depends on whom.

ALTER TABLE appointment ADD COLUMN appointed_at BIGINT;  -- absent: before this was kept
ALTER TABLE appointment ADD COLUMN appointed_by BIGINT;  -- who asked for it; absent: the program
ALTER TABLE app_user ADD COLUMN access_by BIGINT;        -- whose token the password was set with last
ALTER TABLE one_time_token ADD COLUMN asked_at BIGINT;

CREATE TABLE appointment_request (                       -- of administrators and auditors, until it is approved
    id BIGINT PRIMARY KEY,
    user_id BIGINT NOT NULL REFERENCES app_user (id),
    role TEXT NOT NULL,
    zone_id BIGINT REFERENCES zone (id),
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    asked_by BIGINT NOT NULL,
    asked_at BIGINT NOT NULL
);
CREATE INDEX appointment_request_user ON appointment_request (user_id);
