/** Curves as files: those made elsewhere come in as runs, and runs go out. */
@NullMarked
package io.ovoscope.launcher.exchange;

import org.jspecify.annotations.NullMarked;
