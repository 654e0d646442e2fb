package io.ovoscope.collector.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;
import okhttp3.Credentials;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/** What the client library lacks: the server's version, and InfluxQL statements with a POST. */
final class InfluxHttp implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;

    private final InfluxSettings settings;
    private final Failures failures;
    private final OkHttpClient client;

    InfluxHttp(InfluxSettings settings, Failures failures) {
        this.settings = settings;
        this.failures = failures;
        Duration timeout = Duration.ofMillis(settings.requestTimeoutMillis());
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .socketFactory(new NoDelaySockets())
                .connectTimeout(timeout)
                .readTimeout(timeout)
                .writeTimeout(timeout)
                .callTimeout(timeout);
        if (!settings.user().isEmpty()) {
            String basic =
                    Credentials.basic(settings.user(), settings.password().value());
            builder.addInterceptor(chain -> chain.proceed(
                    chain.request().newBuilder().header("Authorization", basic).build()));
        }
        this.client = builder.build();
    }

    /** For the client library: a builder of its own, since the library adds to it. */
    OkHttpClient.Builder clientOf(InfluxVersion version) {
        OkHttpClient.Builder builder = client.newBuilder();
        if (version == InfluxVersion.BEFORE_1_8) {
            builder.addInterceptor(new OldWriteApi());
        }
        return builder;
    }

    /** As configured, or as the server says. */
    InfluxVersion version() throws StoreException {
        return switch (settings.api()) {
            case V1 -> InfluxVersion.BEFORE_1_8;
            case V2 -> settings.user().isEmpty() ? InfluxVersion.V2 : InfluxVersion.FROM_1_8;
            case AUTO -> askVersion();
        };
    }

    private InfluxVersion askVersion() throws StoreException {
        Request.Builder ping = new Request.Builder().url(url("ping"));
        if (!settings.token().isEmpty()) {
            ping.header("Authorization", "Token " + settings.token().value());
        }
        try (Response response = client.newCall(ping.build()).execute()) {
            String version = response.header("X-Influxdb-Version", "");
            if (version.isEmpty() && isTroubled(response.code())) {
                throw failures.answered(response.code(), "no reason", response.header("Retry-After"), null);
            }
            return InfluxVersion.parse(version).orElseThrow(() -> failures.unknownServer(version));
        } catch (IOException e) {
            throw failures.unreachable(e);
        }
    }

    /** A 404 says that this is no InfluxDB; refused credentials and a server in need say something else. */
    private static boolean isTroubled(int status) {
        return status == 401 || status == FORBIDDEN || status == 429 || status >= 500;
    }

    /** Makes a statement in InfluxQL. */
    void influxQl(String statement) throws StoreException {
        FormBody form = new FormBody.Builder()
                .add("db", settings.database())
                .add("q", statement)
                .build();
        Request request = new Request.Builder().url(url("query")).post(form).build();
        try (Response response = client.newCall(request).execute()) {
            String error = error(response);
            if (error != null) {
                // A statement that fails while executing is answered 200, with the error inside.
                int status = response.isSuccessful() ? 500 : response.code();
                NotAllowedException cause = status == FORBIDDEN ? new NotAllowedException(error) : null;
                throw failures.answered(status, error, response.header("Retry-After"), cause);
            }
        } catch (IOException e) {
            throw failures.unreachable(e);
        }
    }

    /**
     * What a query in InfluxQL is answered, times in nanoseconds.
     *
     * @param reading makes of the answer what is wanted
     */
    <T> T select(String query, Function<JsonNode, T> reading) throws StoreException {
        HttpUrl.Builder address = url("query")
                .newBuilder()
                .addQueryParameter("db", settings.database())
                .addQueryParameter("epoch", "ns")
                .addQueryParameter("q", query);
        if (!settings.retentionPolicy().isEmpty()) {
            address.addQueryParameter("rp", settings.retentionPolicy());
        }
        Request.Builder request = new Request.Builder().url(address.build());
        if (!settings.token().isEmpty()) {
            request.header("Authorization", "Token " + settings.token().value());
        }
        try (Response response = client.newCall(request.build()).execute()) {
            ResponseBody body = response.body();
            JsonNode answer = json(body == null ? "" : body.string());
            String error = answer.findPath("error").asText("");
            if (!response.isSuccessful() || !error.isEmpty()) {
                int status = response.isSuccessful() ? 500 : response.code();
                StoreException failure = failures.answered(status, error, response.header("Retry-After"), null);
                // Users who may write need not be allowed to read; that must not keep points from being written.
                throw status < 500 && status != TOO_MANY ? failure.skipped() : failure;
            }
            return reading.apply(answer);
        } catch (IOException e) {
            throw failures.unreachable(e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode().put("error", text.strip());
        }
    }

    private static @Nullable String error(Response response) throws IOException {
        ResponseBody body = response.body();
        String text = body == null ? "" : body.string();
        try {
            String error = JSON.readTree(text).findPath("error").asText("");
            return error.isEmpty() && response.isSuccessful() ? null : error;
        } catch (JsonProcessingException e) {
            return response.isSuccessful() ? null : text.strip();
        }
    }

    private HttpUrl url(String path) {
        return HttpUrl.get(settings.url()).newBuilder().addPathSegment(path).build();
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
