package io.ovoscope.collector.score;

/** Where results go. */
interface Delivery {
    /**
     * Sends the points, then the states and the samples in parts, and returns when all are acknowledged. Instead of a point that its
     * topic finds too large goes one that says so, instead of a state one without weights, and instead of a sample's part nothing.
     *
     * @param partition of the activations; states and samples go to the same partition of their topic, counted round where
     *     that has fewer
     * @throws DeliveryException where some record is not acknowledged; nothing is known of the others
     */
    void deliver(int partition, LayerResult result) throws DeliveryException, InterruptedException;

    /** A record was not acknowledged. */
    final class DeliveryException extends Exception {
        private static final long serialVersionUID = 1L;

        DeliveryException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
