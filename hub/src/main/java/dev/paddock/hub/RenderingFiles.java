// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.core.render.RenderedClass;
import dev.paddock.embedded.EmbeddedException;
import dev.paddock.embedded.Home;
import dev.paddock.hub.rendering.KeptRenderings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file for each delivery under way, whole or absent, readable by its owner only. A full disk or a file that cannot be read costs a
 * rendering and is logged.
 */
public final class RenderingFiles implements KeptRenderings {
    private static final Logger LOG = LoggerFactory.getLogger(RenderingFiles.class);

    /** Raised when what is written can no longer be read as it was. */
    private static final int FORMAT = 1;

    private final Home home;
    private final Path directory;
    private final ObjectMapper json = new ObjectMapper();

    private record Kept(int format, String from, List<RenderedClass> classes) {}

    /** @param home the hub's state directory */
    public RenderingFiles(Home home) {
        this.home = home;
        this.directory = home.hub().resolve("renderings");
    }

    @Override
    public Optional<List<RenderedClass>> find(String deployment, String from) {
        try {
            Optional<String> text = home.read(file(deployment));
            if (text.isEmpty()) {
                return Optional.empty();
            }
            Kept kept = json.readValue(text.get(), Kept.class);
            return kept.format() == FORMAT && kept.from().equals(from) ? Optional.of(kept.classes()) : Optional.empty();
        } catch (JsonProcessingException | EmbeddedException e) {
            LOG.warn("kept rendering cannot be read and is made anew deployment={}", deployment, e);
            return Optional.empty();
        }
    }

    @Override
    public void keep(String deployment, String from, List<RenderedClass> classes) {
        if (classes.stream().anyMatch(rendered -> !rendered.rendering().errors().isEmpty())) {
            drop(deployment);
            return;
        }
        try {
            String text = json.writeValueAsString(new Kept(FORMAT, from, classes));
            // A number may have more digits than it is read back with: then another rendering is what gives the same
            // bytes.
            if (json.writeValueAsString(json.readValue(text, Kept.class)).equals(text)) {
                home.write(file(deployment), text);
            } else {
                drop(deployment);
            }
        } catch (JsonProcessingException | EmbeddedException e) {
            LOG.warn("rendering cannot be kept deployment={}", deployment, e);
        }
    }

    @Override
    public void drop(String deployment) {
        try {
            home.deleteFile(file(deployment));
        } catch (EmbeddedException e) {
            LOG.warn("kept rendering cannot be removed deployment={}", deployment, e);
        }
    }

    private Path file(String deployment) {
        return directory.resolve(deployment + ".json");
    }
}
