// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.process;

/**
 * Names one process for ever: a pid is reused, a pid with its start time in clock ticks since boot is not, and the boot
 * id tells one boot from the next.
 */
public record ProcessIdentity(long pid, long startTicks, String bootId) {}
