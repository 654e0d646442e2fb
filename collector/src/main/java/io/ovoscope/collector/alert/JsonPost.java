package io.ovoscope.collector.alert;

import io.ovoscope.settings.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Posts JSON to one address. A request takes no longer than its time-out, whatever the other side does. */
final class JsonPost {
    private static final int MAX_ANSWER_BYTES = 2_000;
    /** Content that would be refused again; other answers speak of the address, of credentials or of a server in need. */
    private static final Set<Integer> ABOUT_CONTENT = Set.of(400, 409, 413, 415, 422);

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final String who;
    private final String settings;
    private final URI address;
    private final Secret token;
    private final Duration timeout;
    private final HttpClient client;

    /**
     * Posts to an address.
     *
     * @param who as the log names it: {@code Alertmanager}
     * @param settings what to check where it fails, for example {@code alerts.webhook}
     * @param token sent as a bearer token; empty: none
     * @param timeout of a whole request, answer included
     */
    JsonPost(String who, String settings, URI address, Secret token, Duration timeout) {
        this.who = who;
        this.settings = settings;
        this.address = address;
        this.token = token;
        this.timeout = timeout;
        // 1.1: some receivers stumble over the offer of 2 that would precede a request.
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    /** Sends it; done when this returns. */
    void send(byte[] json) throws ReceiverException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(json));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token.value());
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        HttpResponse<Void> answer = answer(request.build(), said);
        int status = answer.statusCode();
        if (status < 200 || status > 299) {
            throw failure(answer, redact(said.toString(StandardCharsets.UTF_8)));
        }
    }

    private HttpResponse<Void> answer(HttpRequest request, ByteArrayOutputStream said) throws ReceiverException {
        CompletableFuture<HttpResponse<Void>> answer = client.sendAsync(
                request,
                HttpResponse.BodyHandlers.ofByteArrayConsumer(
                        bytes -> bytes.ifPresent(some -> said.write(some, 0, room(said, some.length)))));
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw away("does not answer within " + timeout.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() instanceof IOException io ? io : e;
            throw away("cannot be reached (" + redact(String.valueOf(cause)) + ")", cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw away("was not waited for", e);
        } finally {
            answer.cancel(true);
        }
    }

    private static int room(ByteArrayOutputStream said, int bytes) {
        return Math.max(0, Math.min(bytes, MAX_ANSWER_BYTES - said.size()));
    }

    private ReceiverException failure(HttpResponse<Void> answer, String said) {
        int status = answer.statusCode();
        String text = who + " at " + shown() + " answers " + status + (said.isBlank() ? "" : " (" + said.strip() + ")");
        if (ABOUT_CONTENT.contains(status)) {
            return ReceiverException.refused(text);
        }
        String check = status == 401 || status == 403 ? ".token" : ".url";
        String advice = status < 500 && status != 429 ? ": check " + settings + check : "";
        return ReceiverException.away(text + advice, wait(answer), null);
    }

    private static Duration wait(HttpResponse<Void> answer) {
        String asked = answer.headers().firstValue("Retry-After").orElse("");
        if (!asked.matches("\\d{1,6}")) {
            return Duration.ZERO;
        }
        Duration wait = Duration.ofSeconds(Long.parseLong(asked));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    private ReceiverException away(String what, Throwable cause) {
        return ReceiverException.away(
                who + " at " + shown() + " " + what + ": check " + settings + ".url", Duration.ZERO, cause);
    }

    /** Paths and queries of webhooks are often secrets themselves. */
    private String shown() {
        return address.getScheme() + "://" + address.getRawAuthority();
    }

    private String redact(String text) {
        return token.isEmpty() ? text : text.replace(token.value(), "(hidden)");
    }
}
