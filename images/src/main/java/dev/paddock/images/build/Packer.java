// SPDX-License-Identifier: Apache-2.0
package dev.paddock.images.build;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.core.artifact.Digest;
import dev.paddock.embedded.Home;
import dev.paddock.images.spec.ImageSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Layers and configuration into an OCI layout, by {@code umoci}; with nothing in it that depends on when that was. */
record Packer(Home files, ToolRunner tools, Machine machine, long epoch) {
    /** What was packed. */
    record Layer(Path archive, String summary) {}

    /** What the image would be packed from; a layer that was made anew counts as another one. */
    LayerKey key(ImageSpec spec, List<Layer> layers) {
        List<String> parts = new ArrayList<>(configure(spec.name() + ":" + spec.tag(), spec));
        for (Layer layer : layers) {
            parts.addAll(addLayer(spec.name(), layer));
            try {
                parts.add(Files.getLastModifiedTime(layer.archive()) + " " + Files.size(layer.archive()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return LayerKey.of("image", parts);
    }

    void pack(Path layout, ImageSpec spec, List<Layer> layers) {
        String image = layout + ":" + spec.tag();
        files.directoryOf(layout);
        umoci(layout, List.of("init", "--layout", layout.toString()));
        umoci(layout, List.of("new", "--image", image));
        layers.forEach(layer -> umoci(layout, addLayer(image, layer)));
        umoci(layout, configure(image, spec));
        // Every step above leaves the manifest of the one before it behind.
        umoci(layout, List.of("gc", "--layout", layout.toString()));
    }

    List<String> addLayer(String image, Layer layer) {
        return List.of(
                "raw",
                "add-layer",
                "--image",
                image,
                "--history.created=" + created(),
                "--history.created_by=paddock image build: " + layer.summary(),
                layer.archive().toString());
    }

    List<String> configure(String image, ImageSpec spec) {
        List<String> command = new ArrayList<>(List.of(
                "config", "--image", image, "--no-history", "--created=" + created(), "--config.user=" + spec.user()));
        ImageSpec.RunConfig run = spec.run();
        if (spec.python().isPresent() && !run.env().containsKey("PATH")) {
            command.add("--config.env=PATH=" + PythonLayer.VENV + "/bin:/usr/local/bin:/usr/bin:/bin");
        }
        run.env().forEach((name, value) -> command.add("--config.env=" + name + "=" + value));
        run.workingDir().ifPresent(directory -> command.add("--config.workingdir=" + directory));
        run.entrypoint().forEach(word -> command.add("--config.entrypoint=" + word));
        run.cmd().forEach(word -> command.add("--config.cmd=" + word));
        run.ports().forEach(port -> command.add("--config.exposedports=" + port + "/tcp"));
        run.labels().forEach((name, value) -> command.add("--config.label=" + name + "=" + value));
        return command;
    }

    /** Of the image's manifest in a layout. */
    static Digest digest(Path layout, String tag) {
        try {
            JsonNode index = new ObjectMapper().readTree(Files.readString(layout.resolve("index.json")));
            for (JsonNode manifest : index.path("manifests")) {
                if (manifest.path("annotations")
                        .path("org.opencontainers.image.ref.name")
                        .asText()
                        .equals(tag)) {
                    return new Digest(manifest.path("digest").asText());
                }
            }
        } catch (IOException e) {
            throw new ImageException(ImageException.Kind.TOOL, "umoci left no readable index in " + layout, null, e);
        }
        throw new ImageException(ImageException.Kind.TOOL, "umoci left no image " + tag + " in " + layout, null);
    }

    private String created() {
        return Instant.ofEpochSecond(epoch).toString();
    }

    private void umoci(Path layout, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("umoci"));
        command.addAll(arguments);
        tools.run(new ToolRunner.Tool("umoci", command, machine.base(epoch), files.directoryOf(layout)));
    }
}
