-- Where an enterprise sits: its park and its carrier.

ALTER TABLE enterprise ADD COLUMN park_id BIGINT REFERENCES park (id);
ALTER TABLE enterprise ADD COLUMN carrier_id BIGINT REFERENCES carrier (id);
CREATE INDEX enterprise_park ON enterprise (park_id, id);
CREATE INDEX enterprise_carrier ON enterprise (carrier_id, id);

ALTER TABLE enterprise_version ADD COLUMN park_id BIGINT;
ALTER TABLE enterprise_version ADD COLUMN carrier_id BIGINT;
