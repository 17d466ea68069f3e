// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.workload;

/** One key of a Secret in the deployment's own namespace on the hub. Names a value and never holds it. */
public record SecretKey(String name, String key) {}
