package io.github.atomicwrite.documentation;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Finds the links of a page that lead nowhere. Of links to other hosts, only the form is checked. */
final class LinkCheck {
    private LinkCheck() {}

    static List<String> problems(Page page) throws IOException {
        List<String> problems = new ArrayList<>();
        for (Page.Reference reference : page.references()) {
            String reason = reason(page, reference.destination());
            if (reason != null) {
                problems.add(page.name() + ':' + reference.line() + ": " + reference.destination() + ' ' + reason);
            }
        }
        return problems;
    }

    /** Returns what is wrong with a link, or {@code null}. */
    private static String reason(Page page, String destination) throws IOException {
        URI link;
        try {
            link = new URI(destination);
        } catch (URISyntaxException malformed) {
            return "is malformed: " + malformed.getMessage();
        }
        if (link.getScheme() != null) {
            return link.getScheme().equals("https") && link.getHost() != null ? null : "is no https address";
        }
        if (link.getRawAuthority() != null || link.getPath().startsWith("/")) {
            return "is neither an https address nor relative to its page";
        }
        Path target = Objects.requireNonNull(page.file().getParent())
                .resolve(link.getPath())
                .normalize();
        if (link.getPath().isEmpty()) {
            target = page.file();
        }
        if (!target.startsWith(page.root()) || !Files.exists(target)) {
            return "leads to no file of the project";
        }
        if (link.getFragment() == null) {
            return null;
        }
        return target.toString().endsWith(".md")
                        && Page.read(page.root(), target).anchors().contains(link.getFragment())
                ? null
                : "leads to no heading";
    }
}
