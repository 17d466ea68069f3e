// SPDX-License-Identifier: Apache-2.0
/** {@code paddock plan}, and applying what was planned and nothing else. */
@org.jspecify.annotations.NullMarked
package dev.paddock.cli.plan;
