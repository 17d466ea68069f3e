// SPDX-License-Identifier: Apache-2.0
/** Lets a test stop the hub between two steps, as a crash would. Does nothing unless asked to on the command line. */
@org.jspecify.annotations.NullMarked
package dev.paddock.hub.failpoint;
