// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.manifest;

import java.util.regex.Pattern;

/** Field paths spelled as the API server spells them, so that its errors find their line again. */
final class FieldPath {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]+");

    private FieldPath() {}

    static String child(String parent, String key) {
        if (!PLAIN.matcher(key).matches()) {
            return parent + "[" + key + "]";
        }
        return parent.isEmpty() ? key : parent + "." + key;
    }

    static String item(String parent, int index) {
        return parent + "[" + index + "]";
    }

    /** The path one step up, empty at the top. */
    static String parent(String path) {
        int cut = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
        return cut < 0 ? "" : path.substring(0, cut);
    }
}
