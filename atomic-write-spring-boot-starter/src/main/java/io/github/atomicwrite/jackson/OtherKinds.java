package io.github.atomicwrite.jackson;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which kinds of JSON values a type refuses. Both Jacksons have constants of these names. */
final class OtherKinds {
    /** Logical types, and the shapes of input that each refuses. */
    static final Map<String, List<String>> REFUSED = Map.of(
            "Textual", List.of("Integer", "Float", "Boolean"),
            "Integer", List.of("Float", "Boolean", "String", "EmptyString"),
            "Float", List.of("Boolean", "String", "EmptyString"),
            "Boolean", List.of("Integer", "Float", "String", "EmptyString"));

    /** The types of which one value is written as empty text. All others refuse empty text, if they aren't text. */
    static final List<Class<?>> WRITTEN_AS_EMPTY_TEXT =
            List.of(Locale.class, URI.class, StringBuilder.class, StringBuffer.class);

    private OtherKinds() {}
}
