// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli;

/** A failure of a lower layer that knows how to be told to a person. */
public interface Tellable {
    CliException told();
}
