package io.github.atomicwrite.sample;

import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Bytes and rate on the last line of a terminal. It alone knows the library, which is loaded with it and not before. */
final class ProgressDisplay implements AutoCloseable {
    private static final int REDRAWN_EVERY_MILLIS = 200;
    private static final int LENGTH_UNKNOWN = -1;

    private final ProgressBar bar;

    ProgressDisplay(long bytes) {
        bar = new ProgressBarBuilder()
                .setTaskName("atomic-write")
                .setInitialMax(LENGTH_UNKNOWN)
                .setStyle(ProgressBarStyle.ASCII)
                .setUnit(" MiB", 1024 * 1024)
                .showSpeed()
                .setUpdateIntervalMillis(REDRAWN_EVERY_MILLIS)
                // One column is left free: a full line would make some terminals begin the next one.
                .setConsumer(new ConsoleProgressBarConsumer(System.err, Terminal.width() - 1))
                .clearDisplayOnFinish()
                .startsFrom(bytes, Duration.ZERO)
                .build();
    }

    void show(long bytes) {
        bar.stepTo(bytes);
    }

    @Override
    public void close() {
        bar.close();
    }
}
