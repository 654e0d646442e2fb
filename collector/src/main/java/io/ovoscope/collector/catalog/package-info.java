/** What every copy of the collector knows of the runs: their manifests and probe sets, read whole. */
@NullMarked
package io.ovoscope.collector.catalog;

import org.jspecify.annotations.NullMarked;
