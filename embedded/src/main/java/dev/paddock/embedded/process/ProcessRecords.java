// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.paddock.embedded.EmbeddedException;
import dev.paddock.embedded.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files under {@code processes/}: one record per id, and one identity per start, written by the process itself. */
final class ProcessRecords {
    private static final String RECORD = ".json";

    private final Home home;
    private final JsonMapper json = JsonMapper.builder().build();

    ProcessRecords(Home home) {
        this.home = home;
    }

    Path recordFile(String id) {
        return home.processes().resolve(id + RECORD);
    }

    Path identityFile(String id, String token) {
        return home.processes().resolve(id + "." + token + ".pid");
    }

    Optional<ProcessRecord> read(String id) {
        return home.read(recordFile(id)).map(text -> parse(recordFile(id), text));
    }

    void write(ProcessRecord value) {
        try {
            home.write(recordFile(value.id()), json.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a process record is plain data", e);
        }
    }

    /** Forgets the process; only once it is known to be gone. */
    void forget(ProcessRecord value) {
        value.tokens().forEach(token -> home.deleteFile(identityFile(value.id(), token)));
        home.deleteFile(recordFile(value.id()));
    }

    void forgetIdentity(String id, String token) {
        home.deleteFile(identityFile(id, token));
    }

    Optional<ProcessIdentity> identity(String id, String token) {
        return home.read(identityFile(id, token)).map(text -> {
            String[] fields = text.strip().split(" ");
            return new ProcessIdentity(Long.parseLong(fields[0]), Long.parseLong(fields[1]), fields[2]);
        });
    }

    List<ProcessRecord> all() {
        if (!Files.isDirectory(home.processes())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(home.processes())) {
            return files.filter(file -> file.getFileName().toString().endsWith(RECORD))
                    .sorted()
                    .flatMap(file -> home.read(file).map(text -> parse(file, text)).stream())
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new EmbeddedException("cannot list %s: %s".formatted(home.processes(), e.getMessage()), e);
        }
    }

    private ProcessRecord parse(Path file, String text) {
        try {
            return json.readValue(text, ProcessRecord.class);
        } catch (JsonProcessingException e) {
            throw new EmbeddedException(
                    "%s is not a process record: %s. Delete it if no such process runs."
                            .formatted(file, e.getOriginalMessage()),
                    e);
        }
    }
}
