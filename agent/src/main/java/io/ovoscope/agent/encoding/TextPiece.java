package io.ovoscope.agent.encoding;

/**
 * A piece of a text.
 *
 * @param id for the network
 * @param begin where it begins in the text, in the unit agreed on
 * @param end where it ends, exclusive; as {@code begin} for a piece that stands for no text
 */
public record TextPiece(int id, int begin, int end) {
    public TextPiece {
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException(
                    "piece " + id + " at " + begin + " to " + end + ": expecting 0 <= begin <= end");
        }
    }
}
