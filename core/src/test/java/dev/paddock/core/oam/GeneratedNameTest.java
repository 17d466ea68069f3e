// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.oam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.core.render.Yaml;
import org.junit.jupiter.api.Test;

class GeneratedNameTest {

    /** The hash is what KubeVela's own code gives for this object. */
    @Test
    void anObjectWithoutANameGetsTheNameThatKubeVelaGivesIt() {
        String object = """
                apiVersion: v1
                kind: Service
                metadata: {labels: {a: b}}
                spec: {ports: [{port: 80, f: 1.5, n: null, t: true}]}
                """;
        assertThat(GeneratedName.of("web", "Expose", Yaml.object(object))).isEqualTo("web-expose-c4c66f8f6");
    }
}
