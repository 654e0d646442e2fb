/** Tests of the demonstration as a whole. */
@NullMarked
package io.ovoscope.demo;

import org.jspecify.annotations.NullMarked;
