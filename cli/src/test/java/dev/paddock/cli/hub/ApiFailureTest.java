// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApiFailureTest {
    @Test
    void everyUnknownFieldOfATypedPatchIsACause() {
        assertThat(causes("""
                        failed to create typed patch object (a/b; palette.ai/v1alpha1, Kind=MLPlatform): errors:
                          .spec.deletePolcy: field not declared in schema
                          .spec.modee: field not declared in schema""")).containsExactly(unknown("spec.deletePolcy"), unknown("spec.modee"));
    }

    @Test
    void everyUnknownFieldOfAStrictDecodingIsACause() {
        assertThat(causes("strict decoding error: unknown field \"spec.deletePolcy\", unknown field \"spec.modee\""))
                .containsExactly(unknown("spec.deletePolcy"), unknown("spec.modee"))
                .allMatch(ApiFailure.Cause::unknownField);
    }

    @Test
    void aValueOfTheWrongTypeIsNoUnknownField() {
        assertThat(causes("failed to create typed patch object (a/b): .spec.mode: expected string, got 1"))
                .singleElement()
                .satisfies(cause -> assertThat(cause.unknownField()).isFalse());
    }

    private static ApiFailure.Cause unknown(String field) {
        return new ApiFailure.Cause(field, "Forbidden: unknown field");
    }

    private static List<ApiFailure.Cause> causes(String message) {
        return new ApiFailure(500, JsonNodeFactory.instance.objectNode().put("message", message)).causes();
    }
}
