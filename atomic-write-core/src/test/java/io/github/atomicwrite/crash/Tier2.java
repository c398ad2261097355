package io.github.atomicwrite.crash;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests that need root on Linux: they cut the power of real file systems. They run with {@code -Pcrash}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("crash")
@Tag(Tier2.TAG)
@ExtendWith(EvidenceExtension.class)
@interface Tier2 {
    String TAG = "tier2";
}
