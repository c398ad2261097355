package io.github.atomicwrite.documentation;

import java.net.URI;
import javax.tools.SimpleJavaFileObject;

/** A source file in memory. Errors name it as the page that the code is from. */
final class SourceText extends SimpleJavaFileObject {
    private final String name;
    private final String text;

    SourceText(String name, String text) {
        super(URI.create("memory:///" + name), Kind.SOURCE);
        this.name = name;
        this.text = text;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
    }

    /** Allows every class, although the name of a page is not the name of a class. */
    @Override
    public boolean isNameCompatible(String simpleName, Kind kind) {
        return !simpleName.equals("package-info");
    }
}
