// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.apply;

/** How an object asks to be applied. */
public enum ApplyMode {
    /** What we say holds, and what people added by hand goes. */
    OVERRIDE,
    /** What we say holds, and what anybody else set goes; what holds the object and whose it is stays. */
    REPLACE,
    /** What we say holds; what people added by hand stays. */
    MERGE,
    /** Made when it is not there, and left alone when it is. */
    IF_NOT_PRESENT,
    /** Not touched at all. */
    IGNORE
}
