/** The child JVMs of one command: started, listened to, and ended together. */
@NullMarked
package io.ovoscope.launcher.process;

import org.jspecify.annotations.NullMarked;
