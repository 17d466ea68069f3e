// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.revision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.api.mural.WorkloadProfileSpec.RevisionBump;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileVersionTest {

    @ParameterizedTest(name = "after {0}, counted {1}, bump {2}: {3}")
    @CsvSource({
        ",       BASIC,    ,      v0",
        ",       BASIC,    MAJOR, v0",
        "v0,     BASIC,    ,      v1",
        "v9,     BASIC,    MINOR, v10",
        ",       SEMANTIC, ,      v0.0.1",
        ",       SEMANTIC, MINOR, v0.1.0",
        ",       SEMANTIC, MAJOR, v1.0.0",
        "v0.0.1, SEMANTIC, ,      v0.0.2",
        "v1.2.3, SEMANTIC, MINOR, v1.3.0",
        "v1.2.3, SEMANTIC, MAJOR, v2.0.0",
        "v3,     SEMANTIC, ,      v3.0.1",
        "v3,     SEMANTIC, MAJOR, v4.0.0",
        "v1.2.3, BASIC,    ,      v2",
    })
    void theNextVersionRises(
            @Nullable String newest, VersioningType type, @Nullable RevisionBump bump, String expected) {
        Optional<ProfileVersion> before = Optional.ofNullable(newest).flatMap(ProfileVersion::parse);

        ProfileVersion next = ProfileVersion.after(before, type, bump);

        assertThat(next).hasToString(expected);
        before.ifPresent(last -> assertThat(next).isGreaterThan(last));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3", "v", "v1.2", "V1", "v1.2.3.4", "v-1", "v99999999999"})
    void whatIsNoVersionIsNotRead(String text) {
        assertThat(ProfileVersion.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v0", "v12", "v0.0.1", "v10.20.30"})
    void aVersionReadsAsItIsWritten(String text) {
        assertThat(ProfileVersion.parse(text).orElseThrow()).hasToString(text);
    }

    @Test
    void aSettingThatIsNotUnderstoodIsNoWayOfCounting() {
        assertThat(VersioningType.of(Optional.empty())).contains(VersioningType.BASIC);
        assertThat(VersioningType.of(Optional.of("Semantic"))).contains(VersioningType.SEMANTIC);
        assertThat(VersioningType.of(Optional.of("calendar"))).isEmpty();
    }
}
