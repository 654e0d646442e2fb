package io.ovoscope.agent.activation;

/**
 * A layer whose activations are sent.
 *
 * @param name in the network's configuration
 * @param position in the order of the forward pass
 * @param width features per position
 * @param layout of its activations
 */
record ProbedLayer(String name, int position, int width, RowLayout layout) implements PlacedLayer {}
