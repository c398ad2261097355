package com.example.flow;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Handles each signal once: signals arrive as files, and the same signal may arrive more than once. */
@SpringBootApplication
public class FlowApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(FlowApplication.class, arguments);
    }
}
