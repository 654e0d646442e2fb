package io.ovoscope.collector.publish;

import java.io.IOException;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Lets the client write to InfluxDB before 1.8, which lacks {@code /api/v2/write}: bucket {@code database/policy} becomes the
 * parameters {@code db} and {@code rp} of {@code /write}.
 */
final class OldWriteApi implements Interceptor {
    private static final String NEW_PATH = "/api/v2/write";

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        HttpUrl url = request.url();
        String bucket = url.queryParameter("bucket");
        if (!url.encodedPath().endsWith(NEW_PATH) || bucket == null) {
            return chain.proceed(request);
        }
        int slash = bucket.lastIndexOf('/');
        HttpUrl.Builder old = url.newBuilder()
                .encodedPath(url.encodedPath().replace(NEW_PATH, "/write"))
                .query(null)
                .addQueryParameter("db", bucket.substring(0, slash))
                .addQueryParameter("precision", "n");
        if (slash + 1 < bucket.length()) {
            old.addQueryParameter("rp", bucket.substring(slash + 1));
        }
        return chain.proceed(request.newBuilder().url(old.build()).build());
    }
}
