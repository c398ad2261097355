package com.example.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.signals.fixed.FixedSignalState;
import com.example.signals.naive.NaiveSignalState;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.FailureReport;
import io.github.atomicwrite.test.AtomicWriteRules;
import io.github.atomicwrite.test.CrashTest;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A service that is naive in five ways, and its fixed version: the rule and the crash test find the same five, and
 * nothing else.
 */
class SignalStateTest {

    /** The five files: how the service saves one, and how it reads it. */
    enum State {
        SETTINGS(StateFiles.SETTINGS) {
            @Override
            void save(SignalState state, int version) throws Exception {
                state.saveSettings("{\"version\": %d}".formatted(version));
            }

            @Override
            Object load(Path directory) {
                return StateFiles.settings(directory);
            }
        },
        IDS(StateFiles.IDS) {
            @Override
            void save(SignalState state, int version) throws Exception {
                state.saveIds(List.of("id", "version" + version));
            }

            @Override
            Object load(Path directory) {
                return StateFiles.ids(directory);
            }
        },
        OFFSETS(StateFiles.OFFSETS) {
            @Override
            void save(SignalState state, int version) throws Exception {
                state.saveOffsets("topic", version);
            }

            @Override
            Object load(Path directory) throws Exception {
                return StateFiles.offset(directory, "topic");
            }
        },
        REPORT(StateFiles.REPORT) {
            @Override
            void save(SignalState state, int version) throws Exception {
                state.saveReport(List.of("version " + version));
            }

            @Override
            Object load(Path directory) throws Exception {
                return StateFiles.report(directory);
            }
        },
        BACKED_UP(StateFiles.BACKED_UP) {
            @Override
            void save(SignalState state, int version) throws Exception {
                state.saveBackedUp("version %d.".formatted(version));
            }

            @Override
            Object load(Path directory) throws Exception {
                return StateFiles.backedUp(directory);
            }
        };

        private final String file;

        State(String file) {
            this.file = file;
        }

        String file() {
            return file;
        }

        abstract void save(SignalState state, int version) throws Exception;

        abstract Object load(Path directory) throws Exception;

        /** What is read must be what one of the two saves has written. */
        CrashTest crashTest(Function<Path, SignalState> service) {
            Object[] loaded = new Object[2];
            return CrashTest.of(directory -> {
                        loaded[0] = load(directory);
                        save(service.apply(directory), 2);
                        loaded[1] = load(directory);
                    })
                    .startingFrom(directory -> save(service.apply(directory), 1))
                    .expectAlways(directory -> assertThat(load(directory)).isIn(loaded))
                    .expectOnceReturned(directory -> assertThat(load(directory)).isEqualTo(loaded[1]));
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("T1 the naive service loses each of its files")
    void breaksTheNaiveService(State state) {
        CrashTest test = state.crashTest(NaiveSignalState::new);
        Stream.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(test::survivesKill, test::survivesPowerLoss)
                .forEach(verdict -> assertThatThrownBy(verdict)
                        .isInstanceOf(AssertionError.class)
                        .hasMessageContaining("called from com.example.signals.naive.NaiveSignalState.save"));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("T1 the fixed service keeps each of its files")
    void acceptsTheFixedService(State state) throws Exception {
        CrashTest test = state.crashTest(FixedSignalState::new);
        assertThat(test.survivesKill().steps()).isEqualTo(5);
        assertThat(test.survivesPowerLoss().steps()).isEqualTo(5);
    }

    @Test
    void theRuleFindsTheSameFive() {
        assertThat(violations(NaiveSignalState.class))
                .hasSize(5)
                .anyMatch(line -> line.contains("saveSettings") && line.contains("writeString(Path, CharSequence)"))
                .anyMatch(line -> line.contains("saveIds") && line.contains("StateFile.write(state)"))
                .anyMatch(line -> line.contains("saveOffsets") && line.contains("write(Path, ContentWriter)"))
                .anyMatch(line -> line.contains("saveReport") && line.contains("write(Path, ContentWriter)"))
                .anyMatch(line -> line.contains("saveBackedUp") && line.contains("writeString(Path, CharSequence)"));
        assertThat(violations(FixedSignalState.class)).isEmpty();
    }

    private static List<String> violations(Class<?> type) {
        FailureReport report = AtomicWriteRules.NO_FILE_IS_WRITTEN_IN_PLACE
                .evaluate(new ClassFileImporter().importClasses(type))
                .getFailureReport();
        return report.getDetails();
    }
}
