package com.example.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.atomicwrite.test.CrashTest;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.rocketmq.common.MixAll;
import org.junit.jupiter.api.Test;

/** What is behind one of the findings: RocketMQ's broker writes each of its state files like this, with a backup. */
class RocketMqTest {
    private static final CrashTest WRITE = CrashTest.of(directory -> MixAll.string2File("{new}", file(directory)))
            .startingFrom(directory -> {
                MixAll.string2File("{older}", file(directory));
                MixAll.string2File("{old}", file(directory));
            })
            .expectAlways(RocketMqTest::theFileOrItsBackupIsWhole);

    @Test
    void theBackupHelpsAfterAKill() throws Exception {
        assertThat(WRITE.survivesKill().steps()).isEqualTo(4);
    }

    @Test
    void aPowerLossTakesTheFileAndItsBackup() {
        assertThatThrownBy(WRITE::survivesPowerLoss)
                .hasMessageContaining(
                        "A power loss after FileOutputStream.open, called from com.example.rules.RocketMqTest")
                .hasMessageContaining("""
                        leaves
                            topics.json: 0 bytes
                            topics.json.bak: 7 bytes
                          because nothing had forced
                            the new length of topics.json.bak
                        """);
    }

    private static void theFileOrItsBackupIsWhole(Path directory) throws IOException {
        String content = MixAll.file2String(file(directory));
        String backup = MixAll.file2String(file(directory) + ".bak");
        assertThat(new String[] {content, backup}).containsAnyOf("{older}", "{old}", "{new}");
    }

    private static String file(Path directory) {
        return directory.resolve("topics.json").toString();
    }
}
