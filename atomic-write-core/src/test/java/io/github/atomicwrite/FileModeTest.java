package io.github.atomicwrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileModeTest {
    @ParameterizedTest
    @CsvSource({
        "0640, 0640",
        "640, 0640",
        "0, 0000",
        "00000640, 0640",
        "2750, 2750",
        "7777, 7777",
        "'rw-r-----', 0640",
        "'rwxr-xr-x', 0755",
        "'---------', 0000",
        "'rwsr-xr-x', 4755",
        "'rwxr-s---', 2750",
        "'rwxrwxrwt', 1777",
        "'rwSr-Sr-T', 7644"
    })
    void parsesDigitsAndSymbols(String text, String mode) {
        assertThat(FileMode.parse(text)).hasToString(mode).isEqualTo(FileMode.of(Integer.parseInt(mode, 8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0o640",
                "0x1A",
                "8",
                "10000",
                "17777",
                "-1",
                "rw-",
                "rw-r----x-",
                "rwt------",
                "------s--t",
                " 640"
            })
    void refusesWhatIsNoMode(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FileMode.parse(text))
                .withMessageContaining("\"" + text + "\"")
                .withMessageContaining("0640")
                .withMessageContaining("rw-r-----");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 010000, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void refusesBitsThatChmodDoesNotKnow(int bits) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FileMode(bits))
                .withMessageContaining("07777");
        assertThatIllegalArgumentException().isThrownBy(() -> FileMode.of(bits));
    }
}
