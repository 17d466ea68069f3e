// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.api.mural.WorkloadProfile;
import dev.paddock.api.palette.ClusterProfile;
import dev.paddock.core.golden.GoldenFolders;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class CatalogGoldenTest {
    @TestFactory
    Stream<DynamicTest> everyFolderGivesItsCatalog() {
        return new GoldenFolders("catalog")
                .cases().stream()
                        .map(folder -> DynamicTest.dynamicTest(
                                folder.getFileName().toString(),
                                () -> GoldenFolders.check(folder, "out-catalog.txt", catalog(folder))));
    }

    private static String catalog(Path folder) {
        List<JsonNode> inputs = GoldenFolders.inputs(folder);
        Catalog catalog = Catalog.of(
                GoldenFolders.all(inputs, WorkloadProfile.class), GoldenFolders.all(inputs, ClusterProfile.class));
        StringBuilder text = new StringBuilder();
        for (Offer offer : catalog.offers()) {
            text.append("offer %s %s from %s%n"
                    .formatted(
                            offer.platform(),
                            offer.version(),
                            offer.workloadProfile().path()));
            offer.clusterProfiles()
                    .forEach(choice -> text.append("  new cluster with %s (%s %s)%n"
                            .formatted(choice.profile().path(), choice.cloud(), choice.version())));
            offer.notes().forEach(note -> text.append("  note: ").append(note).append('\n'));
        }
        for (NotOffered not : catalog.notOffered()) {
            text.append("not offered: %s: %s%n  %s%n".formatted(not.profile(), not.reason(), not.remedy()));
        }
        return text.toString();
    }
}
