// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.local;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.paddock.embedded.EmbeddedException;
import dev.paddock.embedded.Home;
import dev.paddock.embedded.NodeKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What {@code up} was last asked for, kept in {@code fleet.json}.
 *
 * @param gpus of each spoke, by family
 * @param nodes of each spoke that is yet to be made; one that is there keeps the kind it has
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record FleetRequest(int spokes, Map<String, Integer> gpus, NodeKind nodes) {
    /** What {@code paddock up} does when nothing was ever asked for. */
    static final FleetRequest DEFAULT = new FleetRequest(2, Map.of("NVIDIA-A100", 8));

    private static final String SPOKE = "spoke-";

    FleetRequest {
        gpus = gpus == null ? Map.of() : Map.copyOf(gpus);
        nodes = nodes == null ? NodeKind.SIMULATED : nodes;
    }

    FleetRequest(int spokes, Map<String, Integer> gpus) {
        this(spokes, gpus, NodeKind.SIMULATED);
    }

    List<String> spokeNames() {
        return IntStream.rangeClosed(1, spokes)
                .mapToObj(number -> SPOKE + number)
                .toList();
    }

    static Optional<FleetRequest> read(Home home) {
        return home.read(file(home)).map(text -> {
            try {
                return JsonMapper.builder().build().readValue(text, FleetRequest.class);
            } catch (JsonProcessingException e) {
                throw new EmbeddedException(
                        "%s is damaged: %s. Run paddock up with --spokes and --gpus to replace it."
                                .formatted(file(home), e.getOriginalMessage()),
                        e);
            }
        });
    }

    void write(Home home) {
        try {
            home.writeIfChanged(
                    file(home),
                    JsonMapper.builder()
                            .build()
                            .writerWithDefaultPrettyPrinter()
                            .writeValueAsString(this));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a fleet request is plain data", e);
        }
    }

    private static Path file(Home home) {
        return home.root().resolve("fleet.json");
    }
}
