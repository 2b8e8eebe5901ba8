-- What stands beside records of any entity: files 附件 and remarks 批注.

CREATE TABLE attachment (
    id BIGINT PRIMARY KEY,
    entity TEXT NOT NULL,
    record_id BIGINT NOT NULL,
    kind TEXT NOT NULL,                     -- one of those that the entity takes
    file_id BIGINT NOT NULL UNIQUE REFERENCES file (id),
    created_at BIGINT NOT NULL, created_by BIGINT NOT NULL
);
CREATE INDEX attachment_record ON attachment (entity, record_id, id);

CREATE TABLE remark (
    id BIGINT PRIMARY KEY,
    entity TEXT NOT NULL,
    record_id BIGINT NOT NULL,
    text TEXT NOT NULL,
    created_at BIGINT NOT NULL, created_by BIGINT NOT NULL
);
CREATE INDEX remark_record ON remark (entity, record_id, id);
