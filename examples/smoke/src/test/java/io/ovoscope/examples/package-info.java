/** Starts the examples. */
@NullMarked
package io.ovoscope.examples;

import org.jspecify.annotations.NullMarked;
