package com.example.service;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A web service that remembers signals in a state file. The script {@code service.sh} builds and kills it. */
@SpringBootApplication(proxyBeanMethods = false)
public class ServiceApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(ServiceApplication.class, arguments);
    }
}
