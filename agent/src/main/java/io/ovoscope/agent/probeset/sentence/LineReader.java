package io.ovoscope.agent.probeset.sentence;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Lines of untrusted UTF-8: a line of any length costs at most {@link #MAX_LINE_BYTES} of memory, and what is no UTF-8 is found on its
 * line. Decodes line by line, because a decoding reader works ahead and could not say where it failed.
 */
public final class LineReader {
    /** Ample: the longest line of an English treebank has about a thousand. */
    public static final int MAX_LINE_BYTES = 1 << 16;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final InputStream in;
    private final String file;
    private final Problems problems;
    private final byte[] buffer = new byte[1 << 13];
    private int position;
    private int limit;
    private long number;

    /** Reads from here; problems are reported with this file name. */
    public LineReader(InputStream in, String file, Problems problems) {
        this.in = in;
        this.file = file;
        this.problems = problems;
    }

    /**
     * A line without its end.
     *
     * @param number counted from 1
     * @param readable whether it could be read; where not, the problem has been recorded and the text is empty
     */
    public record Line(long number, String text, boolean readable) {}

    /** The next line; empty at the end of the file. */
    public Optional<Line> next() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        int next = read();
        if (next == -1) {
            return Optional.empty();
        }
        number++;
        long length = 0;
        for (; next != -1 && next != '\n'; next = read()) {
            if (++length <= MAX_LINE_BYTES) {
                bytes.write(next);
            }
        }
        return Optional.of(length > MAX_LINE_BYTES ? tooLong(length) : decoded(bytes.toByteArray()));
    }

    private Line tooLong(long length) {
        return unreadable("line of " + length + " bytes: expecting " + MAX_LINE_BYTES + " at most");
    }

    private Line decoded(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (number == 1 && text.startsWith(BYTE_ORDER_MARK)) {
                text = text.substring(1);
            }
            return new Line(number, text.endsWith("\r") ? text.substring(0, text.length() - 1) : text, true);
        } catch (CharacterCodingException e) {
            return unreadable("line with bytes that are no text: expecting UTF-8");
        }
    }

    private Line unreadable(String what) {
        problems.add(file, number, what);
        return new Line(number, "", false);
    }

    private int read() throws IOException {
        if (position == limit) {
            position = 0;
            limit = Math.max(in.read(buffer), 0);
            if (limit == 0) {
                return -1;
            }
        }
        return buffer[position++] & 0xFF;
    }
}
