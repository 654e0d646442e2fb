package io.ovoscope.agent.activation;

/**
 * A sentence as the network reads it.
 *
 * @param pieces ids, with those of start and end
 * @param firstPiece where each word begins among the pieces; one entry more than there are words, the last being the end
 */
record EncodedSentence(int[] pieces, int[] firstPiece) {
    int words() {
        return firstPiece.length - 1;
    }

    int length() {
        return pieces.length;
    }
}
