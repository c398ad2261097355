/**
 * The content of a file before and after a write.
 *
 * <p>{@code VersionedContent} describes itself, so that {@code Observed} can be whole, torn, empty, zeros or absent.
 * {@code TargetDirectory} holds one target, {@code PublishedTarget} a published directory with
 * {@code PublishedContent}. {@code AcknowledgementCounter} remembers the last acknowledged version.
 */
@NullMarked
package io.github.atomicwrite.crash.content;

import org.jspecify.annotations.NullMarked;
