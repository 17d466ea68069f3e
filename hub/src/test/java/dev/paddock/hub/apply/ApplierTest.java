// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.apply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApplierTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            what others added does not matter | {"a": 1, "b": 2}       | {"a": 1}           | true
            a changed field                   | {"a": 2}               | {"a": 1}           | false
            a missing field                   | {}                     | {"a": 1}           | false
            nested                            | {"a": {"b": 1, "c": 2}} | {"a": {"b": 1}}   | true
            an element too many               | {"a": [1, 2]}          | {"a": [1]}         | false
            elements are compared in order    | {"a": [2, 1]}          | {"a": [1, 2]}      | false
            elements may carry more           | {"a": [{"x": 1, "y": 2}]} | {"a": [{"x": 1}]} | true
            an empty map is as good as none   | {}                     | {"a": {}}          | true
            nothing wanted                    | {"a": 1}               | {"a": null}        | true
            a number of another width         | {"a": 1}               | {"a": 1}           | true
            a text is no number               | {"a": "1"}             | {"a": true}        | false
            """)
    void whatIsThereHoldsWhatIsWanted(String what, String there, String wanted, boolean holds) throws Exception {
        assertThat(Applier.holds(JSON.readTree(there), JSON.readTree(wanted)))
                .as(what)
                .isEqualTo(holds);
    }
}
