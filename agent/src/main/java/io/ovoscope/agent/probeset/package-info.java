/** Labelled sentences in, the frozen probe set out, with the words for the agent's encoder. */
@NullMarked
package io.ovoscope.agent.probeset;

import org.jspecify.annotations.NullMarked;
