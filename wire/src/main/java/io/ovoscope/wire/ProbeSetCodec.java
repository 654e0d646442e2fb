package io.ovoscope.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A probe set as safetensors records of whole sentences, each a file of its own: part i carries some sentences, their rows, and the
 * labels of both. Sentence, row and head numbers are those of the whole set.
 */
public final class ProbeSetCodec {
    private ProbeSetCodec() {}

    /**
     * Parts of about {@code partBytes} each; a sentence is never divided, so one of more is a part of its own.
     *
     * @return the parts' values; the key of part i is {@link RecordKey#probeSetPart}
     */
    public static List<byte[]> write(ProbeSet set, int partBytes) {
        List<ProbeSetPart> ranges = ranges(set, partBytes);
        String fingerprint = fingerprint(set);
        List<byte[]> parts = new ArrayList<>();
        for (int i = 0; i < ranges.size(); i++) {
            parts.add(file(set, ranges.get(i), metadata(set, fingerprint, i, ranges.size(), ranges.get(i)))
                    .write());
        }
        return parts;
    }

    /** SHA-256 over the safetensors of the whole set in one part without a fingerprint. */
    static String fingerprint(ProbeSet set) {
        ProbeSetPart whole = new ProbeSetPart(0, set.sentenceCount(), 0, set.rows());
        byte[] bytes = file(set, whole, metadata(set, "", 0, 1, whole)).write();
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** A half-open range of sentences with the range of their rows. */
    record ProbeSetPart(int firstSentence, int endSentence, int firstRow, int endRow) {}

    private static List<ProbeSetPart> ranges(ProbeSet set, int partBytes) {
        long bytesPerRow = 4L * (4 + set.tasks().size());
        List<ProbeSetPart> ranges = new ArrayList<>();
        int[] sentence = set.words().sentence();
        int firstSentence = 0;
        int firstRow = 0;
        int row = 0;
        for (int s = 0; s < set.sentenceCount(); s++) {
            int begin = row;
            while (row < sentence.length && sentence[row] == s) {
                row++;
            }
            if (begin > firstRow && (row - firstRow) * bytesPerRow > partBytes) {
                ranges.add(new ProbeSetPart(firstSentence, s, firstRow, begin));
                firstSentence = s;
                firstRow = begin;
            }
        }
        ranges.add(new ProbeSetPart(firstSentence, set.sentenceCount(), firstRow, row));
        return ranges;
    }

    private static Map<String, String> metadata(
            ProbeSet set, String fingerprint, int part, int parts, ProbeSetPart range) {
        Map<String, String> metadata = new TreeMap<>();
        metadata.put("schema", Schema.PROBE_SET.text());
        metadata.put("fingerprint", fingerprint);
        metadata.put("part", Integer.toString(part));
        metadata.put("parts", Integer.toString(parts));
        metadata.put("firstRow", Integer.toString(range.firstRow()));
        metadata.put("rows", Integer.toString(set.rows()));
        metadata.put("firstSentence", Integer.toString(range.firstSentence()));
        metadata.put("sentences", Integer.toString(set.sentenceCount()));
        metadata.put("tasks", tasksJson(set));
        return metadata;
    }

    private static String tasksJson(ProbeSet set) {
        try {
            return Json.MAPPER.writeValueAsString(
                    set.tasks().stream().map(TaskLabels::info).toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write the tasks", e);
        }
    }

    static List<TaskInfo> readTasks(String json) {
        try {
            return Json.MAPPER.readValue(json, new TypeReference<List<TaskInfo>>() {});
        } catch (JsonProcessingException e) {
            throw new WireFormatException("metadata 'tasks': " + e.getOriginalMessage(), e);
        }
    }

    private static Safetensors file(ProbeSet set, ProbeSetPart part, Map<String, String> metadata) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        ProbeSet.Words words = set.words();
        tensors.put("sentence", rows(words.sentence(), part));
        tensors.put("type", rows(words.type(), part));
        tensors.put("punct", rows(words.punctuation(), part));
        tensors.put("head", rows(words.head(), part));
        ProbeSet.Sentences sentences = set.sentences();
        tensors.put("document", sentences(sentences.document(), part));
        tensors.put("split", sentences(sentences.split(), part));
        tensors.put("source", sentences(sentences.source(), part));
        for (TaskLabels task : set.tasks()) {
            tensors.put(task.tensorName(), labels(task, part));
        }
        return new Safetensors(tensors, metadata);
    }

    private static Tensor labels(TaskLabels task, ProbeSetPart part) {
        return switch (task.info().input()) {
            case TOKEN -> slice(task.labels(), part.firstRow(), part.endRow());
            case SENTENCE -> slice(task.labels(), part.firstSentence(), part.endSentence());
            case PAIR -> task.info().isRegression() ? task.labels() : pairs(task.classLabels(), part);
        };
    }

    /** The pairs whose first row is in the part. */
    private static Tensor pairs(int[] pairs, ProbeSetPart part) {
        int[] inside = new int[pairs.length];
        int count = 0;
        for (int i = 0; i < pairs.length; i += 3) {
            if (pairs[i] >= part.firstRow() && pairs[i] < part.endRow()) {
                System.arraycopy(pairs, i, inside, count, 3);
                count += 3;
            }
        }
        return Tensor.ofInts(java.util.Arrays.copyOf(inside, count), List.of(count / 3L, 3L));
    }

    private static Tensor rows(int[] values, ProbeSetPart part) {
        return slice(Tensor.ofInts(values), part.firstRow(), part.endRow());
    }

    private static Tensor sentences(int[] values, ProbeSetPart part) {
        return slice(Tensor.ofInts(values), part.firstSentence(), part.endSentence());
    }

    private static Tensor slice(Tensor tensor, int begin, int end) {
        int bytes = tensor.dtype().bytes();
        ByteBuffer data = tensor.data();
        return new Tensor(
                tensor.dtype(), List.of((long) end - begin), data.slice(begin * bytes, (end - begin) * bytes));
    }
}
