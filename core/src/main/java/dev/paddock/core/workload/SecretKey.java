// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.workload;

/** One key of a Secret on the hub, in the namespace of whoever names it. Names a value and never holds it. */
public record SecretKey(String namespace, String name, String key) {}
