// SPDX-License-Identifier: Apache-2.0
package dev.paddock.images.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecReaderTest {
    private static final String WHOLE = """
            {"apiVersion": "paddock.dev/v1alpha1", "kind": "Image", "metadata": {"name": "mlflow"},
             "spec": {"tag": "3.17.2", "base": {"suite": "bookworm"}, "packages": ["python3"],
                      "python": {"requirements": ["mlflow==3.17.2"]},
                      "files": [{"source": "a/train.py", "path": "/app/train.py", "mode": "0755", "owner": "7"}],
                      "env": [{"name": "HOME", "value": "/tmp"}], "user": "10001", "cmd": ["mlflow"], "ports": [5000]}}
            """;

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void everythingThatIsWrittenIsRead() throws JsonProcessingException {
        ImageSpec spec = ((SpecReader.Reading.Read) SpecReader.read(document())).spec();

        assertThat(spec.name()).isEqualTo("mlflow");
        assertThat(spec.base()).isEqualTo(new ImageSpec.Base("bookworm", ImageSpec.Variant.MINBASE));
        assertThat(spec.python().orElseThrow().requirements()).containsExactly("mlflow==3.17.2");
        assertThat(spec.files())
                .singleElement()
                .satisfies(file -> assertThat(file.mode()).hasValue(0755))
                .satisfies(file -> assertThat(file.gid())
                        .as("the group is the user's number")
                        .isEqualTo(7));
        assertThat(spec.run().env()).containsEntry("HOME", "/tmp");
        assertThat(spec.run().ports()).containsExactly(5000);
        assertThat(spec.user()).isEqualTo("10001");
    }

    /** Each row breaks one thing; {@code null} removes the field. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /metadata/name        | "ML flow"     | metadata.name: Invalid value: "ML flow"
            /kind                 | "Picture"     | kind: Invalid value: "Picture": must be Image
            /spec/tag             | null          | spec.tag: Required value
            /spec/tag             | 3.17          | spec.tag: Invalid value: "3.17": must be text: write it in quotes, "3.17"
            /spec/base/variant    | "tiny"        | spec.base.variant: Unsupported value: "tiny": supported values: "essential", "apt", "minbase"
            /spec/packages        | ["a;b"]       | spec.packages[0]: Invalid value: "a;b"
            /spec/packages        | "python3"     | spec.packages: Invalid value: "python3": must be a list
            /spec/packages        | ["curl"]      | spec.packages: Required value: spec.python needs an interpreter: add the package python3
            /spec/python/requirements | ["mlflow>=3"] | spec.python.requirements[0]: Invalid value: "mlflow>=3": must be pinned
            /spec/python/requirements | ["-r x"]  | spec.python.requirements[0]: Invalid value: "-r x": must be pinned
            /spec/python/lock     | "../x"        | spec.python.lock: Invalid value: "../x"
            /spec/files/0/source  | "../secret"   | spec.files[0].source: Invalid value: "../secret": must lie in the folder of this file
            /spec/files/0/source  | "a/../../b"   | spec.files[0].source: Invalid value
            /spec/files/0/source  | "/etc/passwd" | spec.files[0].source: Invalid value
            /spec/files/0/path    | "app"         | spec.files[0].path: Invalid value: "app": must be an absolute path
            /spec/files/0/path    | "/a/../b"     | spec.files[0].path: Invalid value
            /spec/files/0/mode    | "rwx"         | spec.files[0].mode: Invalid value: "rwx": must be octal
            /spec/env/0/name      | "1A"          | spec.env[0].name: Invalid value: "1A"
            /spec/user            | null          | spec.user: Required value: a number
            /spec/user            | "root"        | spec.user: Invalid value: "root": a number
            /spec/ports           | [70000]       | spec.ports[0]: Invalid value: "70000": must be a port number
            /spec/pakages         | ["curl"]      | spec.pakages: Not found: "pakages" (did you mean "packages"?)
            """)
    void oneFaultIsOneErrorWithFieldValueAndRule(String pointer, String value, String expected)
            throws JsonProcessingException {
        ObjectNode document = document();
        int cut = pointer.lastIndexOf('/');
        ObjectNode parent = (ObjectNode) document.at(pointer.substring(0, cut));
        String field = pointer.substring(cut + 1);
        if (value == null || value.equals("null")) {
            parent.remove(field);
        } else {
            parent.set(field, json.readTree(value));
        }

        assertThat(errors(document)).singleElement().asString().startsWith(expected.strip());
    }

    @Test
    void everyFaultIsNamedAtOnce() throws JsonProcessingException {
        ObjectNode empty = (ObjectNode) json.readTree("{\"kind\": \"Image\"}");

        assertThat(errors(empty))
                .map(error -> error.substring(0, error.indexOf(':')))
                .containsExactly("apiVersion", "metadata.name", "spec.base.suite", "spec.tag", "spec.user");
    }

    @Test
    void aVariableThatIsSetTwiceIsRefused() throws JsonProcessingException {
        ObjectNode document = document();
        document.withArray("/spec/env").addObject().put("name", "HOME").put("value", "/root");

        assertThat(errors(document)).containsExactly("spec.env[1].name: Duplicate value: \"HOME\"");
    }

    private ObjectNode document() throws JsonProcessingException {
        return (ObjectNode) json.readTree(WHOLE);
    }

    private static List<String> errors(ObjectNode document) {
        return ((SpecReader.Reading.Refused) SpecReader.read(document))
                .errors().stream().map(Object::toString).toList();
    }
}
