-- What is over, to look up. Runs on H2 and on PostgreSQL. Times are milliseconds since 1970 UTC; seq is the journal's
-- entry that a row began with.

CREATE TABLE followed (
  one INT PRIMARY KEY,
  seq BIGINT NOT NULL,
  hub_time BIGINT NOT NULL
);
INSERT INTO followed (one, seq, hub_time) VALUES (1, 0, 0);

CREATE TABLE alarms (
  id VARCHAR(64) PRIMARY KEY,
  seq BIGINT NOT NULL,
  rule VARCHAR NOT NULL,
  device VARCHAR NOT NULL,
  area VARCHAR NOT NULL,
  kind VARCHAR(16) NOT NULL,
  severity VARCHAR(16) NOT NULL,
  message_zh VARCHAR NOT NULL,
  message_en VARCHAR NOT NULL,
  raised_at BIGINT NOT NULL,
  state VARCHAR(32) NOT NULL,
  state_since BIGINT NOT NULL,
  acknowledged_at BIGINT,
  acknowledged_by VARCHAR,
  returned_at BIGINT,
  closed_at BIGINT,
  closed_by VARCHAR,
  disposition VARCHAR(16),
  note VARCHAR,
  incident VARCHAR(64)
);
CREATE INDEX alarms_by_raised ON alarms (raised_at, id);
CREATE INDEX alarms_by_closed ON alarms (closed_at);
CREATE INDEX alarms_by_incident ON alarms (incident);

CREATE TABLE incidents (
  id VARCHAR(64) PRIMARY KEY,
  seq BIGINT NOT NULL,
  type VARCHAR NOT NULL,
  area VARCHAR NOT NULL,
  severity VARCHAR(16) NOT NULL,
  first_out VARCHAR(64) NOT NULL,
  unit VARCHAR NOT NULL,
  lat DOUBLE PRECISION,
  lon DOUBLE PRECISION,
  opened_at BIGINT NOT NULL,
  last_sign_at BIGINT NOT NULL,
  state VARCHAR(32) NOT NULL,
  state_since BIGINT NOT NULL,
  acknowledged_at BIGINT,
  verified_at BIGINT,
  responding_at BIGINT,
  contained_at BIGINT,
  accepted_at BIGINT,
  closed_at BIGINT,
  closed_by VARCHAR,
  disposition VARCHAR(16),
  note VARCHAR,
  looked_back_at BIGINT,
  merged_into VARCHAR(64)
);
CREATE INDEX incidents_by_opened ON incidents (opened_at, id);
CREATE INDEX incidents_by_closed ON incidents (closed_at);
CREATE INDEX incidents_by_merged ON incidents (merged_into);

CREATE TABLE lines (
  seq BIGINT NOT NULL,
  ordinal INT NOT NULL,
  incident VARCHAR(64) NOT NULL,
  happened_at BIGINT NOT NULL,
  what VARCHAR(32) NOT NULL,
  by_whom VARCHAR NOT NULL,
  ref VARCHAR NOT NULL,
  note VARCHAR NOT NULL,
  PRIMARY KEY (seq, ordinal)
);
CREATE INDEX lines_by_incident ON lines (incident, happened_at);

CREATE TABLE notices (
  id VARCHAR(300) PRIMARY KEY,
  seq BIGINT NOT NULL,
  about VARCHAR(64) NOT NULL,
  channel VARCHAR NOT NULL,
  recipient VARCHAR NOT NULL,
  reason VARCHAR(32) NOT NULL,
  step INT NOT NULL,
  ordered_at BIGINT NOT NULL,
  state VARCHAR(16) NOT NULL,
  attempts INT NOT NULL,
  ended_at BIGINT,
  said VARCHAR NOT NULL
);
CREATE INDEX notices_by_about ON notices (about, ordered_at);
CREATE INDEX notices_by_ordered ON notices (ordered_at);
