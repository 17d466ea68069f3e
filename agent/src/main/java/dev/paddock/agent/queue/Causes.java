// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.queue;

/** A failure in one line: what was tried, and what stood in the way at the bottom of it. */
public final class Causes {

    private static final int DEEPEST = 20;

    private Causes() {}

    public static String text(Throwable failure) {
        Throwable root = failure;
        for (int depth = 0; depth < DEEPEST && root.getCause() != null; depth++) {
            root = root.getCause();
        }
        String head = line(failure);
        String cause = line(root);
        return head.contains(cause) ? head : head + " Cause: " + cause;
    }

    private static String line(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }
}
