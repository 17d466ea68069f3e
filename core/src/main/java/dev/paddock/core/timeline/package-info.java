// SPDX-License-Identifier: Apache-2.0
/** The steps of provisioning and deletion as they appear in {@code status.timeline}. Knows no kind. */
@org.jspecify.annotations.NullMarked
package dev.paddock.core.timeline;
