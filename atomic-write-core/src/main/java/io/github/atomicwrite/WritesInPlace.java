package io.github.atomicwrite;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks code that writes a file in place on purpose, and gives the reason.
 *
 * <p>The rule {@code AtomicWriteRules.NO_FILE_IS_WRITTEN_IN_PLACE} of the artifact {@code atomic-write-test} accepts
 * the direct writes of a method, a constructor, a type (its nested types included) or a package that has this
 * annotation. The annotation changes nothing at run time.
 *
 * <pre>{@code
 * @WritesInPlace("a report for people, which can be made again")
 * void export(Path file) throws IOException {
 *     Files.writeString(file, table());
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.CONSTRUCTOR, ElementType.TYPE, ElementType.PACKAGE})
public @interface WritesInPlace {

    /**
     * The reason why no crash can do harm here.
     *
     * @return the reason; the rule doesn't accept a blank one
     */
    String value();
}
