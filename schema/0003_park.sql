-- Parks of a zone 园区.

CREATE TABLE park (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL, created_by BIGINT, updated_at BIGINT NOT NULL, updated_by BIGINT,
    search_text TEXT NOT NULL,
    zone_id BIGINT NOT NULL REFERENCES zone (id),
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    area BIGINT,                            -- mu, 4 decimals
    industry_focus TEXT,                    -- one park, one industry 一园一产业
    operator_name TEXT,
    address TEXT,
    note TEXT,
    UNIQUE (zone_id, code)
);
CREATE INDEX park_name ON park (zone_id, name, id);
