package io.github.atomicwrite.documentation;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/** Compiles the blocks of Java, for Java 17 and without a warning. */
final class SnippetCompiler {
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    private static final List<String> RELEASE = List.of("--release", "17");

    private final Path output;

    /** @param output gets the class files */
    SnippetCompiler(Path output) {
        this.output = output;
    }

    /** Returns the errors and the warnings, with the page and the line. */
    List<String> problems(List<CodeBlock> blocks) throws IOException {
        List<SourceText> sources = new ArrayList<>();
        for (CodeBlock block : blocks) {
            if (block.language().equals("java")) {
                add(sources, new Snippet(block));
            }
        }
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        List<String> options = new ArrayList<>(RELEASE);
        options.addAll(List.of("-proc:none", "-Xlint:all,-classfile,-path,-options", "-d", output.toString()));
        options.addAll(List.of("-classpath", System.getProperty("java.class.path")));
        boolean compiled =
                COMPILER.getTask(null, null, found, options, null, sources).call();
        List<String> problems =
                found.getDiagnostics().stream().map(SnippetCompiler::text).toList();
        return compiled || !problems.isEmpty() ? problems : List.of("the compiler failed without a reason");
    }

    private static void add(List<SourceText> sources, Snippet snippet) throws IOException {
        if (snippet.isFile()) {
            sources.add(snippet.asFile());
        } else {
            sources.add(snippet.surroundings());
            sources.add(parses(snippet.asMembers()) ? snippet.asMembers() : snippet.asStatements());
        }
    }

    private static boolean parses(SourceText source) throws IOException {
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        JavacTask task = (JavacTask) COMPILER.getTask(null, null, found, RELEASE, null, List.of(source));
        task.parse();
        return found.getDiagnostics().stream().noneMatch(problem -> problem.getKind() == Diagnostic.Kind.ERROR);
    }

    private static String text(Diagnostic<? extends JavaFileObject> problem) {
        String place =
                problem.getSource() == null ? "" : problem.getSource().getName() + ':' + problem.getLineNumber() + ": ";
        return place + problem.getMessage(Locale.ROOT);
    }
}
