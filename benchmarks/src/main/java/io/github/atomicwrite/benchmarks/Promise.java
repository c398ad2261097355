package io.github.atomicwrite.benchmarks;

/** The durability class: what is promised once a replacement has returned. Only times of one class can be compared. */
enum Promise {
    DURABLE("durable", "the new content survives power loss"),
    CONTENT("content only", "after power loss the file has the old content or the new content"),
    NONE("atomic only", "atomic for readers and after a process is killed, not after power loss; nothing is forced");

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
