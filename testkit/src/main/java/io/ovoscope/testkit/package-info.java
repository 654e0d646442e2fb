/** Real servers that the tests of several modules start. */
@NullMarked
package io.ovoscope.testkit;

import org.jspecify.annotations.NullMarked;
