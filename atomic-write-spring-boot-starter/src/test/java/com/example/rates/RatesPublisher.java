package com.example.rates;

import io.github.atomicwrite.PublishedDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/** Publishes the rates of all currencies together. */
@Service
class RatesPublisher {
    private final PublishedDirectory rates;
    private final RateSource source;

    RatesPublisher(PublishedDirectory rates, RateSource source) {
        this.rates = rates;
        this.source = source;
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void publish() throws IOException {
        Map<String, String> latest = source.latest();
        rates.publish(next -> {
            for (Map.Entry<String, String> rate : latest.entrySet()) {
                Files.writeString(next.resolve(rate.getKey() + ".json"), rate.getValue());
            }
        });
    }
}
