package io.ovoscope.collector.score;

/** A layer of a run: what is scored in order of its steps. */
record LayerId(String run, int layer) {}
