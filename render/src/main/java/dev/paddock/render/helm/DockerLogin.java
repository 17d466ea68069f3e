// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.helm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.render.helm.ChartQuestion.RefusedException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The login of one registry in a docker configuration.
 *
 * @param json the configuration
 */
record DockerLogin(String json) {

    void into(ObjectNode request) throws RefusedException {
        String host = URI.create(request.path("url").asText()).getAuthority();
        JsonNode auths;
        try {
            auths = new ObjectMapper().readTree(json).path("auths");
        } catch (JsonProcessingException e) {
            throw new RefusedException("the Secret's .dockerconfigjson cannot be read");
        }
        JsonNode login = auths.path(host).isMissingNode() ? auths.path("https://" + host) : auths.path(host);
        if (login.isMissingNode()) {
            throw new RefusedException("the Secret's .dockerconfigjson has no login for " + host);
        }
        String both =
                new String(Base64.getMimeDecoder().decode(login.path("auth").asText()), StandardCharsets.UTF_8);
        int colon = both.indexOf(':');
        request.put("username", login.path("username").asText(colon < 0 ? "" : both.substring(0, colon)));
        request.put("password", login.path("password").asText(colon < 0 ? "" : both.substring(colon + 1)));
    }

    /** Nobody shall find it in a log. */
    @Override
    public String toString() {
        return "a docker configuration";
    }
}
