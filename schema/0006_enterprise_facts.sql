-- What is known of an enterprise beyond its own row. Each kind is a table keyed by the enterprise.

-- Titles and honours 资质荣誉.
-- fact
CREATE TABLE title (
    ent_id BIGINT NOT NULL REFERENCES enterprise (id),
    id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL, created_by BIGINT, updated_at BIGINT NOT NULL, updated_by BIGINT,
    search_text TEXT NOT NULL,
    kind TEXT NOT NULL,                     -- of taxonomies/titles.toml
    name TEXT,                              -- as on the certificate, where the kind does not say it all
    level TEXT NOT NULL,                    -- national, provincial, city, zone
    number TEXT,                            -- of the certificate
    issued_by TEXT,
    valid_from TEXT NOT NULL,
    valid_to TEXT,                          -- not included; absent: until withdrawn
    generated SMALLINT NOT NULL,
    note TEXT,
    PRIMARY KEY (ent_id, id)
);
CREATE INDEX title_id ON title (id);
CREATE INDEX title_kind ON title (kind, ent_id, id);
CREATE INDEX title_valid_to ON title (valid_to, ent_id, id);

-- Where an enterprise stands in a zone's own industry system 产业归类.
-- fact
CREATE TABLE classification (
    ent_id BIGINT NOT NULL REFERENCES enterprise (id),
    id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL, created_by BIGINT, updated_at BIGINT NOT NULL, updated_by BIGINT,
    search_text TEXT NOT NULL,
    node TEXT NOT NULL,                     -- taxonomy/node, as in taxonomies/*.toml
    taxonomy TEXT NOT NULL,
    taxonomy_version TEXT NOT NULL,         -- the one it was assigned by
    main SMALLINT,                          -- 1: the enterprise counts here where it may count only once
    valid_from TEXT NOT NULL,
    valid_to TEXT,                          -- not included
    note TEXT,
    PRIMARY KEY (ent_id, id)
);
CREATE INDEX classification_id ON classification (id);
CREATE INDEX classification_node ON classification (node, ent_id, id);

-- Relations between enterprises 关联关系: of the enterprise to the other one.
-- fact
CREATE TABLE relation (
    ent_id BIGINT NOT NULL REFERENCES enterprise (id),
    id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL, created_by BIGINT, updated_at BIGINT NOT NULL, updated_by BIGINT,
    search_text TEXT NOT NULL,
    kind TEXT NOT NULL,                     -- parent, group, branch_of, merged_into, split_from
    other_id BIGINT REFERENCES enterprise (id),
    other_name TEXT,                        -- where the other is not in the register
    share BIGINT,                           -- percent, 2 decimals
    valid_from TEXT,
    valid_to TEXT,                          -- not included
    note TEXT,
    PRIMARY KEY (ent_id, id)
);
CREATE INDEX relation_id ON relation (id);
CREATE INDEX relation_other ON relation (other_id, ent_id, id);

-- Contacts 联系人: personal data.
-- fact
CREATE TABLE contact (
    ent_id BIGINT NOT NULL REFERENCES enterprise (id),
    id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL, created_by BIGINT, updated_at BIGINT NOT NULL, updated_by BIGINT,
    search_text TEXT NOT NULL,
    name TEXT NOT NULL,
    position TEXT,
    subject TEXT,                           -- what to ask this person about: general, statistics, finance, safety, research, personnel
    phone TEXT,
    email TEXT,
    main SMALLINT NOT NULL,
    note TEXT,
    PRIMARY KEY (ent_id, id)
);
CREATE INDEX contact_id ON contact (id);

-- Events 大事记.
-- fact
CREATE TABLE milestone (
    ent_id BIGINT NOT NULL REFERENCES enterprise (id),
    id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL, created_by BIGINT, updated_at BIGINT NOT NULL, updated_by BIGINT,
    search_text TEXT NOT NULL,
    happened_on TEXT NOT NULL,
    kind TEXT NOT NULL,                     -- signing, start, completion, production, expansion, investment, award, visit, incident, other
    summary TEXT NOT NULL,
    detail TEXT,
    source TEXT,
    generated SMALLINT NOT NULL,
    PRIMARY KEY (ent_id, id)
);
CREATE INDEX milestone_id ON milestone (id);
CREATE INDEX milestone_day ON milestone (ent_id, happened_on, id);
