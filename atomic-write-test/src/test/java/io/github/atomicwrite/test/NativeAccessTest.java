package io.github.atomicwrite.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.atomicwrite.AtomicFileWriter;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A JVM that allows native access, in which the library makes its system calls directly. */
class NativeAccessTest {
    @TempDir
    private Path scratch;

    @BeforeEach
    void needsAJdkWithTheNativeWay() {
        assumeTrue(Runtime.version().feature() >= 22, "direct system calls need JDK 22");
    }

    @ParameterizedTest
    @ValueSource(strings = {"at once", "after a write"})
    @DisplayName("T1 the native way is switched off while a crash test runs, also if it has been used before")
    void switchesTheNativeWayOff(String when) throws Exception {
        assertThat(run(when)).isEqualTo("5 steps");
    }

    @Test
    @DisplayName("T2 if the action switches the native way on again, there is no verdict")
    void givesNoVerdictOnDirectSystemCalls() throws Exception {
        assertThat(run("switched on")).isEqualTo("no verdict");
    }

    private String run(String when) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        classPath(),
                        Program.class.getName(),
                        when,
                        scratch.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).isZero();
        return answer;
    }

    /** A directory of classes isn't a multi-release jar: what is for JDK 22 must come first. */
    private static String classPath() throws Exception {
        Path core = Path.of(AtomicFileWriter.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        String all = System.getProperty("java.class.path");
        return Files.isDirectory(core) ? core.resolve("META-INF/versions/22") + File.pathSeparator + all : all;
    }

    static final class Program {
        private Program() {}

        public static void main(String[] arguments) throws Exception {
            if (arguments[0].equals("after a write")) {
                write(Path.of(arguments[1]));
            }
            CrashTest test = CrashTest.of(directory -> {
                        if (arguments[0].equals("switched on")) {
                            System.clearProperty("io.github.atomicwrite.native");
                        }
                        write(directory);
                    })
                    .expectOnceReturned(
                            directory -> assertThat(directory.resolve("file")).hasContent("text"));
            try {
                System.out.println(test.survivesPowerLoss().steps() + " steps");
            } catch (UnsupportedOperationException unseen) {
                System.out.println("no verdict");
            }
        }

        private static void write(Path directory) throws Exception {
            AtomicFileWriter.create().writeString(directory.resolve("file"), "text");
        }
    }
}
