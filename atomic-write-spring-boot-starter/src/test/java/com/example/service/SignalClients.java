package com.example.service;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Clients that add signals to the service until it ends. Prints each signal that the service has acknowledged. */
public final class SignalClients {
    private final HttpClient http = HttpClient.newHttpClient();
    private final String service;

    private SignalClients(String service) {
        this.service = service;
    }

    /**
     * Runs the clients.
     *
     * @param arguments the URL of the service, the number of clients, and the beginning of the signals' names
     */
    public static void main(String[] arguments) {
        SignalClients clients = new SignalClients(arguments[0]);
        int number = Integer.parseInt(arguments[1]);
        ExecutorService threads = Executors.newFixedThreadPool(number);
        for (int client = 0; client < number; client++) {
            String name = arguments[2] + "-" + client + "-";
            threads.execute(() -> clients.addUntilTheServiceEnds(name));
        }
        threads.shutdown();
    }

    private void addUntilTheServiceEnds(String name) {
        for (int number = 0; add(name + number); number++) {
            System.out.println(name + number);
            System.out.flush();
        }
    }

    /** Returns whether the service has acknowledged the signal. */
    private boolean add(String signal) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(service + "/signals/" + signal))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 200) {
                return true;
            }
            System.err.println(signal + ": " + answer.statusCode() + " " + answer.body());
        } catch (IOException ended) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        System.exit(1);
        return false;
    }
}
