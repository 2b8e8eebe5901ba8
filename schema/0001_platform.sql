-- Who works here, what they did, and what the server keeps for itself. Columns ending in _at are instants (ms UTC).

CREATE TABLE zone (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL, created_by BIGINT, updated_at BIGINT NOT NULL, updated_by BIGINT,
    search_text TEXT NOT NULL,
    code TEXT NOT NULL UNIQUE,              -- qingyuan
    name TEXT NOT NULL,
    division TEXT NOT NULL,                 -- administrative division code, six digits
    published_note TEXT                     -- what of the zone's figures is published and what generated
);

CREATE TABLE department (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL, created_by BIGINT, updated_at BIGINT NOT NULL, updated_by BIGINT,
    search_text TEXT NOT NULL,
    zone_id BIGINT NOT NULL REFERENCES zone (id),
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    duties TEXT,                            -- codes of duties, separated by blanks: registry evaluation
    UNIQUE (zone_id, code)
);

CREATE TABLE app_user (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL, created_by BIGINT, updated_at BIGINT NOT NULL, updated_by BIGINT,
    search_text TEXT NOT NULL,
    zone_id BIGINT REFERENCES zone (id),    -- whose administrators look after the user; absent: those of every zone
    login TEXT NOT NULL UNIQUE,             -- never given to another person later
    name TEXT NOT NULL,
    phone TEXT,
    email TEXT,
    language TEXT,                          -- zh, en; absent: as the browser asks
    state TEXT NOT NULL,                    -- invited, active, disabled
    password_hash TEXT,
    password_at BIGINT,
    totp_secret TEXT,                       -- encrypted; with "new " before it until a code has confirmed it
    totp_last_step BIGINT NOT NULL DEFAULT 0, -- a code is taken once
    locked_until BIGINT,                    -- as table lockout has it, for lists
    reset_pending SMALLINT NOT NULL DEFAULT 0, -- as table one_time_token has it: a reset waits for a second administrator
    last_seen_at BIGINT
);

CREATE TABLE appointment (
    id BIGINT PRIMARY KEY,
    user_id BIGINT NOT NULL REFERENCES app_user (id),
    role TEXT NOT NULL,
    zone_id BIGINT REFERENCES zone (id),
    department_id BIGINT REFERENCES department (id),
    park_id BIGINT,
    ent_id BIGINT,
    valid_from TEXT NOT NULL,
    valid_to TEXT                           -- not included
);
CREATE INDEX appointment_user ON appointment (user_id);
CREATE INDEX appointment_role ON appointment (role);

CREATE TABLE old_password (
    user_id BIGINT NOT NULL,
    at BIGINT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (user_id, at)
);

CREATE TABLE recovery_code (
    user_id BIGINT NOT NULL,
    hash TEXT NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (user_id, hash)
);

CREATE TABLE one_time_token (               -- first start, activation, reset
    hash TEXT PRIMARY KEY,
    purpose TEXT NOT NULL,                  -- first_start, activate, reset, reset_all (the second factor too)
    user_id BIGINT,
    expires_at BIGINT NOT NULL,
    used_at BIGINT,
    asked_by BIGINT,                        -- the administrator who asked for it
    approved_by BIGINT                      -- second administrator, where an administrator's access is reset
);
CREATE INDEX one_time_token_user ON one_time_token (user_id);

CREATE TABLE lockout (                      -- failed sign-ins, of logins that exist or not and of addresses
    key TEXT PRIMARY KEY,                   -- login:zhangsan, address:10.1.2.3
    failures INTEGER NOT NULL DEFAULT 0,
    failed_at BIGINT NOT NULL DEFAULT 0,
    locked_until BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE known_address (                -- where a user signed in before: a new one is told
    user_id BIGINT NOT NULL,
    peer TEXT NOT NULL,
    seen_at BIGINT NOT NULL,
    PRIMARY KEY (user_id, peer)
);

CREATE TABLE session (
    hash TEXT PRIMARY KEY,                  -- of the token in the cookie
    id BIGINT NOT NULL UNIQUE,
    user_id BIGINT NOT NULL REFERENCES app_user (id),
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    confirmed_at BIGINT NOT NULL,           -- password given last
    second_factor SMALLINT NOT NULL,
    peer TEXT NOT NULL,
    agent TEXT NOT NULL
);
CREATE INDEX session_of_user ON session (user_id);

CREATE TABLE audit (
    seq BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    user_id BIGINT, user_name TEXT NOT NULL, session_id BIGINT, peer TEXT NOT NULL,
    action TEXT NOT NULL,
    entity TEXT, record_id BIGINT, ent_id BIGINT, zone_id BIGINT,
    before_json TEXT, after_json TEXT,
    reason TEXT, source TEXT,
    allowed SMALLINT NOT NULL,
    hash TEXT NOT NULL
);
CREATE INDEX audit_record ON audit (entity, record_id, seq);
CREATE INDEX audit_enterprise ON audit (ent_id, seq);
CREATE INDEX audit_user ON audit (user_id, seq);
CREATE INDEX audit_at ON audit (at, seq);

CREATE TABLE audit_head (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    seq BIGINT NOT NULL,
    hash TEXT NOT NULL,
    algorithm TEXT NOT NULL                 -- sha256, sm3; fixed when the first entry is made
);

CREATE TABLE job (
    id BIGINT PRIMARY KEY,
    kind TEXT NOT NULL,
    input TEXT NOT NULL,
    user_id BIGINT NOT NULL,
    actor TEXT NOT NULL,                    -- whose rights it has, as JSON
    state TEXT NOT NULL,                    -- waiting, running, done, failed, cancelled
    stage TEXT,
    done BIGINT NOT NULL, total BIGINT NOT NULL,
    result TEXT, errors TEXT,
    created_at BIGINT NOT NULL, started_at BIGINT, ended_at BIGINT,
    attempts INTEGER NOT NULL,
    lease_owner TEXT, lease_until BIGINT NOT NULL
);
CREATE INDEX job_state ON job (state, lease_until);
CREATE INDEX job_user ON job (user_id, id);

CREATE TABLE file (
    id BIGINT PRIMARY KEY,
    sha256 TEXT NOT NULL,
    name TEXT NOT NULL,
    media TEXT NOT NULL,
    size BIGINT NOT NULL,
    user_id BIGINT,
    created_at BIGINT NOT NULL,
    expires_at BIGINT                       -- exports are kept for a week
);
CREATE INDEX file_sha256 ON file (sha256);

CREATE TABLE notification (
    user_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,                    -- JSON of a code and its parameters, told in the reader's language
    link TEXT,
    created_at BIGINT NOT NULL,
    read_at BIGINT,
    PRIMARY KEY (user_id, id)
);

CREATE TABLE idempotency (
    user_id BIGINT NOT NULL,
    key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,              -- of method, path and body
    status INTEGER NOT NULL,
    headers TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (user_id, key)
);
CREATE INDEX idempotency_age ON idempotency (created_at);

CREATE TABLE saved_view (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    zone_id BIGINT,
    entity TEXT NOT NULL,
    name TEXT NOT NULL,
    query TEXT NOT NULL,                    -- filters and sort, as in the address
    columns TEXT NOT NULL,                  -- JSON: names, widths
    shared SMALLINT NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (user_id, entity, name)
);

CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    version BIGINT NOT NULL,
    value TEXT NOT NULL,
    updated_at BIGINT NOT NULL,
    updated_by BIGINT
);

CREATE TABLE import_batch (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    zone_id BIGINT NOT NULL,
    entity TEXT NOT NULL,
    file_id BIGINT NOT NULL,
    file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    state TEXT NOT NULL,                    -- checking, ready, rejected, confirming, published, rolled_back, cancelled
    user_id BIGINT NOT NULL,
    created_at BIGINT NOT NULL, published_at BIGINT, rolled_back_at BIGINT, rolled_back_by BIGINT,
    rows_total BIGINT NOT NULL, rows_new BIGINT NOT NULL, rows_changed BIGINT NOT NULL, rows_same BIGINT NOT NULL,
    rows_bad BIGINT NOT NULL,
    error_file_id BIGINT,
    report TEXT NOT NULL,                   -- JSON: the first problems, columns that were not recognised
    digest TEXT,                            -- of its rows when it was published; the audit entry holds it too
    published_key TEXT UNIQUE               -- zone, entity and sha256 while published: the same file counts once
);
CREATE INDEX import_batch_list ON import_batch (zone_id, id);

CREATE TABLE import_row (                   -- what a batch says of each record, and what stood there before
    batch_id BIGINT NOT NULL,
    row_number BIGINT NOT NULL,
    sheet TEXT NOT NULL,
    record_id BIGINT,                       -- absent until published where the record is new
    is_new SMALLINT NOT NULL,
    after_json TEXT NOT NULL,
    before_json TEXT,
    PRIMARY KEY (batch_id, row_number, sheet)
);
CREATE INDEX import_row_record ON import_row (record_id, batch_id);
