// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FieldErrorTest {

    @Test
    void isPrintedAsKubernetesPrintsFieldErrors() {
        assertThat(FieldError.required("spec.mode", "one of dedicated, shared"))
                .hasToString("spec.mode: Required value: one of dedicated, shared");
        assertThat(FieldError.invalid("metadata.name", "b", "must equal its namespace \"a\""))
                .hasToString("metadata.name: Invalid value: \"b\": must equal its namespace \"a\"");
        assertThat(FieldError.invalid("spec.nodes", 3, "must be at least 4"))
                .hasToString("spec.nodes: Invalid value: 3: must be at least 4");
        assertThat(FieldError.invalid("spec.nodes", TextNode.valueOf("3"), "must be a number"))
                .hasToString("spec.nodes: Invalid value: \"3\": must be a number");
        assertThat(FieldError.invalid("spec.name", BooleanNode.TRUE, "must be a string"))
                .hasToString("spec.name: Invalid value: true: must be a string");
        assertThat(FieldError.unsupported("spec.type", "x", List.of("a", "b")))
                .hasToString("spec.type: Unsupported value: \"x\": supported values: \"a\", \"b\"");
        assertThat(FieldError.duplicate("spec.a[1].name", "x")).hasToString("spec.a[1].name: Duplicate value: \"x\"");
        assertThat(FieldError.notFound("spec.variables.adminUsr", "adminUsr", Set.of("adminUser", "region")))
                .hasToString("spec.variables.adminUsr: Not found: \"adminUsr\" (did you mean \"adminUser\"?)");
    }

    @Test
    void severalAreSortedByPath() {
        assertThat(FieldError.join(List.of(FieldError.required("spec.b", ""), FieldError.required("spec.a", ""))))
                .isEqualTo("spec.a: Required value; spec.b: Required value");
    }

    @Test
    void aSuggestionIgnoresCaseHyphensAndUnderscores() {
        assertThat(Suggestion.nearest("create-namespace", List.of("createNamespace", "namespace")))
                .containsExactly("createNamespace");
        assertThat(Suggestion.nearest("prooperties", List.of("properties", "policies")))
                .containsExactly("properties");
        assertThat(Suggestion.nearest("xyz", List.of("properties"))).isEmpty();
    }

    @Test
    void twoSwappedLettersAreOneMistake() {
        assertThat(Suggestion.nearest("imgae", List.of("image", "range"))).containsExactly("image");
    }
}
