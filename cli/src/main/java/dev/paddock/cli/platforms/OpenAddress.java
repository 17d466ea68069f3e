// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.platforms;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** The address of an object, or the reason why there is nothing to open. Pure. */
final class OpenAddress {

    private OpenAddress() {}

    /**
     * @param what as the user called it: {@code mlplatform/x}
     * @param simulated whether no container runs on the cluster of that name
     */
    static String of(JsonNode object, String what, Predicate<String> simulated) {
        JsonNode status = object.path("status");
        List<String> clusters = StreamSupport.stream(status.path("clusters").spliterator(), false)
                .map(cluster -> cluster.path("name").asText())
                .toList();
        if (!clusters.isEmpty() && clusters.stream().allMatch(simulated)) {
            throw new CliException(
                    ExitCode.NOT_FOUND,
                    "%s: the nodes of %s are simulated: no container runs there, so nothing answers"
                            .formatted(what, String.join(", ", clusters)),
                    "run it on a spoke whose nodes run containers: paddock up --nodes containers, as root, makes such");
        }
        String url =
                status.path("url").asText(status.path("outputs").path("url").asText());
        if (url.isEmpty()) {
            throw new CliException(
                    ExitCode.NOT_FOUND, what + " has no address: " + reason(object, status), remedy(what, status));
        }
        if (!url.toLowerCase(Locale.ROOT).matches("https?://[^\\s\"'<>]+")) {
            throw new CliException(
                    ExitCode.ERROR,
                    "%s: \"%s\" is not an address a browser should be sent to".formatted(what, url),
                    "mend the output url of its profile");
        }
        return url;
    }

    private static String reason(JsonNode object, JsonNode status) {
        if (object.path("status").isMissingNode()) {
            return "nothing is known of it yet";
        }
        for (JsonNode condition : status.path("conditions")) {
            if (condition.path("type").asText().equals("Ready")
                    && !condition.path("status").asText().equals("True")) {
                String message = condition.path("message").asText();
                return "it is not ready, " + condition.path("reason").asText()
                        + (message.isEmpty() ? "" : ": " + message);
            }
        }
        return "its profile has no output named url, no HTTPRoute and no Ingress with a host name";
    }

    private static String remedy(String what, JsonNode status) {
        for (JsonNode condition : status.path("conditions")) {
            if (condition.path("type").asText().equals("Ready")
                    && condition.path("status").asText().equals("True")) {
                return "add an HTTPRoute to its profile";
            }
        }
        return "paddock wait " + what + ", or paddock explain " + what;
    }
}
