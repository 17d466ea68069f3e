// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.api.mural.WorkloadSpec.DefinitionHealth;
import dev.paddock.api.mural.WorkloadTemplate;
import dev.paddock.core.definition.ClusterReads;
import dev.paddock.core.fault.FieldError;
import dev.paddock.core.render.RenderedClass;
import dev.paddock.core.render.RenderedObject;
import dev.paddock.core.render.Rendering;
import dev.paddock.core.workload.SystemOutput;
import dev.paddock.embedded.Home;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenderingFilesTest {
    @TempDir
    Path folder;

    private RenderingFiles kept;

    @BeforeEach
    void open() {
        kept = new RenderingFiles(new Home(folder));
    }

    @Test
    void whatIsKeptIsFoundAsItWasByTheNextHubAndByNobodyElse() throws IOException {
        List<RenderedClass> classes = List.of(rendered(object().put("replicas", 3)));
        kept.keep("uid-1", "sha256:a", classes);

        RenderingFiles next = new RenderingFiles(new Home(folder));

        assertThat(next.find("uid-1", "sha256:a")).contains(classes);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void otherInputsFindNothing() {
        kept.keep("uid-1", "sha256:a", List.of(rendered(object())));

        assertThat(kept.find("uid-1", "sha256:b")).isEmpty();
        assertThat(kept.find("uid-2", "sha256:a")).isEmpty();
    }

    @Test
    void whatIsDroppedIsGone() {
        kept.keep("uid-1", "sha256:a", List.of(rendered(object())));
        kept.drop("uid-1");
        kept.drop("uid-1");

        assertThat(kept.find("uid-1", "sha256:a")).isEmpty();
    }

    @Test
    void aRenderingThatFailedIsTriedAgain() {
        kept.keep("uid-1", "sha256:a", List.of(rendered(object())));
        RenderedClass failed = new RenderedClass(
                "0123456789",
                List.of("one"),
                new Rendering(
                        List.of(),
                        template(),
                        Set.of(),
                        Set.of(),
                        List.of(),
                        List.of(FieldError.required("spec", "it")),
                        List.of()));
        kept.keep("uid-1", "sha256:a", List.of(failed));

        assertThat(kept.find("uid-1", "sha256:a")).isEmpty();
    }

    @Test
    void aFileThatCannotBeReadCostsARenderingAndNoMore() throws IOException {
        kept.keep("uid-1", "sha256:a", List.of(rendered(object())));
        Files.writeString(file(), "{\"format\": 1, \"from\": ");

        assertThat(kept.find("uid-1", "sha256:a")).isEmpty();
    }

    @Test
    void aNumberThatWouldBeReadBackOtherwiseIsNotKept() {
        ObjectNode precise = object();
        precise.set("value", DecimalNode.valueOf(new BigDecimal("0.12345678901234567890123")));
        kept.keep("uid-1", "sha256:a", List.of(rendered(precise)));

        assertThat(kept.find("uid-1", "sha256:a")).isEmpty();
    }

    private Path file() {
        return folder.resolve("hub/renderings/uid-1.json");
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode().put("apiVersion", "v1").put("kind", "ConfigMap");
    }

    private static RenderedClass rendered(ObjectNode object) {
        return new RenderedClass(
                "0123456789",
                List.of("one", "two"),
                new Rendering(
                        List.of(new RenderedObject("web", 10, "spec.workload.components[0]", true, object)),
                        template(),
                        Set.of(SystemOutput.CLUSTER_NAME),
                        Set.of(ClusterReads.Input.VERSION_MINOR),
                        List.of(new DefinitionHealth("web", null, List.of(), "isHealth: true", null, Map.of("a", 1))),
                        List.of(),
                        List.of("spec.x: unknown")));
    }

    private static WorkloadTemplate template() {
        return new WorkloadTemplate(null, List.of(), List.of(), List.of());
    }
}
