// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CliReferenceTest {
    private final String page = new CliReference(new CapturedTerminal().terminal()).text();

    @Test
    void theCheckedInPageIsWhatTheCommandsSay() throws IOException {
        Path checkedIn = Path.of(System.getProperty("paddock.root"), "docs", "reference", "cli.md");

        assertThat(Files.readString(checkedIn))
                .as("docs/reference/cli.md is not what the commands say; run \"make docs\" and commit the result")
                .isEqualTo(page);
    }

    @ParameterizedTest
    @EnumSource(Verb.class)
    void everyVerbHasASection(Verb verb) {
        assertThat(page).contains("\n### paddock " + verb.word + "\n");
    }

    @Test
    void verbsBelowVerbsRequiredOptionsAndDefaultsAreShown() {
        assertThat(page)
                .contains("\n### paddock cluster release\n")
                .contains("paddock cluster join --kubeconfig FILE [OPTIONS] NAME")
                .contains("Give up after this long, as in 90s (5m).")
                .contains("| 4 | the API server refused: invalid, forbidden or in conflict |")
                .doesNotContain("${");
    }
}
