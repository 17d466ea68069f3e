// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.quota;

/** A level together with the limits it has at the moment of the decision. */
public record Level(LevelKey key, GpuLimits limits) {}
