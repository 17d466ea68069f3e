// SPDX-License-Identifier: Apache-2.0
package dev.paddock.images.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.images.spec.ImageSpec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PythonLockTest {
    private static final ImageSpec.Python WANTED =
            new ImageSpec.Python(List.of("b==2", "a==1"), Optional.of("requirements.lock"));

    /** As pip writes it; 23.0 has {@code hash} where later ones have {@code hashes}. */
    private static final String REPORT = """
            {"install": [
              {"metadata": {"name": "b", "version": "2"}, "download_info": {"archive_info": {"hashes": {"sha256": "beef"}}}},
              {"metadata": {"name": "a", "version": "1"}, "download_info": {"archive_info": {"hash": "sha256=cafe"}}}]}
            """;

    @Test
    void whatPipResolvedIsPinnedByHash() {
        String text = PythonLock.write(WANTED, REPORT);

        assertThat(PythonLock.read("requirements.lock", text, WANTED).lines())
                .containsExactly("a==1 --hash=sha256:cafe", "b==2 --hash=sha256:beef");
    }

    @Test
    void aLockForOtherRequirementsIsRefusedAndTheirOrderIsNoDifference() {
        String text = PythonLock.write(WANTED, REPORT);
        ImageSpec.Python reordered = new ImageSpec.Python(List.of("a==1", "b==2"), Optional.empty());
        ImageSpec.Python other = new ImageSpec.Python(List.of("a==1"), Optional.empty());

        assertThat(PythonLock.read("x", text, reordered).lines()).hasSize(2);
        assertThatThrownBy(() -> PythonLock.read("x", text, other))
                .isInstanceOf(ImageException.class)
                .hasMessage(
                        "spec.python.lock: Invalid value: \"x\": was made for other requirements than spec.python has");
    }
}
