package io.github.atomicwrite.benchmarks;

import io.github.atomicwrite.AtomicFileWriter;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.HorizontalBarChart;
import org.knowm.xchart.HorizontalBarChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.IChart;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Draws the charts of the page. */
final class Charts {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 480;

    /** High enough for a label. */
    private static final int HEIGHT_OF_BAR = 40;

    private final Measured measured;
    private final Tables tables;
    private final Path directory;

    Charts(Measured measured, Tables tables, Path directory) {
        this.measured = measured;
        this.tables = tables;
        this.directory = directory;
    }

    void draw() throws IOException {
        single("tmpfs");
        single("ext4");
        lines(
                "sizes",
                "A file of any size, × the contract's calls in C",
                "bytes",
                "times",
                Tables.SIZES,
                Map.of(
                        "tmpfs", size -> tables.sizeRatio("tmpfs", size),
                        "ext4", size -> tables.sizeRatio("ext4", size)));
        lines(
                "threads",
                "Files a second on ext4, × one thread",
                "threads",
                "times",
                Tables.THREADS,
                Map.of(
                        "a directory each", threads -> speedup("separateDirectories", threads),
                        "one directory", threads -> speedup("oneDirectory", threads),
                        "one file", threads -> speedup("oneFile", threads)));
        lines(
                "batches",
                "Flush requests a file in a batch, ext4",
                "files in the batch",
                "flush requests a file",
                Tables.BATCHES,
                Map.of("batch", tables::flushesInBatch));
    }

    private Optional<Double> speedup(String how, int threads) {
        return Measured.ratio(measured.concurrent(how, threads), measured.concurrent(how, 1));
    }

    /** All contenders with their class. Bars can only be compared within a class. */
    private void single(String place) throws IOException {
        List<String> labels = new ArrayList<>();
        List<Double> times = new ArrayList<>();
        for (Contender who : Contender.values()) {
            Measured.ratio(measured.single(who, place), measured.single(Contender.C_BARE, place))
                    .ifPresent(ratio -> {
                        labels.add(0, who.label() + " (" + who.promise().label() + ")");
                        times.add(0, ratio);
                    });
        }
        if (times.isEmpty()) {
            return;
        }
        HorizontalBarChart chart = new HorizontalBarChartBuilder()
                .width(WIDTH)
                .height(HEIGHT_OF_BAR * times.size())
                .title("One file of 4 KiB on " + place + ", × C's bare pattern")
                .xAxisTitle("times")
                .build();
        chart.addSeries("times", times, labels).setFillColor(new Color(0x1B5E7B));
        chart.getStyler().setLabelsVisible(false);
        chart.getStyler().setXAxisMaxLabelCount(times.size());
        chart.getStyler().setLegendVisible(false);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        save(chart, "single-" + place);
    }

    private <N extends Number> void lines(
            String name,
            String title,
            String across,
            String up,
            List<N> xs,
            Map<String, Function<N, Optional<Double>>> series)
            throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(across)
                .yAxisTitle(up)
                .build();
        series.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(line -> {
            List<N> there = xs.stream()
                    .filter(x -> line.getValue().apply(x).isPresent())
                    .toList();
            if (!there.isEmpty()) {
                chart.addSeries(
                        line.getKey(),
                        there,
                        there.stream()
                                .map(x -> line.getValue().apply(x).orElseThrow())
                                .toList());
            }
        });
        if (chart.getSeriesCollection().isEmpty()) {
            return;
        }
        chart.getStyler().setXAxisLogarithmic(true);
        chart.getStyler().setYAxisMin(0.0);
        chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        save(chart, name);
    }

    private void save(IChart chart, String name) throws IOException {
        AtomicFileWriter.create()
                .write(directory.resolve(name + ".svg"), out -> ChartEncoder.saveChart(chart, out, "svg"));
    }
}
