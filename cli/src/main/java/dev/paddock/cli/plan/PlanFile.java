// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.plan;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import dev.paddock.core.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A plan as a file that only its owner reads. Holds no Secret: who would, is told so. */
final class PlanFile {
    private static final int MOST_BYTES = 64 << 20;

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private PlanFile() {}

    static String text(Plan plan) {
        try {
            return MAPPER.writeValueAsString(plan) + "\n";
        } catch (IOException impossible) {
            throw new IllegalStateException("a plan can always be written", impossible);
        }
    }

    static void write(Path file, Plan plan) {
        plan.documents().stream()
                .filter(document -> document.object().path("kind").asText().equals("Secret"))
                .findFirst()
                .ifPresent(secret -> {
                    throw new CliException(
                            ExitCode.USAGE,
                            secret.change().object() + " does not belong into a plan file",
                            "apply it on its own, before the rest is planned");
                });
        try {
            Path whole = Files.createTempFile(file.toAbsolutePath().getParent(), ".paddock-plan", "", OWNER_ONLY);
            Files.writeString(whole, text(plan));
            Files.move(whole, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new CliException(ExitCode.ERROR, "cannot write " + file + ": " + failure.getMessage(), null, failure);
        }
    }

    static Plan read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new CliException(ExitCode.USAGE, file + " is too large to be a plan", null);
            }
            return MAPPER.readValue(Files.readString(file), Plan.class);
        } catch (IOException failure) {
            throw new CliException(
                    ExitCode.USAGE,
                    file + " is no plan: " + failure.getMessage(),
                    "make one with paddock plan -f FILE --save " + file.getFileName(),
                    failure);
        }
    }
}
