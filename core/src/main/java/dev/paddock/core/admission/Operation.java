// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.admission;

/** What a request does to an object. */
public enum Operation {
    CREATE,
    UPDATE,
    DELETE
}
