package io.ovoscope.demo.model;

/**
 * A layer whose activations are worth probing.
 *
 * @param index 0 for the embedding, then 1, 2, ... upwards
 * @param name the layer's name in the network
 * @param width numbers per word
 */
public record ProbedLayer(int index, String name, int width) {}
