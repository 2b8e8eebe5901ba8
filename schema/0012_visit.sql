-- Visits to enterprises 企业走访, and what they asked for.
-- fact
CREATE TABLE visit (
    ent_id BIGINT NOT NULL REFERENCES enterprise (id),
    id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL, created_by BIGINT, updated_at BIGINT NOT NULL, updated_by BIGINT,
    search_text TEXT NOT NULL,
    visited_on TEXT NOT NULL,
    purpose TEXT NOT NULL,
    visitors TEXT NOT NULL,
    topic TEXT,                             -- what is asked about; with a request only
    request TEXT,
    state TEXT NOT NULL,                    -- none, open, answered
    answer TEXT,
    answered_on TEXT,
    PRIMARY KEY (ent_id, id)
);
CREATE INDEX visit_id ON visit (id);
CREATE INDEX visit_on ON visit (visited_on, ent_id, id);
CREATE INDEX visit_state ON visit (state, ent_id, id);
