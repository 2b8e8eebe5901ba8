-- Carriers 载体: what enterprises sit in, such as standard plants, incubators and industrial cities.

CREATE TABLE carrier (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL, created_by BIGINT, updated_at BIGINT NOT NULL, updated_by BIGINT,
    search_text TEXT NOT NULL,
    zone_id BIGINT NOT NULL REFERENCES zone (id),
    park_id BIGINT REFERENCES park (id),
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,                     -- standard_plant, multi_storey, incubator, accelerator, makerspace, industrial_city, office, other
    state TEXT NOT NULL,                    -- planned, construction, partly, running, closed
    land_area BIGINT,                       -- mu, 4 decimals
    built_area BIGINT,                      -- m², 2 decimals
    planned_investment BIGINT,              -- fen
    phases BIGINT,
    phases_done BIGINT,
    started_on TEXT,                        -- of the phase begun last
    operator_name TEXT,
    address TEXT,
    note TEXT,
    UNIQUE (zone_id, code)
);
CREATE INDEX carrier_name ON carrier (zone_id, name, id);
CREATE INDEX carrier_park ON carrier (park_id, id);
