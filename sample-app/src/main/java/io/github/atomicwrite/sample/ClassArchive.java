package io.github.atomicwrite.sample;

import java.io.IOException;

/** The archive of the application's classes, which makes later starts faster. */
final class ClassArchive {
    /** Set by the launcher if there is no archive that fits: the script that makes one. */
    private static final String MAKER = "atomic-write.archive-maker";

    /** Set with the maker: the path of the JVM, as the launcher names it. */
    private static final String JAVA = "atomic-write.archive-java";

    /** Set by a user who wants to wait for the archive, such as in the build of a container image. */
    private static final String AWAIT = "atomic-write.await-archive";

    private ClassArchive() {}

    /**
     * Starts the process that makes the archive, if the launcher asks for it. The process begins when the target is
     * already replaced, it inherits no open file of this one, and it ends by itself.
     */
    static void makeIfMissing() {
        String maker = System.getProperty(MAKER);
        String java = System.getProperty(JAVA);
        if (maker == null || java == null) {
            return;
        }
        boolean awaited = Boolean.getBoolean(AWAIT);
        try {
            Process process = new ProcessBuilder("nice", "-n", awaited ? "0" : "10", "/bin/sh", maker, java)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (awaited) {
                process.waitFor();
            }
        } catch (IOException withoutArchive) {
            // The file is replaced, and the next start tries again.
        } catch (InterruptedException shutdown) {
            Thread.currentThread().interrupt();
        }
    }
}
