// SPDX-License-Identifier: Apache-2.0
/** The kinds of {@code palette.ai/v1alpha1}: tenancy, infrastructure and platforms. */
@NullMarked
package dev.paddock.api.palette;

import org.jspecify.annotations.NullMarked;
