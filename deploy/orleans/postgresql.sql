-- What real Orleans keeps in PostgreSQL for a cluster of Binome: who is a member, and what reminds the sweepers. Grain
-- state is not here: it is in the ledger (docs/decisions/0009). Binome applies this file itself when a node starts, in
-- its migration and under its lock, whenever the file differs from the one applied before; so it can be run again.
--
-- Orleans knows no table but orleansquery: it reads the texts there by their keys, gives parameters by name and reads
-- columns by name. Keys, parameters, column names and what a number means are its contract; everything else is ours.

CREATE SCHEMA IF NOT EXISTS binome_cluster;

-- One row per cluster id. Every change of membership moves the version on by one, or does not happen.
CREATE TABLE IF NOT EXISTS binome_cluster.versions (
    cluster_id text PRIMARY KEY,
    version integer NOT NULL DEFAULT 0,
    changed_at timestamptz(3) NOT NULL DEFAULT now()
);

CREATE TABLE IF NOT EXISTS binome_cluster.silos (
    cluster_id text NOT NULL REFERENCES binome_cluster.versions,
    address text NOT NULL,
    port integer NOT NULL,
    generation integer NOT NULL,
    name text NOT NULL,
    host text NOT NULL,
    status integer NOT NULL,
    gateway_port integer NOT NULL,
    suspicions text,
    started_at timestamptz(3) NOT NULL,
    alive_at timestamptz(3) NOT NULL,
    PRIMARY KEY (cluster_id, address, port, generation)
);

CREATE TABLE IF NOT EXISTS binome_cluster.reminders (
    service_id text NOT NULL,
    grain_id text NOT NULL,
    name text NOT NULL,
    starts_at timestamptz(3) NOT NULL,
    period_milliseconds bigint NOT NULL,
    grain_hash integer NOT NULL,
    version integer NOT NULL,
    PRIMARY KEY (service_id, grain_id, name)
);

-- A word that the first node sealed. A node that can't open it has other keys than the rest.
CREATE TABLE IF NOT EXISTS binome_cluster.shared_keys (
    id integer PRIMARY KEY CHECK (id = 1),
    sealed text NOT NULL
);

CREATE TABLE IF NOT EXISTS binome_cluster.orleansquery (
    querykey text PRIMARY KEY,
    querytext text NOT NULL
);

INSERT INTO binome_cluster.orleansquery (querykey, querytext) VALUES
('InsertMembershipVersionKey', $$
    WITH made AS (
        INSERT INTO versions (cluster_id) VALUES (@DeploymentId) ON CONFLICT DO NOTHING RETURNING 1
    )
    SELECT count(*)::integer FROM made
$$),
-- The version first: its row is the lock of the cluster, and a version that has moved on lets nothing through.
('InsertMembershipKey', $$
    WITH moved AS (
        UPDATE versions SET version = version + 1, changed_at = now()
        WHERE cluster_id = @DeploymentId AND version = @Version
        RETURNING cluster_id
    ), added AS (
        INSERT INTO silos (cluster_id, address, port, generation, name, host, status, gateway_port, started_at, alive_at)
        SELECT cluster_id, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime
        FROM moved
        RETURNING 1
    )
    SELECT count(*)::integer FROM added
$$),
('UpdateMembershipKey', $$
    WITH moved AS (
        UPDATE versions SET version = version + 1, changed_at = now()
        WHERE cluster_id = @DeploymentId AND version = @Version AND EXISTS (
            SELECT 1 FROM silos
            WHERE cluster_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
        RETURNING cluster_id
    ), changed AS (
        UPDATE silos SET status = @Status, suspicions = @SuspectTimes, alive_at = @IAmAliveTime
        FROM moved
        WHERE silos.cluster_id = moved.cluster_id AND address = @Address AND port = @Port AND generation = @Generation
        RETURNING 1
    )
    SELECT count(*)::integer FROM changed
$$),
('UpdateIAmAlivetimeKey', $$
    UPDATE silos SET alive_at = @IAmAliveTime
    WHERE cluster_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
$$),
-- The version comes also when no silo does.
('MembershipReadRowKey', $$
    SELECT versions.cluster_id AS DeploymentId, address AS Address, port AS Port, generation AS Generation,
        name AS SiloName, host AS HostName, status AS Status, gateway_port AS ProxyPort, suspicions AS SuspectTimes,
        started_at AS StartTime, alive_at AS IAmAliveTime, version AS Version
    FROM versions LEFT JOIN silos ON silos.cluster_id = versions.cluster_id
        AND address = @Address AND port = @Port AND generation = @Generation
    WHERE versions.cluster_id = @DeploymentId
$$),
('MembershipReadAllKey', $$
    SELECT versions.cluster_id AS DeploymentId, address AS Address, port AS Port, generation AS Generation,
        name AS SiloName, host AS HostName, status AS Status, gateway_port AS ProxyPort, suspicions AS SuspectTimes,
        started_at AS StartTime, alive_at AS IAmAliveTime, version AS Version
    FROM versions LEFT JOIN silos ON silos.cluster_id = versions.cluster_id
    WHERE versions.cluster_id = @DeploymentId
$$),
('DeleteMembershipTableEntriesKey', $$
    WITH gone AS (DELETE FROM silos WHERE cluster_id = @DeploymentId)
    DELETE FROM versions WHERE cluster_id = @DeploymentId
$$),
('GatewaysQueryKey', $$
    SELECT address AS Address, gateway_port AS ProxyPort, generation AS Generation FROM silos
    WHERE cluster_id = @DeploymentId AND status = @Status AND gateway_port > 0
$$),
-- 3 is an active silo.
('CleanupDefunctSiloEntriesKey', $$
    DELETE FROM silos WHERE cluster_id = @DeploymentId AND alive_at < @IAmAliveTime AND status <> 3
$$),
('UpsertReminderRowKey', $$
    INSERT INTO reminders (service_id, grain_id, name, starts_at, period_milliseconds, grain_hash, version)
    VALUES (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0)
    ON CONFLICT (service_id, grain_id, name) DO UPDATE SET
        starts_at = excluded.starts_at, period_milliseconds = excluded.period_milliseconds,
        grain_hash = excluded.grain_hash, version = reminders.version + 1
    RETURNING version AS Version
$$),
('ReadReminderRowsKey', $$
    SELECT grain_id AS GrainId, name AS ReminderName, starts_at AS StartTime, period_milliseconds AS Period,
        version AS Version
    FROM reminders WHERE service_id = @ServiceId AND grain_id = @GrainId
$$),
('ReadReminderRowKey', $$
    SELECT grain_id AS GrainId, name AS ReminderName, starts_at AS StartTime, period_milliseconds AS Period,
        version AS Version
    FROM reminders WHERE service_id = @ServiceId AND grain_id = @GrainId AND name = @ReminderName
$$),
-- Ranges are open below and closed above; the second form is for one that goes round the end of the ring.
('ReadRangeRows1Key', $$
    SELECT grain_id AS GrainId, name AS ReminderName, starts_at AS StartTime, period_milliseconds AS Period,
        version AS Version
    FROM reminders WHERE service_id = @ServiceId AND grain_hash > @BeginHash AND grain_hash <= @EndHash
$$),
('ReadRangeRows2Key', $$
    SELECT grain_id AS GrainId, name AS ReminderName, starts_at AS StartTime, period_milliseconds AS Period,
        version AS Version
    FROM reminders WHERE service_id = @ServiceId AND (grain_hash > @BeginHash OR grain_hash <= @EndHash)
$$),
('DeleteReminderRowKey', $$
    WITH gone AS (
        DELETE FROM reminders
        WHERE service_id = @ServiceId AND grain_id = @GrainId AND name = @ReminderName AND version = @Version
        RETURNING 1
    )
    SELECT count(*)::integer FROM gone
$$),
('DeleteReminderRowsKey', $$
    DELETE FROM reminders WHERE service_id = @ServiceId
$$)
ON CONFLICT (querykey) DO UPDATE SET querytext = excluded.querytext;

GRANT USAGE ON SCHEMA binome_cluster TO binome_cluster;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA binome_cluster TO binome_cluster;
