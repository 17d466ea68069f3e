// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.registry;

import java.security.SecureRandom;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/** One line of an htpasswd file, in the only form that the registry accepts: bcrypt. */
final class Htpasswd {
    /** The password is random and long, so that a cheap hash is enough; every pull pays for it. */
    private static final int COST = 5;

    private static final int SALT_BYTES = 16;

    private Htpasswd() {}

    static String line(String user, String password, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return user + ":" + OpenBSDBCrypt.generate("2y", password.toCharArray(), salt, COST) + "\n";
    }

    static boolean admits(String text, String user, String password) {
        String prefix = user + ":";
        return text.lines()
                .filter(line -> line.startsWith(prefix))
                .anyMatch(line -> OpenBSDBCrypt.checkPassword(line.substring(prefix.length()), password.toCharArray()));
    }
}
