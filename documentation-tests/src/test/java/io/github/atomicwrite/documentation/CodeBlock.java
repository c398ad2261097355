package io.github.atomicwrite.documentation;

/**
 * A fenced block of a page.
 *
 * @param page the name of the page
 * @param line the line of the opening fence, from 1
 * @param language what follows the fence; empty if nothing does
 */
record CodeBlock(String page, int line, String language, String text) {
    String problem(String reason) {
        return page + ':' + line + ": " + reason;
    }
}
