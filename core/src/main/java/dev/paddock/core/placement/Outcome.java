// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.placement;

import java.util.function.Function;

/** What a scheduling step gave: a value, or the fault in the Placement that forbids one. */
sealed interface Outcome<T> {

    /** Continues with the value, or keeps the first fault. */
    <R> Outcome<R> then(Function<T, Outcome<R>> next);

    record Ok<T>(T value) implements Outcome<T> {
        @Override
        public <R> Outcome<R> then(Function<T, Outcome<R>> next) {
            return next.apply(value);
        }
    }

    /** The plugin name is part of the condition's message, and empty where upstream names none. */
    record Misconfigured<T>(String plugin, String message) implements Outcome<T> {
        @Override
        public <R> Outcome<R> then(Function<T, Outcome<R>> next) {
            return new Misconfigured<>(plugin, message);
        }
    }
}
