// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.definitions;

import dev.paddock.cli.Terminal;
import dev.paddock.cli.manifest.Finding;
import dev.paddock.cli.manifest.Manifest;
import dev.paddock.cli.manifest.ManifestReader;
import dev.paddock.cli.manifest.Source;
import dev.paddock.core.definition.DefinitionReader;
import java.util.ArrayList;
import java.util.List;

/**
 * Every object of the files named, and what could not be read.
 *
 * @param objects definitions and others, in the order of the files
 */
public record DefinitionFiles(List<SourcedDefinition> objects, List<Finding> unreadable) {

    public DefinitionFiles {
        objects = List.copyOf(objects);
        unreadable = List.copyOf(unreadable);
    }

    /** @param names files, directories, or {@code -} for standard input */
    public static DefinitionFiles read(List<String> names, Terminal terminal) {
        List<SourcedDefinition> objects = new ArrayList<>();
        List<Finding> unreadable = new ArrayList<>();
        for (Source source : Source.of(names, terminal)) {
            ManifestReader.Contents contents = ManifestReader.read(source);
            contents.manifests().forEach(manifest -> objects.add(new SourcedDefinition(source, manifest)));
            unreadable.addAll(contents.findings());
        }
        return new DefinitionFiles(objects, unreadable);
    }

    List<SourcedDefinition> definitions() {
        return objects.stream()
                .filter(each -> DefinitionReader.isDefinition(each.manifest().object()))
                .toList();
    }

    List<Manifest> others() {
        return objects.stream()
                .map(SourcedDefinition::manifest)
                .filter(each -> !DefinitionReader.isDefinition(each.object()))
                .toList();
    }
}
