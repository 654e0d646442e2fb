/** Tests of a finding's words. */
@NullMarked
package io.ovoscope.collector.finding;

import org.jspecify.annotations.NullMarked;
