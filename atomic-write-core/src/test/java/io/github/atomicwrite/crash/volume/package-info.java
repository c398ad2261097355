/**
 * File systems in image files, whose power can be cut.
 *
 * <p>Each {@code Volume} has a way to cut the power: a shutdown ioctl, or a copy of the image. {@code FuseServer}
 * serves an image as a block device that writes its requests to a {@code BlockLog}.
 */
@NullMarked
package io.github.atomicwrite.crash.volume;

import org.jspecify.annotations.NullMarked;
