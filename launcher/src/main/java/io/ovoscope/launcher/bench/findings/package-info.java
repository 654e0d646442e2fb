/** `ovoscope bench findings`: how often findings are right, on simulated runs whose truth is known and on plateaus of real ones. */
@NullMarked
package io.ovoscope.launcher.bench.findings;

import org.jspecify.annotations.NullMarked;
