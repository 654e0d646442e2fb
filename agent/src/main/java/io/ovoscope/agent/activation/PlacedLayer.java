package io.ovoscope.agent.activation;

/** A layer, or vertex, and where it stands. */
sealed interface PlacedLayer permits CandidateLayer, ProbedLayer {
    /** In the network's configuration. */
    String name();

    /** In the order of the forward pass. */
    int position();
}
