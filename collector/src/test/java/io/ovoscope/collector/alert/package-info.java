/** Tests of alerts: what is told, when, and that an outage loses none. */
@NullMarked
package io.ovoscope.collector.alert;

import org.jspecify.annotations.NullMarked;
