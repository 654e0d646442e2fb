package io.ovoscope.launcher.findings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ovoscope.wire.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/** A run's findings as one JSON document; {@code docs/findings.md} is its contract. */
public final class FindingsJson {
    static final String SCHEMA = "ovoscope.findings/1";
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private FindingsJson() {}

    /**
     * The document, on several lines, in ASCII whatever the names hold.
     *
     * @param lagRecords records of curves that have not been watched yet
     */
    public static String of(StandingFindings findings, long lagRecords) {
        ObjectNode document = MAPPER.createObjectNode();
        document.put("schema", SCHEMA);
        document.put("run", findings.run().run());
        document.put("attempt", findings.run().attempt());
        document.put("imported", findings.run().isImported());
        document.put("lagRecords", lagRecords);
        ObjectNode open = document.putObject("open");
        for (FailOn kind : FailOn.values()) {
            open.put(kind.toString(), kind.open(findings).size());
        }
        ArrayNode all = document.putArray("findings");
        findings.all().forEach(finding -> all.add(node(finding)));
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + findings.run().run(), e);
        }
    }

    /** The record as it stands in the topic, with what follows from it. */
    private static ObjectNode node(Finding finding) {
        try {
            ObjectNode node = (ObjectNode) MAPPER.readTree(finding.write());
            node.remove("schema");
            node.put("id", finding.id());
            node.put("state", finding.state().name().toLowerCase(Locale.ROOT));
            return node;
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory", e);
        }
    }
}
