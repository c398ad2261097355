import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;

/**
 * Verifies an unpacked bundle for Maven Central before it is uploaded, against Central's rules and the project's own.
 * Prints each problem, and exits with 1 if there is one. {@code gpg} must know the public key.
 *
 * <pre>java src/release/VerifyBundle.java DIRECTORY VERSION</pre>
 */
final class VerifyBundle {
    private static final String GROUP = "io.github.atomicwrite";
    private static final String CORE = "atomic-write-core";
    private static final String BOM = "atomic-write-bom";
    private static final List<String> JARS =
            List.of(CORE, "atomic-write-spring-boot-starter", "atomic-write-test");
    private static final Map<String, String> CHECKSUMS =
            Map.of("md5", "MD5", "sha1", "SHA-1", "sha256", "SHA-256", "sha512", "SHA-512");

    /** What Central requires of each POM. */
    private static final List<String> REQUIRED = List.of(
            "modelVersion",
            "groupId",
            "artifactId",
            "version",
            "name",
            "description",
            "url",
            "licenses/license/name",
            "licenses/license/url",
            "developers/developer/id",
            "developers/developer/name",
            "developers/developer/email",
            "scm/connection",
            "scm/developerConnection",
            "scm/url");

    /** What a reader of a published POM does not need. */
    private static final List<String> FORBIDDEN = List.of(
            "parent",
            "build",
            "modules",
            "profiles",
            "properties",
            "reporting",
            "repositories",
            "pluginRepositories",
            "distributionManagement",
            "dependencies/dependency[scope = 'test' or scope = 'provided']",
            "dependencies/dependency[not(version)]");

    private final List<String> problems = new ArrayList<>();
    private final Path directory;
    private final String version;

    private VerifyBundle(Path directory, String version) {
        this.directory = directory;
        this.version = version;
    }

    /** Verifies the directory and the version that the arguments name. */
    public static void main(String... arguments) throws Exception {
        VerifyBundle verification = new VerifyBundle(Path.of(arguments[0]), arguments[1]);
        verification.verify();
        verification.problems.forEach(System.err::println);
        System.exit(verification.problems.isEmpty() ? 0 : 1);
    }

    private void verify() throws Exception {
        Set<String> expected = new TreeSet<>();
        for (String artifact : JARS) {
            for (String end : List.of(".pom", ".jar", "-sources.jar", "-javadoc.jar", "-cyclonedx.json")) {
                expected.add(path(artifact, end));
            }
        }
        expected.add(path(BOM, ".pom"));
        Set<String> found = new TreeSet<>();
        for (String file : files()) {
            if (!CHECKSUMS.containsKey(extension(file)) && !extension(file).equals("asc")) {
                found.add(file);
            } else if (!Files.exists(directory.resolve(file.substring(0, file.lastIndexOf('.'))))) {
                problems.add(file + " belongs to no file");
            }
        }
        for (String file : expected) {
            check(found.contains(file), file + " is missing");
        }
        for (String file : found) {
            check(expected.contains(file), file + " is not published");
            verifyChecksums(file);
            verifySignature(file);
        }
        expected.retainAll(found);
        for (String file : expected) {
            if (file.endsWith(".pom")) {
                verifyPom(file);
            } else if (file.endsWith(".jar")) {
                verifyJar(file);
            } else {
                verifySbom(file);
            }
        }
    }

    private String path(String artifact, String end) {
        return GROUP.replace('.', '/') + "/" + artifact + "/" + version + "/" + artifact + "-" + version + end;
    }

    private List<String> files() throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString())
                    .toList();
        }
    }

    private static String extension(String file) {
        return file.substring(file.lastIndexOf('.') + 1);
    }

    private void verifyChecksums(String file) throws Exception {
        byte[] content = Files.readAllBytes(directory.resolve(file));
        for (var checksum : CHECKSUMS.entrySet()) {
            Path written = directory.resolve(file + "." + checksum.getKey());
            byte[] digest = MessageDigest.getInstance(checksum.getValue()).digest(content);
            check(
                    Files.exists(written)
                            && HexFormat.of().formatHex(digest).equals(Files.readString(written).strip()),
                    file + ": no " + checksum.getKey() + ", or a wrong one");
        }
    }

    private void verifySignature(String file) throws Exception {
        Path signature = directory.resolve(file + ".asc");
        if (!Files.exists(signature)) {
            problems.add(file + ": no signature");
            return;
        }
        Process gpg = new ProcessBuilder(
                        "gpg", "--batch", "--verify", signature.toString(), directory.resolve(file).toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(gpg.getInputStream().readAllBytes(), UTF_8);
        check(gpg.waitFor() == 0, file + ": bad signature: " + output.strip());
    }

    private void verifyPom(String file) throws Exception {
        Path pom = directory.resolve(file);
        String artifact = pom.getParent().getParent().getFileName().toString();
        Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());
        for (String element : REQUIRED) {
            check(!text(document, element).isBlank(), file + ": no " + element);
        }
        for (String element : FORBIDDEN) {
            check(!exists(document, element), file + ": has " + element);
        }
        check(text(document, "groupId").equals(GROUP), file + ": another groupId");
        check(text(document, "artifactId").equals(artifact), file + ": another artifactId");
        check(text(document, "version").equals(version), file + ": another version");
        String content = Files.readString(pom);
        check(!content.contains("SNAPSHOT"), file + ": depends on a snapshot");
        check(!content.contains("${"), file + ": has an unresolved property");
        check(!artifact.equals(CORE) || !exists(document, "dependencies"), file + ": has dependencies");
        check(artifact.equals(BOM) == exists(document, "dependencyManagement"), file + ": dependencyManagement");
        if (artifact.equals(BOM)) {
            List<String> managed = new ArrayList<>();
            String entry = "dependencyManagement/dependencies/dependency";
            for (int i = 1; exists(document, entry + "[" + i + "]"); i++) {
                managed.add(text(document, entry + "[" + i + "]/artifactId"));
                String managedVersion = text(document, entry + "[" + i + "]/version");
                check(managedVersion.equals(version), file + ": manages another version");
            }
            check(managed.equals(JARS), file + ": manages " + managed);
        }
    }

    private static String text(Document document, String element) throws Exception {
        return XPathFactory.newInstance().newXPath().evaluate("/project/" + element, document);
    }

    private static boolean exists(Document document, String element) throws Exception {
        return !XPathFactory.newInstance().newXPath().evaluate("count(/project/" + element + ")", document).equals("0");
    }

    private void verifyJar(String file) throws IOException {
        try (JarFile jar = new JarFile(directory.resolve(file).toFile())) {
            List<String> names = jar.stream().map(entry -> entry.getName()).toList();
            for (String legal : List.of("LICENSE", "NOTICE")) {
                var entry = jar.getEntry("META-INF/" + legal);
                check(
                        entry != null
                                && Arrays.equals(
                                        jar.getInputStream(entry).readAllBytes(), Files.readAllBytes(Path.of(legal))),
                        file + ": no META-INF/" + legal + ", or another one");
            }
            String kind = file.endsWith("-sources.jar") ? "java" : file.endsWith("-javadoc.jar") ? "html" : "class";
            for (String other : List.of("java", "html", "class")) {
                check(
                        other.equals(kind) == names.stream().anyMatch(name -> name.endsWith("." + other)),
                        file + ": files that end with ." + other);
            }
            if (file.contains(CORE) && !kind.equals("html")) {
                check(
                        names.stream().anyMatch(name -> name.matches("META-INF/versions/22/.*\\." + kind)),
                        file + ": no META-INF/versions/22");
            }
            if (kind.equals("class")) {
                Manifest manifest = jar.getManifest();
                for (String entry : List.of("Title", "Version", "Vendor")) {
                    check(
                            manifest.getMainAttributes().getValue("Implementation-" + entry) != null,
                            file + ": no Implementation-" + entry);
                }
            }
        }
    }

    private void verifySbom(String file) throws IOException {
        String content = Files.readString(directory.resolve(file));
        String artifact = Path.of(file).getParent().getParent().getFileName().toString();
        check(content.contains("\"CycloneDX\""), file + ": not CycloneDX");
        check(content.contains("pkg:maven/" + GROUP + "/" + artifact + "@" + version), file + ": of another artifact");
        check(!content.contains("SNAPSHOT"), file + ": names a snapshot");
        check(!artifact.equals(CORE) || content.split("pkg:maven/(?!" + GROUP + "/" + CORE + "@)").length == 1,
                file + ": the core has dependencies");
    }

    private void check(boolean right, String problem) {
        if (!right) {
            problems.add(problem);
        }
    }
}
