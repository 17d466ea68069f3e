// SPDX-License-Identifier: Apache-2.0
/** Which revision a profile's spec is, which one a deployment gets, and what differs between two. */
@NullMarked
package dev.paddock.core.revision;

import org.jspecify.annotations.NullMarked;
