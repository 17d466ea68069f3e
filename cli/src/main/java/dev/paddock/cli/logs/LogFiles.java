// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.logs;

import dev.paddock.cli.Terminal;
import dev.paddock.embedded.Home;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Finds the log files below the state directory, by the words people ask for them with. */
final class LogFiles {
    private static final String SUFFIX = ".log";
    private static final String AGENT = "agent-";

    private LogFiles() {}

    /** From {@code hub}, {@code agent spoke-1} or {@code spoke-1 etcd} to the file. */
    static Map<String, Path> of(Terminal terminal) {
        Home home =
                Home.from(terminal.environment(), Path.of(terminal.environment().getOrDefault("HOME", ".")));
        Map<String, Path> logs = new TreeMap<>();
        for (String file : home.children(home.logs())) {
            if (file.endsWith(SUFFIX)) {
                String name = file.substring(0, file.length() - SUFFIX.length());
                String words = name.startsWith(AGENT) ? "agent " + name.substring(AGENT.length()) : name;
                logs.put(words, home.logs().resolve(file));
            }
        }
        for (String cluster : home.children(home.clusters())) {
            Path directory = home.cluster(cluster).resolve("logs");
            for (String file : home.children(directory)) {
                if (file.endsWith(SUFFIX)) {
                    logs.put(
                            cluster + " " + file.substring(0, file.length() - SUFFIX.length()),
                            directory.resolve(file));
                }
            }
        }
        return logs;
    }
}
