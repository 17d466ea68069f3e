// SPDX-License-Identifier: Apache-2.0
/** The fixed vocabulary of the API: condition types, reasons, timeline steps, labels, annotations and finalizers. */
@NullMarked
package dev.paddock.api.meta;

import org.jspecify.annotations.NullMarked;
