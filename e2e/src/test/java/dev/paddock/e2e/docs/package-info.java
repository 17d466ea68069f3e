// SPDX-License-Identifier: Apache-2.0
/** Documentation is run as it stands: what a reader is told to type is typed here. */
@NullMarked
package dev.paddock.e2e.docs;

import org.jspecify.annotations.NullMarked;
