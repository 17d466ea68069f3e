// SPDX-License-Identifier: Apache-2.0
package dev.paddock.bench;

/**
 * One measured thing.
 *
 * @param name what was measured
 * @param value what came out
 * @param target what it was meant to be, empty where nothing is promised
 */
record Figure(String name, String value, String target) {}
