// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What to run. Two specs are the same iff command, environment and version are: a running process with another spec is
 * replaced.
 *
 * @param id unique within a state directory, file-name safe: {@code spoke-1.etcd}
 * @param environment added to the starter's own
 * @param version of what is run where the command line does not tell, for instance a build's id
 */
public record ProcessSpec(
        String id, List<String> command, Map<String, String> environment, Path directory, Path log, String version) {
    public ProcessSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    String fingerprint() {
        return Fingerprint.of(command.toString(), new TreeMap<>(environment).toString(), version);
    }
}
