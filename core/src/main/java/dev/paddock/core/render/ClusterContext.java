// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.paddock.core.definition.ClusterReads;
import dev.paddock.core.oam.RenderSettings;
import dev.paddock.core.workload.SystemOutput;
import dev.paddock.core.workload.SystemOutputs;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What templates see of the cluster they are rendered for, from what macros see of it. */
final class ClusterContext {

    private static final Pattern VERSION = Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4}).*");

    private ClusterContext() {}

    static RenderSettings settings(RenderRequest request, SystemOutputs outputs) {
        String revision = request.revision().isEmpty() ? "" : request.deployment() + "-" + request.revision();
        return new RenderSettings(revision, text(outputs, SystemOutput.CLUSTER_NAME), version(outputs));
    }

    /** The value of one input on the cluster whose outputs these are. */
    static JsonNode value(ClusterReads.Input input, SystemOutputs outputs) {
        RenderSettings.ClusterVersion version = version(outputs);
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (input) {
            case CLUSTER -> json.textNode(text(outputs, SystemOutput.CLUSTER_NAME));
            case VERSION, VERSION_GIT -> json.textNode(version.gitVersion());
            case VERSION_MAJOR -> json.textNode(version.major());
            case VERSION_MINOR -> json.numberNode(version.minor());
            case VERSION_PLATFORM -> json.textNode("");
            case RELEASES -> outputs.installsReleases() ? json.booleanNode(true) : json.missingNode();
        };
    }

    /** A cluster that has not told its version yet has an unknown, old one, as in KubeVela. */
    private static RenderSettings.ClusterVersion version(SystemOutputs outputs) {
        String git = text(outputs, SystemOutput.CLUSTER_VERSION);
        Matcher matcher = VERSION.matcher(git);
        return matcher.matches()
                ? new RenderSettings.ClusterVersion(matcher.group(1), Integer.parseInt(matcher.group(2)), git)
                : new RenderSettings.ClusterVersion("", 0, git);
    }

    private static String text(SystemOutputs outputs, SystemOutput output) {
        return outputs.get(output).map(JsonNode::asText).orElse("");
    }
}
