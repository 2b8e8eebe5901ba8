-- The register 企业名录: enterprises by their unified social credit code, what they are, and what they were.

CREATE TABLE enterprise (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL, created_by BIGINT, updated_at BIGINT NOT NULL, updated_by BIGINT,
    search_text TEXT NOT NULL,
    zone_id BIGINT NOT NULL REFERENCES zone (id),
    uscc TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    short_name TEXT,
    former TEXT,                            -- codes and names it had before, so that a search finds it by them
    registered_on TEXT,
    registered_capital BIGINT,              -- fen
    legal_representative TEXT,
    address TEXT,                           -- as registered
    works_at TEXT,                          -- where it operates
    industry TEXT,                          -- GB/T 4754-2017
    main_products TEXT,
    size_class TEXT,                        -- by the statistics list: large, medium, small, micro
    above_scale SMALLINT,                   -- 规上, by the statistics list
    ownership TEXT,
    origin TEXT,                            -- region it came from
    stage TEXT NOT NULL,                    -- signed, landed, construction, trial, production, suspended, left, deregistered
    stage_since TEXT,
    merged_into BIGINT REFERENCES enterprise (id),  -- the enterprise that took it over
    employees BIGINT,
    generated SMALLINT NOT NULL,            -- 1: a sample that the program generated
    note TEXT
);
CREATE INDEX enterprise_zone_name ON enterprise (zone_id, name, id);
CREATE INDEX enterprise_zone_updated ON enterprise (zone_id, updated_at, id);
CREATE INDEX enterprise_zone_registered ON enterprise (zone_id, registered_on, id);
CREATE INDEX enterprise_zone_capital ON enterprise (zone_id, registered_capital, id);
CREATE INDEX enterprise_zone_employees ON enterprise (zone_id, employees, id);
CREATE INDEX enterprise_industry ON enterprise (zone_id, industry, id);
CREATE INDEX enterprise_stage ON enterprise (zone_id, stage, id);
CREATE INDEX enterprise_merged_into ON enterprise (merged_into);

-- What an enterprise was before it changed; what it is stands in enterprise. A state holds from valid_from (absent: since it
-- exists) to the day before valid_to. The rows outlive the enterprise's removal, so that it can be restored with its past.
-- fact
CREATE TABLE enterprise_version (
    ent_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    valid_from TEXT,
    valid_to TEXT NOT NULL,                 -- not included
    zone_id BIGINT NOT NULL,
    uscc TEXT NOT NULL,
    name TEXT NOT NULL,
    short_name TEXT,
    former TEXT,
    registered_on TEXT,
    registered_capital BIGINT,
    legal_representative TEXT,
    address TEXT,
    works_at TEXT,
    industry TEXT,
    main_products TEXT,
    size_class TEXT,
    above_scale SMALLINT,
    ownership TEXT,
    origin TEXT,
    stage TEXT NOT NULL,
    stage_since TEXT,
    merged_into BIGINT,
    employees BIGINT,
    generated SMALLINT NOT NULL,
    note TEXT,
    PRIMARY KEY (ent_id, id)
);
CREATE INDEX enterprise_version_to ON enterprise_version (ent_id, valid_to);

-- Codes and names that an enterprise had 曾用代码、曾用名称.
-- fact
CREATE TABLE former_identity (
    ent_id BIGINT NOT NULL REFERENCES enterprise (id),
    id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL, created_by BIGINT, updated_at BIGINT NOT NULL, updated_by BIGINT,
    search_text TEXT NOT NULL,
    kind TEXT NOT NULL,                     -- code, name
    value TEXT NOT NULL,
    valid_to TEXT,                          -- not its own any more from this day on
    reason TEXT NOT NULL,                   -- replaced, renamed, merged
    from_enterprise BIGINT,                 -- the enterprise it came from, where that was taken over
    note TEXT,
    PRIMARY KEY (ent_id, id)
);
CREATE INDEX former_identity_id ON former_identity (id);
CREATE INDEX former_identity_value ON former_identity (value);
