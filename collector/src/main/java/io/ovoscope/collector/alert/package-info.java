/** Tells people of findings: through Alertmanager, a webhook and the log, losing nothing while one of them is away. */
@NullMarked
package io.ovoscope.collector.alert;

import org.jspecify.annotations.NullMarked;
