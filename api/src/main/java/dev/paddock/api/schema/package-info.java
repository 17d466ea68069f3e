// SPDX-License-Identifier: Apache-2.0
/** Annotations that say what the CRD generator cannot express: list keys, sets and free-form values. */
@NullMarked
package dev.paddock.api.schema;

import org.jspecify.annotations.NullMarked;
