package io.github.atomicwrite.crash;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests that need Linux and strace, but no root. They run in each build. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("crash")
@Tag(Tier1.TAG)
@ExtendWith(EvidenceExtension.class)
@interface Tier1 {
    String TAG = "tier1";
}
