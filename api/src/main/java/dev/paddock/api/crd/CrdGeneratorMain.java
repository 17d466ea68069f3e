// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.crd;

import java.io.IOException;
import java.nio.file.Path;

/** {@code make crds}: writes every CRD under the directory given as the only argument and removes files of kinds that are gone. */
public final class CrdGeneratorMain {
    private CrdGeneratorMain() {}

    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            throw new IllegalArgumentException("usage: CrdGeneratorMain DIRECTORY (for example deploy/crds)");
        }
        new GeneratedFolder(Path.of(args[0])).write(new CrdFiles().generate());
    }
}
