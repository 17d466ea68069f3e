// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;

class CausesTest {

    @Test
    void names_what_was_tried_and_what_stood_in_the_way() {
        Exception failure = new IllegalStateException("cannot list", new IOException(new ConnectException("refused")));

        assertThat(Causes.text(failure)).isEqualTo("cannot list Cause: refused");
    }

    @Test
    void says_nothing_twice() {
        assertThat(Causes.text(new IllegalStateException("no such kind"))).isEqualTo("no such kind");
        assertThat(Causes.text(new IllegalStateException("pull: reset", new IOException("reset"))))
                .isEqualTo("pull: reset");
        assertThat(Causes.text(new ConnectException())).isEqualTo("ConnectException");
    }
}
