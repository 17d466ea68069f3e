// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.flux;

/** The folder of an artifact does not give objects that can be applied. */
final class BuildException extends Exception {

    BuildException(String message) {
        super(message);
    }

    BuildException(String message, Throwable cause) {
        super(message, cause);
    }
}
