package io.github.atomicwrite.documentation;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Finds the blocks that are not well-formed. */
final class SyntaxCheck {
    /** The languages that nothing here checks, and why. */
    static final Map<String, String> NOT_CHECKED = Map.of(
            "", "the output of a program",
            "dockerfile", "which only Docker reads",
            "kotlin", "parts of a Gradle script, which only Gradle compiles; GradleTest compares their coordinates",
            "mermaid", "a picture, which only a browser draws",
            "sql", "for a database; outgrowing.sh runs it");

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private SyntaxCheck() {}

    /** Returns what is wrong with the blocks. Blocks of Java are for {@link SnippetCompiler}. */
    static List<String> problems(List<CodeBlock> blocks) throws IOException, InterruptedException {
        List<String> problems = new ArrayList<>();
        for (CodeBlock block : blocks) {
            if (block.language().equals("java") || NOT_CHECKED.containsKey(block.language())) {
                continue;
            }
            String reason = reason(block);
            if (reason != null) {
                problems.add(block.problem(reason));
            }
        }
        return problems;
    }

    private static String reason(CodeBlock block) throws IOException, InterruptedException {
        try {
            switch (block.language()) {
                case "xml" -> parseXml(block.text());
                case "json" -> JSON.readTree(block.text());
                case "yaml" -> yaml().load(block.text());
                case "properties" -> {
                    return properties(block.text());
                }
                case "sh" -> {
                    return shell(block.text());
                }
                default -> {
                    return "no check knows the language " + block.language();
                }
            }
            return null;
        } catch (SAXException | JsonProcessingException | YAMLException malformed) {
            return malformed.getMessage();
        }
    }

    /** Parses a fragment, which may have several elements at its top. */
    static Document parseXml(String fragment) throws IOException, SAXException {
        DocumentBuilder parser;
        try {
            parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        } catch (ParserConfigurationException impossible) {
            throw new AssertionError(impossible);
        }
        parser.setErrorHandler(new DefaultHandler()); // throws; the default also prints
        return parser.parse(new InputSource(new StringReader("<fragment>" + fragment + "</fragment>")));
    }

    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return new Yaml(new SafeConstructor(options));
    }

    private static String properties(String text) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        return properties.isEmpty() || properties.containsValue("") ? "a property has no value" : null;
    }

    /** Asks the shell to read the commands without running them. */
    private static String shell(String text) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-n").redirectErrorStream(true).start();
        shell.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        shell.getOutputStream().close();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return shell.waitFor() == 0 ? null : output.strip();
    }
}
