// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.registry;

import dev.paddock.embedded.Home;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Secrets that are made once and then kept in files of their own. */
final class Secrets {
    private static final int BYTES = 24;

    private final Home home;
    private final SecureRandom random;

    Secrets(Home home, SecureRandom random) {
        this.home = home;
        this.random = random;
    }

    String ensure(Path file) {
        return home.read(file).orElseGet(() -> {
            byte[] bytes = new byte[BYTES];
            random.nextBytes(bytes);
            String made = HexFormat.of().formatHex(bytes);
            home.write(file, made);
            return made;
        });
    }

    /** Makes the file admit this user and nobody else; left as it is if it admits that user already. */
    void admit(Path htpasswd, String user, String password) {
        if (!home.read(htpasswd)
                .filter(text -> Htpasswd.admits(text, user, password))
                .isPresent()) {
            home.write(htpasswd, Htpasswd.line(user, password, random));
        }
    }
}
