package io.github.atomicwrite.sample;

import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Shows bytes and rate on the last line of a terminal. Only this class uses the progress bar library, so that the
 * library is loaded only if it is needed.
 */
final class ProgressDisplay implements AutoCloseable {
    private static final int REDRAW_INTERVAL_MILLIS = 200;
    private static final int LENGTH_UNKNOWN = -1;

    private final ProgressBar bar;

    ProgressDisplay(long bytes) {
        bar = new ProgressBarBuilder()
                .setTaskName("atomic-write")
                .setInitialMax(LENGTH_UNKNOWN)
                .setStyle(ProgressBarStyle.ASCII)
                .setUnit(" MiB", 1024 * 1024)
                .showSpeed()
                .setUpdateIntervalMillis(REDRAW_INTERVAL_MILLIS)
                // One column stays free: some terminals start a new line after a full one.
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
