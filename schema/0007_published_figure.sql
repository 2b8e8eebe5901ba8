-- Figures about a zone that somebody published 公布数字, kept beside what the register itself counts.

CREATE TABLE published_figure (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL, created_by BIGINT, updated_at BIGINT NOT NULL, updated_by BIGINT,
    search_text TEXT NOT NULL,
    zone_id BIGINT NOT NULL REFERENCES zone (id),
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    period TEXT,
    value BIGINT NOT NULL,                  -- 4 decimals
    qualifier TEXT NOT NULL,                -- exact, more_than, about
    unit TEXT NOT NULL,
    growth BIGINT,                          -- percent, 2 decimals
    source TEXT NOT NULL,
    measure TEXT,                           -- how the register counts the same: entity?filter&filter
    note TEXT,
    UNIQUE (zone_id, code)
);
CREATE INDEX published_figure_name ON published_figure (zone_id, name, id);
