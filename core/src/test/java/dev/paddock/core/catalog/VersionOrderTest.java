// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class VersionOrderTest {
    @Test
    void newestFirstByNumbersNotByText() {
        List<String> versions = Arrays.asList("7.9.2", "7.14.5", "7.14", "v2", "7.14.5-rc1", "10.0", "7.14.5+b2");
        versions.sort(VersionOrder.NEWEST_FIRST);

        assertThat(versions).containsExactly("10.0", "7.14.5-rc1", "7.14.5+b2", "7.14.5", "7.14", "7.9.2", "v2");
    }
}
