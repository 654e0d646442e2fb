/** {@code ovoscope demo}: broker, collector and training as three processes, watched from a fourth that the user sees. */
@NullMarked
package io.ovoscope.launcher.demo;

import org.jspecify.annotations.NullMarked;
