// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same texts and values that Flux was seen to make these of. */
class PostBuildVariablesTest {
    private static final Map<String, String> VALUES = Map.of(
            "quote", "\"",
            "port", "5432",
            "host", "db.example",
            "sly", "a\\u0022: [b]",
            "list", "[1,{\"a\":null}]",
            "yes", "true");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            plain                         | `"plain"`
            `${host}`                     | `"db.example"`
            `${port}`                     | 5432
            `${yes}`                      | true
            `${list}`                     | `[1,{"a":null}]`
            `${quote}${port}${quote}`     | `"5432"`
            `${quote}${sly}${quote}`      | `"a\\": [b]"`
            `tcp://${host}:${port}/x`     | `"tcp://db.example:5432/x"`
            `a: ${port}`                  | `"a: 5432"`
            `$${port}`                    | `"${port}"`
            `$$${port}`                   | `"$5432"`
            `$$$$(X)`                     | `"$$(X)"`
            `$port`                       | `"$port"`
            `${none}`                     | null
            `x${none}`                    | `"x"`
            `${none:-7}`                  | 7
            `${none:=a}b`                 | `"ab"`
            """)
    void aText(String text, String expected) throws BuildException {
        assertThat(PostBuildVariables.tree(TextNode.valueOf(text), VALUES).toString())
                .isEqualTo(expected);
    }

    @Test
    void otherFormsAreRefused() {
        assertThatThrownBy(() -> PostBuildVariables.tree(TextNode.valueOf("a ${port:0:2}"), VALUES))
                .isInstanceOf(BuildException.class)
                .hasMessage(
                        "variable substitution failed: ${port:0:2}: not understood without Flux's kustomize-controller;"
                                + " write $${ for a literal ${");
    }
}
