/** A run's findings in the terminal, and as one JSON document. */
@NullMarked
package io.ovoscope.launcher.findings;

import org.jspecify.annotations.NullMarked;
