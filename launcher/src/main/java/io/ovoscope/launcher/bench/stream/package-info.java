/** How fast snapshots go from an agent through the broker to a collector: `ovoscope bench stream`. */
@NullMarked
package io.ovoscope.launcher.bench.stream;

import org.jspecify.annotations.NullMarked;
