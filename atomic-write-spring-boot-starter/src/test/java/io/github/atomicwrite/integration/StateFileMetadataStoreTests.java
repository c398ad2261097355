package io.github.atomicwrite.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.integration.metadata.ConcurrentMetadataStore;

/** What Spring Integration expects of every metadata store, and what this store adds. */
class StateFileMetadataStoreTests {
    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void keepsWhatAllOperationsLeaveAfterARestart(Stores stores) {
        ConcurrentMetadataStore store = stores.store(file());
        assertThat(store.get("a")).isNull();
        assertThat(store.putIfAbsent("a", "1")).isNull();
        assertThat(store.putIfAbsent("a", "2")).isEqualTo("1");
        assertThat(store.replace("a", "2", "3")).isFalse();
        assertThat(store.replace("a", "1", "3")).isTrue();
        assertThat(store.replace("absent", "1", "3")).isFalse();
        store.put("b", "1");
        store.put("b", "2");
        store.put("c", "1");
        assertThat(store.remove("c")).isEqualTo("1");
        assertThat(store.remove("c")).isNull();
        for (ConcurrentMetadataStore each : new ConcurrentMetadataStore[] {store, stores.store(file())}) {
            assertThat(each.get("a")).isEqualTo("3");
            assertThat(each.get("b")).isEqualTo("2");
            assertThat(each.get("c")).isNull();
            assertThat(each.get("absent")).isNull();
        }
        assertThat(file()).hasContent("{\"a\":\"3\",\"b\":\"2\"}");
        assertThatDirectoryHasOnly("metadata.json");
    }

    @ParameterizedTest
    @EnumSource
    void keepsEmptyLongAndUnusualText(Stores stores) {
        Map<String, String> unusual = Map.of(
                "",
                "empty key",
                "empty value",
                "",
                "\u0000\n\"\\/",
                "\ud83d\ude00",
                "€".repeat(StateFileMetadataStore.MAX_KEY_LENGTH),
                "€".repeat(StateFileMetadataStore.MAX_VALUE_LENGTH));
        ConcurrentMetadataStore store = stores.store(file());
        unusual.forEach(store::put);
        ConcurrentMetadataStore restarted = stores.store(file());
        assertThat(unusual)
                .allSatisfy((key, value) -> assertThat(restarted.get(key)).isEqualTo(value));
        assertThat(restarted.get("\ud83d\ude00")).isNull();
    }

    @Test
    void refusesNull() {
        ConcurrentMetadataStore store = Stores.JACKSON_3.store(file());
        assertRefused("'key' must not be null.", () -> store.get(null));
        assertRefused("'key' must not be null.", () -> store.put(null, "1"));
        assertRefused("'value' must not be null.", () -> store.put("a", null));
        assertRefused("'key' must not be null.", () -> store.putIfAbsent(null, "1"));
        assertRefused("'value' must not be null.", () -> store.putIfAbsent("a", null));
        assertRefused("'key' must not be null.", () -> store.replace(null, "1", "2"));
        assertRefused("'oldValue' must not be null.", () -> store.replace("a", null, "2"));
        assertRefused("'newValue' must not be null.", () -> store.replace("a", "1", null));
        assertRefused("'key' must not be null.", () -> store.remove(null));
        assertThatDirectoryHasOnly();
    }

    @Test
    void refusesTextThatAParserWouldNotReadBack() {
        ConcurrentMetadataStore store = Stores.JACKSON_3.store(file());
        store.put("a", "1");
        String longKey = "a".repeat(StateFileMetadataStore.MAX_KEY_LENGTH + 1);
        String longValue = "a".repeat(StateFileMetadataStore.MAX_VALUE_LENGTH + 1);
        String tooLong = "'key' must have at most 16,384 characters, but has 16,385.";
        assertRefused(tooLong, () -> store.put(longKey, "1"));
        assertRefused(tooLong, () -> store.putIfAbsent(longKey, "1"));
        assertRefused(
                "'value' must have at most 1,048,576 characters, but has 1,048,577.", () -> store.put("a", longValue));
        assertRefused(
                "'newValue' must have at most 1,048,576 characters, but has 1,048,577.",
                () -> store.replace("a", "1", longValue));
        String malformed = "must not contain a surrogate without its other half.";
        assertRefused("'key' " + malformed, () -> store.put("\ud800", "1"));
        assertRefused("'value' " + malformed, () -> store.putIfAbsent("b", "x\udc00y"));
        assertRefused("'newValue' " + malformed, () -> store.replace("a", "1", "\ude00\ud83d"));
        assertThat(store.get(longKey)).isNull();
        assertThat(store.remove(longKey)).isNull();
        assertThat(file()).hasContent("{\"a\":\"1\"}");
    }

    @Test
    void readsTheFileOnceAtStart() throws IOException {
        Files.writeString(file(), "{\"a\":\"1\"}");
        ConcurrentMetadataStore store = Stores.JACKSON_3.store(file());
        Files.delete(file());
        assertThat(store.get("a")).isEqualTo("1");
        assertThatDirectoryHasOnly();
    }

    @Test
    void writesNothingIfNothingChanges() throws IOException {
        Files.writeString(file(), "{ \"a\": \"1\" }");
        FileTime longAgo = FileTime.fromMillis(0);
        Files.setLastModifiedTime(file(), longAgo);
        ConcurrentMetadataStore store = Stores.JACKSON_3.store(file());
        store.put("a", "1");
        ConcurrentMetadataStore formatted = Stores.JACKSON_3.store(file());
        Files.setLastModifiedTime(file(), longAgo);
        assertThat(formatted.putIfAbsent("a", "2")).isEqualTo("1");
        assertThat(formatted.putIfAbsent("a", "2")).isEqualTo("1");
        assertThat(formatted.replace("a", "2", "3")).isFalse();
        assertThat(formatted.remove("absent")).isNull();
        formatted.put("a", "1");
        assertThat(Files.getLastModifiedTime(file())).isEqualTo(longAgo);
        assertThat(file()).hasContent("{\"a\":\"1\"}");
    }

    @Test
    void answersFromMemoryOnceItsEntriesAreDurable() throws IOException {
        ConcurrentMetadataStore store = Stores.JACKSON_3.store(file());
        store.put("a", "1");
        Files.writeString(file(), "damaged");
        assertThat(store.putIfAbsent("a", "2")).isEqualTo("1");
        assertThat(store.replace("a", "2", "3")).isFalse();
        assertThat(store.remove("absent")).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void refusesADamagedFileAtStart(Stores stores) throws IOException {
        for (String damaged : new String[] {"", "{", "{\"a\":\"1\"", "null", "{\"a\":\"1\",\"a\":\"2\"}", "{} {}"}) {
            Files.writeString(file(), damaged);
            assertFailsNamingTheFile(() -> stores.store(file()));
            assertThat(file()).hasContent(damaged);
            assertThatDirectoryHasOnly("metadata.json");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{\"a\":1}", "{\"a\":{}}", "{\"a\":null}"})
    void refusesAnotherShapeAtStart(String shape) throws IOException {
        Files.writeString(file(), shape);
        assertFailsNamingTheFile(() -> Stores.JACKSON_3.store(file()));
        assertFailsNamingTheFile(() -> Stores.JACKSON_2.store(file()));
        assertThat(file()).hasContent(shape);
        assertThatDirectoryHasOnly("metadata.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"a\":null}"})
    void neverOverwritesAFileThatWasDamagedWhileItRan(String damaged) throws IOException {
        ConcurrentMetadataStore store = Stores.JACKSON_3.store(file());
        store.put("a", "1");
        Files.writeString(file(), damaged);
        assertFailsNamingTheFile(() -> store.put("b", "2"));
        assertThat(file()).hasContent(damaged);
        assertThat(store.get("a")).isEqualTo("1");
        assertThat(store.get("b")).isNull();
        Files.writeString(file(), "{\"a\":\"1\"}");
        store.put("b", "2");
        assertThat(file()).hasContent("{\"a\":\"1\",\"b\":\"2\"}");
    }

    @Test
    void keepsItsEntriesIfTheFileIsQuarantinedOrDeletedWhileItRuns() throws IOException {
        ConcurrentMetadataStore store = new StateFileMetadataStore(Stores.JACKSON_3
                .file(file())
                .withCorruptionHandler(io.github.atomicwrite.state.CorruptionHandler.quarantine()));
        store.put("a", "1");
        Files.writeString(file(), "{");
        store.put("b", "2");
        assertThat(file()).hasContent("{\"a\":\"1\",\"b\":\"2\"}");
        Files.delete(file());
        store.put("c", "3");
        assertThat(file()).hasContent("{\"a\":\"1\",\"b\":\"2\",\"c\":\"3\"}");
    }

    @Test
    void keepsWhatWasEditedByHandBeforeAChange() throws IOException {
        ConcurrentMetadataStore store = Stores.JACKSON_3.store(file());
        store.put("a", "1");
        Files.writeString(file(), "{\"edited\":\"2\"}");
        assertThat(store.get("edited")).isNull();
        assertThat(store.putIfAbsent("edited", "3")).isEqualTo("2");
        assertThat(store.get("edited")).isEqualTo("2");
        assertThat(store.get("a")).isNull();
    }

    @Test
    void namesTheFileThatItCannotReadOrWrite() throws IOException {
        Path missing = directory.resolve("absent/metadata.json");
        ConcurrentMetadataStore store = Stores.JACKSON_3.store(missing);
        assertThatThrownBy(() -> store.put("a", "1"))
                .isInstanceOf(java.io.UncheckedIOException.class)
                .hasMessage("Can't change the metadata store " + missing)
                .cause()
                .isInstanceOf(java.nio.file.NoSuchFileException.class);
        Path notAFile = Files.createDirectory(directory.resolve("directory"));
        assertThatThrownBy(() -> Stores.JACKSON_3.store(notAFile))
                .isInstanceOf(java.io.UncheckedIOException.class)
                .hasMessage("Can't read the metadata store " + notAFile)
                .hasRootCauseInstanceOf(IOException.class);
    }

    private static void assertRefused(String message, ThrowingCallable call) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
    }

    private void assertFailsNamingTheFile(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(java.io.UncheckedIOException.class)
                .hasMessageMatching("Can't (read|change) the metadata store \\Q" + file() + "\\E")
                .cause()
                .isInstanceOf(java.nio.file.FileSystemException.class)
                .hasMessageStartingWith(file() + ": ");
    }

    private void assertThatDirectoryHasOnly(String... names) {
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder(names);
    }

    private Path file() {
        return directory.resolve("metadata.json");
    }
}
