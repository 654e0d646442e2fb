package io.ovoscope.collector.publish;

import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.InfluxDBClientOptions;
import com.influxdb.client.WriteApiBlocking;
import com.influxdb.client.domain.DeletePredicateRequest;
import com.influxdb.client.domain.WritePrecision;
import com.influxdb.exceptions.InfluxException;
import io.ovoscope.collector.publish.StoreException.Remedy;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An InfluxDB 1.x, 2.x or 3.x. It is asked for its version before the first request and after it was lost, since it may have been
 * exchanged meanwhile; on 1.x the database is created where it is missing.
 */
public final class InfluxServer implements Store, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(InfluxServer.class);
    private static final int FORBIDDEN = 403;
    private static final Instant BEGINNING = Instant.parse("1678-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2262-04-11T00:00:00Z");

    private final InfluxSettings settings;
    private final Failures failures;
    private final InfluxHttp http;
    private @Nullable Connection connection;

    private record Connection(InfluxVersion version, InfluxDBClient client, WriteApiBlocking writing)
            implements AutoCloseable {
        @Override
        public void close() {
            client.close();
        }
    }

    public InfluxServer(InfluxSettings settings) {
        this.settings = settings;
        this.failures = new Failures(settings);
        this.http = new InfluxHttp(settings, failures);
    }

    @Override
    public synchronized void write(List<String> lines) throws StoreException {
        WriteApiBlocking writing = connection().writing();
        request(() -> writing.writeRecords(WritePrecision.NS, lines));
    }

    /** Only the mark is written: fields that are not written stay as they are. */
    @Override
    public synchronized void retire(Retirement retirement) throws StoreException {
        Connection open = connection();
        for (String measurement : Lines.OF_STEPS) {
            List<String> marks = http.select(RetiredPoints.query(measurement, retirement), RetiredPoints::marks);
            for (int first = 0; first < marks.size(); first += settings.batchPoints()) {
                List<String> some = marks.subList(first, Math.min(marks.size(), first + settings.batchPoints()));
                request(() -> open.writing().writeRecords(WritePrecision.NS, some));
            }
        }
    }

    /** Connects where it is not connected, without trying again. */
    synchronized void reach() throws StoreException {
        connection();
    }

    /** Deletes points. InfluxDB 3.x cannot: they stay, which is logged. */
    @Override
    public synchronized void erase(Change.Erasure erasure) throws StoreException {
        try {
            eraseFrom(connection(), erasure);
        } catch (StoreException e) {
            // Users who may write need not be allowed to delete; that must not keep points from being written.
            throw e.getCause() instanceof NotAllowedException ? e.skipped() : e;
        }
    }

    private void eraseFrom(Connection to, Change.Erasure erasure) throws StoreException {
        if (to.version() == InfluxVersion.FROM_V3) {
            log.warn("{} stays in InfluxDB at {}: InfluxDB 3.x deletes nothing", erasure, settings.url());
        } else if (to.version().isV1()) {
            http.influxQl(InfluxQl.drop(erasure));
        } else {
            for (String measurement : erasure.measurements()) {
                DeletePredicateRequest points = new DeletePredicateRequest()
                        .start(BEGINNING.atOffset(ZoneOffset.UTC))
                        .stop(END.atOffset(ZoneOffset.UTC))
                        .predicate(InfluxQl.predicate(measurement, erasure));
                request(() -> to.client().getDeleteApi().delete(points, settings.database(), org()));
            }
        }
    }

    /**
     * Deletes everything that InfluxDB holds of a run; once, without trying again.
     *
     * @throws IOException where that fails, saying why and which setting to check
     */
    public void deleteRun(String run) throws IOException {
        try {
            erase(new Change.Erasure(Lines.measurements(), run, null));
        } catch (StoreException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public synchronized void close() {
        disconnect();
        http.close();
    }

    private Connection connection() throws StoreException {
        Connection open = connection;
        if (open == null) {
            open = connect();
            connection = open;
        }
        return open;
    }

    private Connection connect() throws StoreException {
        InfluxVersion version = http.version();
        if (version.isV1()) {
            createDatabase();
        }
        InfluxDBClient client = InfluxDBClientFactory.create(options(version));
        log.info("publishing to {} at {} (InfluxDB {})", settings.database(), settings.url(), version);
        return new Connection(version, client, client.getWriteApiBlocking());
    }

    private InfluxDBClientOptions options(InfluxVersion version) {
        InfluxDBClientOptions.Builder options = InfluxDBClientOptions.builder()
                .url(settings.url())
                .org(org())
                .bucket(bucket(version))
                .okHttpClient(http.clientOf(version));
        if (!settings.token().isEmpty()) {
            options.authenticateToken(settings.token().value().toCharArray());
        }
        return options.build();
    }

    /** The client insists on one; only InfluxDB 2.x looks at it. */
    private String org() {
        return settings.org().isEmpty() ? "-" : settings.org();
    }

    private String bucket(InfluxVersion version) {
        String policy = settings.retentionPolicy();
        return switch (version) {
            case BEFORE_1_8 -> settings.database() + "/" + policy;
            case FROM_1_8 -> policy.isEmpty() ? settings.database() : settings.database() + "/" + policy;
            case V2, FROM_V3 -> settings.database();
        };
    }

    private void createDatabase() throws StoreException {
        try {
            http.influxQl(InfluxQl.createDatabase(settings.database()));
        } catch (StoreException e) {
            if (e.getCause() instanceof NotAllowedException) {
                log.info(
                        "may not create database '{}' at {}: it must be there already ({})",
                        settings.database(),
                        settings.url(),
                        e.getMessage());
            } else {
                throw e;
            }
        }
    }

    private void request(Runnable request) throws StoreException {
        try {
            request.run();
        } catch (InfluxException e) {
            StoreException failure = e.status() == 0
                    ? failures.unreachable(e.getCause() instanceof IOException io ? io : new IOException(e))
                    : failures.answered(e.status(), said(e), e.headers().get("retry-after"), cause(e));
            if (failure.remedy() == Remedy.RETRY) {
                disconnect();
            }
            throw failure;
        }
    }

    /** The server's words without the client's, which say the status again, and knows only one of the fields they may stand in. */
    private static String said(InfluxException e) {
        Object other = e.errorBody().get("error");
        String known = (e.getMessage() == null ? "no reason" : e.getMessage())
                .replaceFirst("^HTTP status code: \\d+; Message: ", "");
        return other != null && !known.contains(other.toString()) ? other.toString() : known;
    }

    /** An answer is explained by the server's words, not by a stack trace of this side. */
    private static @Nullable Throwable cause(InfluxException e) {
        return e.status() == FORBIDDEN ? new NotAllowedException(said(e)) : null;
    }

    private void disconnect() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}
