// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads the objects of a manifest (YAML of any number of documents, or JSON) and says what is wrong with each. */
public final class ManifestReader {
    private ManifestReader() {}

    /** The objects that can be read, and every finding; with findings nothing should be sent to a server. */
    public record Contents(List<Manifest> manifests, List<Finding> findings) {
        public Contents {
            manifests = List.copyOf(manifests);
            findings = List.copyOf(findings);
        }
    }

    public static Contents read(Source source) {
        List<Manifest> manifests = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        LoadSettings settings = LoadSettings.builder()
                .setLabel(source.name())
                .setUseMarks(true)
                .setCodePointLimit(Source.MAX_BYTES)
                .build();
        try {
            Iterator<Event> events =
                    new Parse(settings).parseString(source.text()).iterator();
            while (events.hasNext()) {
                Event event = events.next();
                if (event.getEventId() == Event.ID.DocumentStart) {
                    document(source.name(), events, manifests, findings);
                }
            }
        } catch (MalformedManifestException malformed) {
            findings.add(malformed.finding());
        } catch (MarkedYamlEngineException syntax) {
            findings.add(new Finding(
                    YamlTree.position(source.name(), syntax.getProblemMark()),
                    null,
                    "not valid YAML: " + syntax.getProblem()));
        } catch (YamlEngineException syntax) {
            findings.add(
                    new Finding(new Position(source.name(), 1, 1), null, "not valid YAML: " + syntax.getMessage()));
        }
        return new Contents(manifests, findings);
    }

    private static void document(
            String file, Iterator<Event> events, List<Manifest> manifests, List<Finding> findings) {
        YamlTree tree = new YamlTree(file, events);
        Event first = events.next();
        JsonNode node = tree.read(first);
        findings.addAll(tree.findings());
        Position start = tree.position(first);
        if (node.isNull()) {
            return;
        }
        if (!(node instanceof ObjectNode object)) {
            findings.add(new Finding(start, null, "a document must be an object with apiVersion and kind"));
            return;
        }
        for (Manifest manifest : unpack(new Manifest(object, start, tree.positions()))) {
            manifests.add(manifest);
            findings.addAll(ManifestRules.check(manifest));
        }
    }

    /** A Kubernetes {@code List} is its items: that is what {@code get -o yaml} prints of several objects. */
    private static List<Manifest> unpack(Manifest manifest) {
        JsonNode items = manifest.object().path("items");
        if (!manifest.apiVersion().equals("v1") || !manifest.kind().equals("List") || !items.isArray()) {
            return List.of(manifest);
        }
        List<Manifest> unpacked = new ArrayList<>();
        for (int index = 0; index < items.size(); index++) {
            String item = FieldPath.item("items", index);
            if (items.get(index) instanceof ObjectNode object) {
                unpacked.add(new Manifest(object, manifest.at(item), below(item, manifest.positions())));
            }
        }
        return unpacked;
    }

    private static Map<String, Position> below(String prefix, Map<String, Position> positions) {
        Map<String, Position> own = new HashMap<>();
        positions.forEach((path, position) -> {
            if (path.startsWith(prefix + ".")) {
                own.put(path.substring(prefix.length() + 1), position);
            }
        });
        return own;
    }
}
