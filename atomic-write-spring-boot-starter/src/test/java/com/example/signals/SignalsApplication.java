package com.example.signals;

import java.nio.charset.StandardCharsets;
import java.util.Scanner;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Handles each line of the standard input as a signal, once. */
@SpringBootApplication(proxyBeanMethods = false)
public class SignalsApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(SignalsApplication.class, arguments);
    }

    @Bean
    CommandLineRunner signals(SignalDeduplicator deduplicator) {
        return arguments -> {
            Scanner signals = new Scanner(System.in, StandardCharsets.UTF_8);
            while (signals.hasNextLine()) {
                String signal = signals.nextLine();
                System.out.println((deduplicator.isNew(signal) ? "handled " : "ignored ") + signal);
            }
        };
    }
}
