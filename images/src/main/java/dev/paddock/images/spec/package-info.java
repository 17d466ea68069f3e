// SPDX-License-Identifier: Apache-2.0
/** What an {@code image.yaml} says, and everything that can be wrong with it before anything is fetched. */
@NullMarked
package dev.paddock.images.spec;

import org.jspecify.annotations.NullMarked;
