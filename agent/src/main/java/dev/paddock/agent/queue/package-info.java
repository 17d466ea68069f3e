// SPDX-License-Identifier: Apache-2.0
/** Work by key: one run at a time per key, repeats with back-off and jitter. */
@org.jspecify.annotations.NullMarked
package dev.paddock.agent.queue;
