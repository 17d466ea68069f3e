// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.health;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.paddock.api.mural.WorkloadSpec;
import dev.paddock.api.mural.WorkloadSpec.DefinitionHealth;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Workload that travels inside an artifact: what the cluster must know of it also while the hub is away. */
public final class ControlFile {

    public static final String FOLDER = "control";

    private static final String PATH = "control/workload.yaml";
    private static final Logger log = LoggerFactory.getLogger(ControlFile.class);
    private static final ObjectMapper YAML =
            new ObjectMapper(new YAMLFactory()).disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private ControlFile() {}

    /** Empty also where there is none, or one that a newer hub wrote in words unknown here: then the rules of the kinds hold. */
    public static List<DefinitionHealth> health(Map<String, String> files) {
        String text = files.get(PATH);
        if (text == null) {
            return List.of();
        }
        try {
            JsonNode spec = YAML.readTree(text).path("spec");
            return spec.isObject() ? YAML.treeToValue(spec, WorkloadSpec.class).health() : List.of();
        } catch (IOException unreadable) {
            log.atWarn()
                    .addKeyValue("file", PATH)
                    .log(
                            "not understood, passed over: {}",
                            unreadable.getClass().getSimpleName());
            return List.of();
        }
    }
}
