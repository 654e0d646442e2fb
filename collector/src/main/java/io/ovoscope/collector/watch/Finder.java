package io.ovoscope.collector.watch;

import io.ovoscope.wire.Finding;
import java.util.List;

/**
 * Finds one kind of thing in the curves of a run. What it finds is a function of the curves alone, in a fixed order; what it
 * remembers from one call to the next only saves time.
 */
interface Finder {
    List<Finding> in(RunCurves curves);
}
