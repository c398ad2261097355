package io.github.atomicwrite.test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;

/** Rules for ArchUnit, which a project adds to its own tests. They need ArchUnit on the class path. */
public final class AtomicWriteRules {

    /**
     * No code calls what erases or cuts a file before its new content is there: {@code Files.write}, {@code new
     * FileOutputStream}, {@code ObjectMapper.writeValue(File, …)} and the like, of the JDK, Jackson, Spring, Commons
     * IO, Guava and Kotlin. Each violation says what to call instead.
     *
     * <pre>{@code
     * @AnalyzeClasses(packages = "com.example", importOptions = DoNotIncludeTests.class)
     * class StateFilesTest {
     *     @ArchTest
     *     static final ArchRule stateIsWrittenAtomically = AtomicWriteRules.NO_FILE_IS_WRITTEN_IN_PLACE;
     * }
     * }</pre>
     *
     * <p>A call that is seen to append is accepted, and code with {@link io.github.atomicwrite.WritesInPlace} and a
     * reason. For old code, {@code FreezingArchRule.freeze(rule)} accepts what is there now, and no more.
     *
     * <p>{@code RandomAccessFile}, channels, moves and {@code File.renameTo} are accepted, since most uses of them are
     * right.
     */
    public static final ArchRule NO_FILE_IS_WRITTEN_IN_PLACE = noClasses()
            .should(new WriteInPlaceCondition())
            .as("no file should be written in place")
            .because("a crash in the middle leaves it empty or cut");

    private AtomicWriteRules() {}
}
