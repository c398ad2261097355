package io.github.atomicwrite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a batch replaces: two files in one directory, and one in another. */
record ThreeTargets(Path one, Path two, Path three) {
    static ThreeTargets in(Path directory) throws IOException {
        Path folder = Files.createDirectory(directory.resolve("folder"));
        return new ThreeTargets(directory.resolve("one"), directory.resolve("two"), folder.resolve("three"));
    }

    List<Path> all() {
        return List.of(one, two, three);
    }

    void makeOld() throws IOException {
        for (Path target : all()) {
            Files.writeString(target, "old");
        }
    }

    void writeNew(AtomicFileWriter through) throws IOException {
        try (WriteBatch batch = through.batch()) {
            batch.writeString(one, "new");
            batch.writeBytes(two, "new".getBytes(UTF_8));
            batch.write(three, out -> out.write("new".getBytes(UTF_8)));
            batch.commit();
        }
    }

    void assertNoLeftovers() {
        assertThat(Directories.temporaries(one.getParent())).isEmpty();
        assertThat(Directories.temporaries(three.getParent())).isEmpty();
    }

    void assertAllHold(String content) {
        assertThat(all()).allSatisfy(target -> assertThat(target).hasContent(content));
        assertNoLeftovers();
    }
}
