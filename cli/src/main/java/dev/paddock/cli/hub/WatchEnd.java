// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.hub;

/** Why a watch is over. */
public enum WatchEnd {
    /** The event that was waited for came. */
    SATISFIED,
    /** The server closed the watch, as it does every so often; watching again goes on. */
    CLOSED,
    TIMED_OUT
}
