// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.process;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;

/**
 * What is written down about a process before it starts.
 *
 * @param token unique per start; empty when nothing is meant to run
 * @param retired tokens of earlier starts whose process may still be there
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
record ProcessRecord(
        String id, String token, String fingerprint, List<String> command, String log, List<String> retired) {

    ProcessRecord {
        token = token == null ? "" : token;
        fingerprint = fingerprint == null ? "" : fingerprint;
        command = command == null ? List.of() : List.copyOf(command);
        log = log == null ? "" : log;
        retired = retired == null ? List.of() : List.copyOf(retired);
    }

    /** Every token under which a process may be running. */
    List<String> tokens() {
        List<String> tokens = new ArrayList<>(retired);
        if (!token.isEmpty()) {
            tokens.add(token);
        }
        return tokens;
    }

    ProcessRecord withdrawn() {
        return new ProcessRecord(id, "", "", command, log, tokens());
    }
}
