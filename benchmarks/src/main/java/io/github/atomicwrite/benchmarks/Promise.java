package io.github.atomicwrite.benchmarks;

/** What a way to replace a file promises once it has returned. Only those of one class can be compared. */
enum Promise {
    DURABLE("durable", "the new content survives power loss"),
    CONTENT("content only", "after power loss the file is old or new; which of them is not known"),
    NONE("atomic only", "old or new to readers and after a crash of the process; nothing is forced");

    private final String label;
    private final String meaning;

    Promise(String label, String meaning) {
        this.label = label;
        this.meaning = meaning;
    }

    String label() {
        return label;
    }

    String meaning() {
        return meaning;
    }
}
