package io.ovoscope.collector.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The database that the dashboards' data source points at.
 *
 * @param url of the server
 */
record InfluxAt(String url) {
    static final String DATABASE = "ovoscope";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LINES_A_REQUEST = 5_000;

    /** What the server answers; times are milliseconds, as Grafana asks for them. */
    Answer ask(String query) throws IOException, InterruptedException {
        String form = "epoch=ms&db=" + DATABASE + "&q=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
        HttpResponse<String> response = post("/query", "application/x-www-form-urlencoded", form);
        JsonNode answer = JSON.readTree(response.body());
        if (answer.findValue("error") != null) {
            throw new IOException(query + ": " + answer);
        }
        return Answer.of(answer);
    }

    void write(List<String> lines) throws IOException, InterruptedException {
        for (int from = 0; from < lines.size(); from += LINES_A_REQUEST) {
            List<String> some = lines.subList(from, Math.min(lines.size(), from + LINES_A_REQUEST));
            HttpResponse<String> response =
                    post("/write?precision=ns&db=" + DATABASE, "text/plain", String.join("\n", some));
            if (response.statusCode() != 204) {
                throw new IOException("write: " + response.statusCode() + " " + response.body());
            }
        }
    }

    private HttpResponse<String> post(String path, String type, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
