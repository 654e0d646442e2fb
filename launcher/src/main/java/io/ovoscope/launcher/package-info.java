/** The command line {@code ovoscope}: one class for each command, and the processes they are made of. */
@NullMarked
package io.ovoscope.launcher;

import org.jspecify.annotations.NullMarked;
