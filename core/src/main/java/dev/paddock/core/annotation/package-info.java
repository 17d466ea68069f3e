// SPDX-License-Identifier: Apache-2.0
/** Annotations that steer a delivery: which there are, where they stand, what they may say (api.md 7.4). */
@NullMarked
package dev.paddock.core.annotation;

import org.jspecify.annotations.NullMarked;
