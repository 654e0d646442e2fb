package io.ovoscope.collector.score;

/** What the stage counts; the names stand in its health records. */
enum Counter {
    /** Parts of layers that were taken. */
    PARTS("parts"),
    /** Parts that came again. */
    DUPLICATES("parts.duplicate"),
    /** Parts of runs that have been deleted. */
    DELETED("parts.dropped.deleted-run"),
    /** Parts whose run's manifest or probe set did not come in time. */
    UNKNOWN("parts.refused.unknown-run"),
    /** Records that were deleted to make room before they had been read; markers of transactions count too. */
    LOST("records.lost"),
    /** Layers whose points have been acknowledged. */
    SCORED("layers.scored"),
    /** Layers some of whose rows did not come. */
    INCOMPLETE("layers.incomplete"),
    /** Layers that were scored without layer 0 of their step beside them. */
    WITHOUT_LAYER_ZERO("layers.without-layer-zero"),
    /** Layers 0 that were given up before the other layers of their step had come, because too many were kept. */
    LAYER_ZERO_GIVEN_UP("layer-zeros.given-up"),
    /** Layers that held NaN or infinite activations. */
    NON_FINITE("layers.non-finite"),
    /** Layers, or tasks or figures of a layer, whose scoring failed for a reason that is ours. */
    FAILED("layers.failed"),
    /** Points acknowledged on the curves topic. */
    POINTS("points"),
    /** Probes that stopped before they had converged. */
    UNCONVERGED("probes.unconverged"),
    /** Points and states that their topic does not take because of their size. */
    TOO_LARGE("records.too-large"),
    /** Attempts at sending a layer's points that failed and were made again. */
    SEND_RETRIES("sends.retried");

    private final String wireName;

    Counter(String wireName) {
        this.wireName = wireName;
    }

    String wireName() {
        return wireName;
    }
}
