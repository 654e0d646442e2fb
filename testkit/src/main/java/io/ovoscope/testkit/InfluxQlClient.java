package io.ovoscope.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks an InfluxDB of any version in InfluxQL, as Grafana does.
 *
 * @param url {@code http://host:port}
 * @param authorization value of the header of that name
 */
public record InfluxQlClient(String url, String authorization) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** One row per point: for each series of the answer its tags' values, in the order of their names, then the row's values. */
    public List<List<String>> rows(String database, String statement) throws Exception {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode series :
                query(database, statement).path("results").path(0).path("series")) {
            List<String> tags = new ArrayList<>();
            series.path("tags").forEach(tag -> tags.add(tag.asText()));
            for (JsonNode values : series.path("values")) {
                List<String> row = new ArrayList<>(tags);
                values.forEach(value -> row.add(value.asText()));
                rows.add(row);
            }
        }
        return rows;
    }

    /** The answer to a statement, times in nanoseconds. */
    public JsonNode query(String database, String statement) throws Exception {
        String form = "epoch=ns&db=" + encode(database) + "&q=" + encode(statement);
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/query"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", authorization)
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        JsonNode answer = JsonMapper.builder()
                .build()
                .readTree(
                        HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
        if (answer.findValue("error") != null) {
            throw new IOException(statement + ": " + answer);
        }
        return answer;
    }

    /** Writes a line of line protocol, time in nanoseconds. */
    public void write(String database, String line) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/write?db=" + encode(database)))
                .header("Authorization", authorization)
                .POST(HttpRequest.BodyPublishers.ofString(line))
                .build();
        HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 204) {
            throw new IOException(line + ": " + answer.body());
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
