package io.github.atomicwrite.integration;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.integration.metadata.PropertiesPersistingMetadataStore;

/**
 * Measures puts a second: this store, Spring's store for a local file with a flush after each put, and a Redis server.
 * The stores take turns in each round; the result is the median of all rounds.
 *
 * <p>Arguments: an empty directory, and the port of a Redis server on this machine.
 */
final class PutBenchmark {
    private static final int ROUNDS = Integer.getInteger("rounds", 7);
    private static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(Integer.getInteger("millis", 700));

    private PutBenchmark() {}

    /** Sets the value of a key. */
    @FunctionalInterface
    private interface Put {
        void put(String key, String value) throws IOException;
    }

    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createDirectories(Path.of(arguments[0]));
        int port = Integer.parseInt(arguments[1]);
        System.out.println("| keys | threads | state file | properties file, flushed on each put |"
                + " Redis, `appendfsync always` | state file / properties | state file / Redis |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (int keys : new int[] {100, 1_000, 10_000}) {
            List<String> names = IntStream.range(0, keys)
                    .mapToObj(number -> "file:/var/spool/signals/inbox/%06d-signal".formatted(number))
                    .toList();
            Map<String, Put> stores = new TreeMap<>();
            stores.put("1 state file", stateFile(directory.resolve("state-" + keys + ".json"), names));
            stores.put("2 properties", properties(directory, "properties-" + keys, names));
            stores.put("3 redis", redis(port, "benchmark-" + keys, names));
            for (int threads : new int[] {1, 64}) {
                print(keys, threads, measure(stores, names, threads));
            }
        }
    }

    private static Put stateFile(Path path, List<String> names) throws IOException {
        Stores.JACKSON_3.file(path).write(names.stream().collect(Collectors.toMap(name -> name, name -> "0")));
        return Stores.JACKSON_3.store(path)::put;
    }

    private static Put properties(Path directory, String name, List<String> names) throws Exception {
        PropertiesPersistingMetadataStore store = new PropertiesPersistingMetadataStore();
        store.setBaseDirectory(directory.toString());
        store.setFileName(name);
        store.afterPropertiesSet();
        names.forEach(key -> store.put(key, "0"));
        return (key, value) -> {
            synchronized (store) { // two flushes at once would damage the file
                store.put(key, value);
                store.flush();
            }
        };
    }

    /** A hash in Redis. Each thread has a connection. */
    private static Put redis(int port, String hash, List<String> names) throws IOException {
        ThreadLocal<Connection> connections = ThreadLocal.withInitial(() -> new Connection(port));
        Put put = (key, value) -> connections.get().call("HSET", hash, key, value);
        for (String name : names) {
            put.put(name, "0");
        }
        return put;
    }

    private static Map<String, Double> measure(Map<String, Put> stores, List<String> names, int threads)
            throws InterruptedException {
        Map<String, List<Double>> rates = new TreeMap<>();
        for (int round = 0; round <= ROUNDS; round++) {
            for (Map.Entry<String, Put> store : stores.entrySet()) {
                double rate = rate(store.getValue(), names, threads);
                if (round > 0) { // the first round warms up
                    rates.computeIfAbsent(store.getKey(), name -> new ArrayList<>())
                            .add(rate);
                }
            }
        }
        Map<String, Double> medians = new TreeMap<>();
        rates.forEach((name, each) -> {
            Collections.sort(each);
            medians.put(name, each.get(each.size() / 2));
        });
        return medians;
    }

    private static double rate(Put store, List<String> names, int threads) throws InterruptedException {
        LongAdder puts = new LongAdder();
        CountDownLatch ended = new CountDownLatch(threads);
        long start = System.nanoTime();
        for (int thread = 0; thread < threads; thread++) {
            new Thread(() -> {
                        try {
                            while (System.nanoTime() - start < ROUND_NANOS) {
                                String name =
                                        names.get(ThreadLocalRandom.current().nextInt(names.size()));
                                store.put(name, Long.toString(System.nanoTime()));
                                puts.increment();
                            }
                        } catch (IOException failed) {
                            throw new UncheckedIOException(failed);
                        } finally {
                            ended.countDown();
                        }
                    })
                    .start();
        }
        ended.await();
        return puts.sum() * 1e9 / (System.nanoTime() - start);
    }

    private static void print(int keys, int threads, Map<String, Double> rates) {
        double file = rates.get("1 state file");
        double properties = rates.get("2 properties");
        double redis = rates.get("3 redis");
        System.out.printf(
                "| %,d | %d | %,.0f | %,.0f | %,.0f | %.2f | %.2f |%n",
                keys, threads, file, properties, redis, file / properties, file / redis);
    }

    /** A connection that sends one command and waits for its reply. */
    private static final class Connection {
        private final OutputStream out;
        private final DataInputStream in;

        Connection(int port) {
            try {
                @SuppressWarnings("resource") // open until the benchmark ends
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                socket.setTcpNoDelay(true);
                out = new BufferedOutputStream(socket.getOutputStream());
                in = new DataInputStream(socket.getInputStream());
            } catch (IOException refused) {
                throw new UncheckedIOException(refused);
            }
        }

        void call(String... command) throws IOException {
            StringBuilder text = new StringBuilder("*" + command.length + "\r\n");
            for (String part : command) {
                text.append('$')
                        .append(part.length())
                        .append("\r\n")
                        .append(part)
                        .append("\r\n");
            }
            out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
            out.flush();
            int first = in.read();
            if (first != ':') {
                throw new IOException("Redis has replied with " + (char) first);
            }
            while (in.read() != '\n') {
                // the rest of the number
            }
        }
    }
}
