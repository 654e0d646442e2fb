/** What a command draws in the terminal: a progress display redrawn in place, and aligned tables. */
@NullMarked
package io.ovoscope.launcher.terminal;

import org.jspecify.annotations.NullMarked;
