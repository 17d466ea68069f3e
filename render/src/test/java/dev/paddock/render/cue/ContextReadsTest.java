// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.cue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContextReadsTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
            patch: replicas: parameter.replicas                      ;
            name: context.name                                       ; name
            name: "\\(context.name)-\\(context . appName)"           ; name,appName
            if context.output.spec != _|_ {a: context.outputs.b.c}   ; output,outputs
            x: my.context.name                                       ;
            contexts: _context, a: #context.name, b: contextual      ;
            let c = context                                          ; name,appName,output,outputs
            a: context["name"]                                       ; name,appName,output,outputs
            for k, v in context {"\\(k)": v}                         ; name,appName,output,outputs
            """)
    void aTemplateIsSentWhatItNames(String template, String seen) {
        ObjectNode context = JsonNodeFactory.instance.objectNode();
        Arrays.asList("name", "appName", "output", "outputs").forEach(field -> context.put(field, "x"));

        assertThat(new ContextReads().only(template, context).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(seen == null ? new String[0] : seen.split(","));
    }
}
