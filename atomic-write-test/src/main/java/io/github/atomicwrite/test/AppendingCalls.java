package io.github.atomicwrite.test;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a class file that can be seen to append: the last argument is the constant {@code true}, or the options
 * that are listed in the call contain {@code APPEND}.
 */
final class AppendingCalls extends ClassVisitor {
    private static final int ASM_API = Opcodes.ASM9;

    /** For each place, whether every call there appends. */
    private final Map<Place, Boolean> calls = new HashMap<>();

    private AppendingCalls() {
        super(ASM_API);
    }

    /** A method that is called in a line. Lambdas are methods of their own in a class file, but have the same lines. */
    private record Place(int line, String owner, String name) {}

    static AppendingCalls of(byte[] classFile) {
        AppendingCalls found = new AppendingCalls();
        new ClassReader(classFile).accept(found, ClassReader.SKIP_FRAMES);
        return found;
    }

    /** Whether all calls of that method in that line are seen to append. */
    boolean contain(int line, String owner, String name) {
        return calls.getOrDefault(new Place(line, owner, name), false);
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        return new Arguments();
    }

    /** Watches the instructions before each call. */
    private final class Arguments extends MethodVisitor {
        private static final Set<String> OPTIONS =
                Set.of("java/nio/file/OpenOption", "com/google/common/io/FileWriteMode");

        private int line;
        private boolean lastIsTrue;

        /** Whether options are being listed, and whether APPEND was among them. */
        private boolean listing;

        private boolean appends;

        private final Set<Label> targets = new HashSet<>();

        Arguments() {
            super(ASM_API);
        }

        @Override
        public void visitLineNumber(int number, Label start) {
            line = number;
        }

        @Override
        public void visitInsn(int opcode) {
            lastIsTrue = opcode == Opcodes.ICONST_1;
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            lastIsTrue = false;
            if (opcode == Opcodes.ANEWARRAY) {
                listing = OPTIONS.contains(type);
                appends = false;
            }
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            lastIsTrue = false;
            appends |= listing && opcode == Opcodes.GETSTATIC && name.equals("APPEND");
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            boolean seen = descriptor.contains("Z)") ? lastIsTrue : listing && appends && takesOptions(descriptor);
            calls.merge(new Place(line, owner.replace('/', '.'), name), seen, Boolean::logicalAnd);
            forget();
        }

        private static boolean takesOptions(String descriptor) {
            return OPTIONS.stream().anyMatch(option -> descriptor.contains("[L" + option + ";)"));
        }

        private void forget() {
            lastIsTrue = false;
            listing = false;
            appends = false;
        }

        @Override
        public void visitVarInsn(int opcode, int variable) {
            lastIsTrue = false;
        }

        @Override
        public void visitLdcInsn(Object value) {
            lastIsTrue = false;
        }

        @Override
        public void visitIntInsn(int opcode, int operand) {
            lastIsTrue = false;
        }

        /** Two branches meet, or part: what is on the stack isn't known any more. */
        @Override
        public void visitJumpInsn(int opcode, Label label) {
            targets.add(label);
            forget();
        }

        @Override
        public void visitLabel(Label label) {
            if (targets.contains(label)) {
                forget();
            }
        }

        @Override
        public void visitInvokeDynamicInsn(
                String name, String descriptor, net.bytebuddy.jar.asm.Handle bootstrap, Object... arguments) {
            lastIsTrue = false;
        }
    }
}
