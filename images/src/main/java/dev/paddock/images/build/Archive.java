// SPDX-License-Identifier: Apache-2.0
package dev.paddock.images.build;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines of {@code tar} whose output depends on the content alone. */
record Archive(Path file) {
    /** In the order given by {@code names}, a file of NUL-terminated paths below {@code root}, of which none is descended into. */
    List<String> listed(Path root, Path names, long epoch) {
        List<String> command = create(root, epoch);
        command.addAll(List.of("--no-recursion", "--null", "--verbatim-files-from", "--files-from=" + names));
        return command;
    }

    /** One folder below {@code root}, owned by root. */
    List<String> folder(Path root, String name, long epoch) {
        List<String> command = create(root, epoch);
        command.addAll(List.of("--owner=0", "--group=0", name));
        return command;
    }

    List<String> unpack(Path root) {
        return List.of(
                "tar",
                "--extract",
                "--file=" + file,
                "--directory=" + root,
                "--numeric-owner",
                "--same-permissions",
                "--same-owner");
    }

    private List<String> create(Path root, long epoch) {
        return new ArrayList<>(List.of(
                "tar",
                "--create",
                "--file=" + file,
                "--directory=" + root,
                "--format=posix",
                "--pax-option=exthdr.name=%d/PaxHeaders/%f,delete=atime,delete=ctime",
                "--sort=name",
                "--mtime=@" + epoch,
                "--numeric-owner"));
    }
}
