// SPDX-License-Identifier: Apache-2.0
/** Which of several hub processes leads. */
@org.jspecify.annotations.NullMarked
package dev.paddock.hub.lead;
