package io.github.atomicwrite.test;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLConnection;
import java.util.List;
import java.util.Optional;

/** Finds the calls of a class, and its method references, that write a file in place and have no exception. */
final class WriteInPlaceCondition extends ArchCondition<JavaClass> {
    /** By name: a class that isn't on the class path of the test may have it. */
    private static final String EXCEPTION = "io.github.atomicwrite.WritesInPlace";

    private final List<DirectWrite> writes = DirectWrite.all();

    WriteInPlaceCondition() {
        super("write a file in place");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        for (JavaAccess<?> access : type.getAccessesFromSelf()) {
            if (access.getTarget() instanceof CodeUnitAccessTarget target) {
                writes.stream()
                        .filter(write -> write.matches(target))
                        .findFirst()
                        .filter(write -> !appends(access, write) && !isExcepted(access.getOrigin()))
                        .ifPresent(write -> events.add(SimpleConditionEvent.satisfied(
                                access, access.getDescription() + ": " + write.instead())));
            }
        }
    }

    private static boolean appends(JavaAccess<?> access, DirectWrite write) {
        if (write.parameters().isEmpty() || !mayAppend(write.parameters())) {
            return false;
        }
        return access.getOriginOwner()
                .getSource()
                .map(source -> AppendingCalls.of(read(source.getUri()))
                        .contain(access.getLineNumber(), access.getTargetOwner().getName(), write.name()))
                .orElse(false);
    }

    private static boolean mayAppend(List<String> parameters) {
        String last = parameters.get(parameters.size() - 1);
        return last.equals("boolean") || last.endsWith("OpenOption;") || last.endsWith("FileWriteMode;");
    }

    private static byte[] read(java.net.URI classFile) {
        try {
            URLConnection connection = classFile.toURL().openConnection();
            connection.setUseCaches(false);
            try (InputStream in = connection.getInputStream()) {
                return in.readAllBytes();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("A class file that ArchUnit has read can't be read again", failed);
        }
    }

    /** Whether the code, what it is nested in, or its package has the annotation, with a reason. */
    private static boolean isExcepted(JavaCodeUnit code) {
        return hasReason(code) || isExcepted(code.getOwner());
    }

    private static boolean isExcepted(JavaClass type) {
        return hasReason(type)
                || hasReason(type.getPackage())
                || type.getEnclosingCodeUnit()
                        .map(WriteInPlaceCondition::isExcepted)
                        .or(() -> type.getEnclosingClass().map(WriteInPlaceCondition::isExcepted))
                        .orElse(false);
    }

    private static boolean hasReason(HasAnnotations<?> annotated) {
        return annotated.getAnnotations().stream()
                .filter(annotation -> annotation.getRawType().getName().equals(EXCEPTION))
                .map(WriteInPlaceCondition::reason)
                .anyMatch(reason -> reason.isPresent() && !reason.get().isBlank());
    }

    private static Optional<String> reason(JavaAnnotation<?> annotation) {
        return annotation.get("value").map(Object::toString);
    }
}
