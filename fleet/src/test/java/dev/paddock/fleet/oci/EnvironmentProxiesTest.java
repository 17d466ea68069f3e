// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Proxy;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentProxiesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # NO_PROXY                | asked for                            | through the proxy
                                      | https://registry.example/v2/         | true
                                      | http://registry.example/v2/          | false
                                      | https://localhost:5000/v2/           | false
                                      | https://127.0.0.2:5000/v2/           | false
                                      | https://[::1]:5000/v2/               | false
            *                         | https://registry.example/v2/         | false
            registry.example          | https://registry.example/v2/         | false
            registry.example          | https://a.registry.example/v2/       | false
            registry.example          | https://otherregistry.example/v2/    | true
            .example                  | https://registry.example/v2/         | false
            .registry.example         | https://registry.example/v2/         | true
            *.example                 | https://registry.example/v2/         | false
            Registry.Example          | https://REGISTRY.example/v2/         | false
            registry.example:5000     | https://registry.example:5000/v2/    | false
            registry.example:5000     | https://registry.example/v2/         | true
            registry.example:443      | https://registry.example/v2/         | false
            10.1.2.3                  | https://10.1.2.3:5000/v2/            | false
            10.1.2.3                  | https://10.1.2.4:5000/v2/            | true
            10.0.0.0/8                | https://10.200.0.1/v2/               | false
            10.0.0.0/8                | https://11.0.0.1/v2/                 | true
            fd00::/8                  | https://[fd12::1]/v2/                | false
            fd00::/8                  | https://10.0.0.1/v2/                 | true
            'a.example, b.example'    | https://b.example/v2/                | false
            """)
    void whatIsExemptIsAskedForDirectly(String exempt, String asked, boolean proxied) {
        EnvironmentProxies proxies = EnvironmentProxies.from(
                Map.of("HTTPS_PROXY", "http://proxy.example:3128", "NO_PROXY", exempt == null ? "" : exempt));

        List<Proxy> chosen = proxies.select(URI.create(asked));

        assertThat(chosen.getFirst().type() == Proxy.Type.HTTP).isEqualTo(proxied);
    }

    @Test
    void smallLettersAndAnAddressWithoutSchemeAreRead() {
        EnvironmentProxies proxies = EnvironmentProxies.from(Map.of("https_proxy", "proxy.example:3128"));

        assertThat(proxies.select(URI.create("https://registry.example/"))
                        .getFirst()
                        .address())
                .hasToString("proxy.example/<unresolved>:3128");
    }

    @Test
    void withoutVariablesEverythingIsDirect() {
        assertThat(EnvironmentProxies.from(Map.of()).select(URI.create("https://registry.example/")))
                .containsExactly(Proxy.NO_PROXY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://joe:secret@proxy.example:3128 | environment variable HTTPS_PROXY holds a login, which is not supported
            https://proxy.example:3128           | environment variable HTTPS_PROXY must be http://HOST:PORT
            http://pro xy                        | environment variable HTTPS_PROXY is not an address
            """)
    void whatCannotBeUsedIsRefusedWithoutRepeatingIt(String value, String message) {
        assertThatThrownBy(() -> EnvironmentProxies.from(Map.of("HTTPS_PROXY", value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message)
                .hasMessageNotContaining("secret");
    }
}
