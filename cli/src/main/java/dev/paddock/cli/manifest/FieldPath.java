// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Field paths spelled as the API server spells them, so that its errors find their line again. */
final class FieldPath {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]+");

    private static final Pattern KEYED = Pattern.compile("\\[(\\w+)=\"([^\"]*)\"]");

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

    /** The path with list keys such as {@code [name="gpu"]} replaced by the place in the list they select. */
    static String indexed(String path, JsonNode root) {
        String rest = path.startsWith(".") ? path.substring(1) : path;
        Matcher key = KEYED.matcher(rest);
        if (!key.find()) {
            return rest;
        }
        String list = rest.substring(0, key.start());
        JsonNode items = root.at("/" + list.replace("]", "").replaceAll("[.\\[]", "/"));
        for (int index = 0; index < items.size(); index++) {
            if (items.get(index).path(key.group(1)).asText().equals(key.group(2))) {
                return indexed(item(list, index) + rest.substring(key.end()), root);
            }
        }
        return list;
    }
}
