// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class HtpasswdTest {
    @Test
    void aLineAdmitsItsPasswordAndNoOther() {
        String line = Htpasswd.line("paddock", "secret", new SecureRandom());
        assertThat(line).startsWith("paddock:$2y$");
        assertThat(Htpasswd.admits(line, "paddock", "secret")).isTrue();
        assertThat(Htpasswd.admits(line, "paddock", "guess")).isFalse();
        assertThat(Htpasswd.admits(line, "someone", "secret")).isFalse();
    }
}
