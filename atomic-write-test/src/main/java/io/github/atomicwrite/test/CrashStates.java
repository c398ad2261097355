package io.github.atomicwrite.test;

/** The states that one kind of crash may leave. */
interface CrashStates {

    /** Receives each state. */
    @FunctionalInterface
    interface Visitor {
        void visit(CrashState state) throws Exception;
    }

    /** Visits the states in the order of the steps. Two of them may be alike. */
    void forEach(Visitor visitor) throws Exception;

    /** Returns the number of states that are not visited, {@link Long#MAX_VALUE} if there are at least as many. */
    long leftOut();

    /** Returns the kind of crash as the messages show it, "A kill" or "A power loss". */
    String crash();
}
