/** Tests of the probes' arithmetic: against scikit-learn, against slow definitions, and on planted truths. */
@NullMarked
package io.ovoscope.collector.probe;

import org.jspecify.annotations.NullMarked;
