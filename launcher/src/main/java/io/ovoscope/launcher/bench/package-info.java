/** The benchmark of the probes: our trainer and scikit-learn's on the activations that a demo run kept. */
@NullMarked
package io.ovoscope.launcher.bench;

import org.jspecify.annotations.NullMarked;
