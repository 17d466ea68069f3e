// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".deploy.project-a.mlflow.def.server.trackingURL",
                ".deploy.project-a.mlflow.def.server.gateway.url",
                ".deploy.project-a.mlflow.obj.url",
                ".deploy.project-a.mlflow.cluster.spoke-1.obj.url"
            })
    void aPathIsWrittenAsItWasRead(String text) {
        assertThat(OutputPath.parse(text))
                .hasValueSatisfying(path -> assertThat(path)
                        .hasToString(text)
                        .extracting(OutputPath::source)
                        .isEqualTo(new DeploymentName("project-a", "mlflow")));
    }

    @Test
    void theClusterIsNoPartOfTheOutput() {
        OutputPath path = OutputPath.parse(".deploy.project-a.mlflow.cluster.spoke-1.obj.url")
                .orElseThrow();

        assertThat(path.cluster()).isEqualTo(Optional.of("spoke-1"));
        assertThat(path.names()).isEqualTo(List.of("obj", "url"));
        assertThat(path.output()).isEqualTo("obj.url");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".deploy",
                ".deploy.project-a.mlflow",
                ".deploy.project-a.mlflow.obj",
                ".deploy.project-a.mlflow.obj.",
                ".deploy.project-a.mlflow.obj.url.more",
                ".deploy.project-a.mlflow.def.server",
                ".deploy.project-a.mlflow.def.server.a.b.c",
                ".deploy.project-a.mlflow.outputs.server.url",
                ".deploy..mlflow.obj.url",
                ".deploy.project-a.mlflow.cluster..obj.url",
                "deploy.project-a.mlflow.obj.url"
            })
    void anythingElseIsNoPath(String text) {
        assertThat(OutputPath.parse(text)).isEmpty();
    }
}
