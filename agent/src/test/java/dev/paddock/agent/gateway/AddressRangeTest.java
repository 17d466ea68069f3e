// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

    private static final AddressRange PODS = AddressRange.parse("10.244.1.0/24");

    @ParameterizedTest
    @ValueSource(strings = {"10.244.1.0", "10.244.1.17", "10.244.1.255"})
    void aPodOfTheClusterIsInside(String address) {
        assertThat(PODS.contains(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.244.2.1",
                "127.0.0.1",
                "10.201.1.1",
                "169.254.169.254",
                "",
                "::1",
                "10.244.1",
                "10.244.1.256",
                "10.244.01.1",
                "0xa.244.1.1",
                "10.244.1.1 check",
                "localhost"
            })
    void nothingElseIs(String address) {
        assertThat(PODS.contains(address)).isFalse();
    }

    @Test
    void whatIsNoRangeIsRefused() {
        assertThatThrownBy(() -> AddressRange.parse("10.244.1.0")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AddressRange.parse("10.244.1.0/0")).isInstanceOf(IllegalArgumentException.class);
    }
}
