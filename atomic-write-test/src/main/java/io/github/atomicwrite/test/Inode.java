package io.github.atomicwrite.test;

import java.util.Map;
import java.util.TreeMap;

/** What a name leads to. */
sealed interface Inode {

    Inode copy();

    record Directory(Map<String, Integer> entries) implements Inode {
        Directory() {
            this(new TreeMap<>());
        }

        @Override
        public Directory copy() {
            return new Directory(new TreeMap<>(entries));
        }
    }

    record RegularFile(Content content) implements Inode {
        RegularFile() {
            this(new Content(new byte[0]));
        }

        @Override
        public RegularFile copy() {
            return new RegularFile(content.copy());
        }
    }

    record SymbolicLink(String target) implements Inode {
        @Override
        public SymbolicLink copy() {
            return this;
        }
    }
}
