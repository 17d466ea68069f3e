// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.api.common.ClusterSpec;
import dev.paddock.api.common.PaletteClusterConfig;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClusterSpecMergeTest {
    private final ObjectMapper json = new ObjectMapper();
    private final ClusterSpecMerge merge = new ClusterSpecMerge();

    @Test
    void scalarsMergeFieldByFieldAndTheNearerOneWins() throws JsonProcessingException {
        ClusterSpec merged = merge.merge(
                cluster("{'cloud':'embedded','controlPlanePool':{'nodeCount':1}}"),
                config("{'defaults':{'controlPlanePool':{'nodeCount':3,'cpu':{'cpuCount':4}}}}"),
                config(
                        "{'defaults':{'controlPlanePool':{'nodeCount':5,'cpu':{'cpuCount':2},'memory':{'memoryMiB':1024}}}}"));

        assertThat(merged)
                .isEqualTo(cluster("{'cloud':'embedded','controlPlanePool':"
                        + "{'nodeCount':1,'cpu':{'cpuCount':4},'memory':{'memoryMiB':1024}}}"));
    }

    @Test
    void aListIsTakenAsAWhole() throws JsonProcessingException {
        ClusterSpec merged = merge.merge(
                cluster("{'workerPools':[{'name':'own','nodes':1}]}"),
                config("{'defaults':{'workerPools':[{'name':'default','nodes':9}],'sshKeys':['key']}}"),
                Optional.empty());

        assertThat(merged).isEqualTo(cluster("{'workerPools':[{'name':'own','nodes':1}],'sshKeys':['key']}"));
    }

    @Test
    void writingOneNameOfAFieldHidesTheOtherNameBelow() throws JsonProcessingException {
        ClusterSpec merged = merge.merge(
                cluster("{'controlPlanePool':{'nodeCount':1,'memory':{'memory':'16 GB'}}}"),
                config("{'defaults':{'controlPlanePool':{'nodeCount':1,'memory':{'memoryMiB':1024}}}}"),
                Optional.empty());

        assertThat(merged).isEqualTo(cluster("{'controlPlanePool':{'nodeCount':1,'memory':{'memory':'16 GB'}}}"));
    }

    @Test
    void anEmptyClusterTakesEverythingFromTheDefaults() throws JsonProcessingException {
        ClusterSpec merged = merge.merge(
                cluster("{}"),
                config("{'defaults':{'controlPlanePool':{'nodeCount':3}},'edge':{'ntpServers':['pool.ntp.example']}}"),
                Optional.empty());

        assertThat(merged)
                .isEqualTo(cluster("{'controlPlanePool':{'nodeCount':3},'edge':{'ntpServers':['pool.ntp.example']}}"));
    }

    private ClusterSpec cluster(String text) throws JsonProcessingException {
        return json.readValue(text.replace('\'', '"'), ClusterSpec.class);
    }

    private Optional<PaletteClusterConfig> config(String text) throws JsonProcessingException {
        return Optional.of(json.readValue(text.replace('\'', '"'), PaletteClusterConfig.class));
    }
}
