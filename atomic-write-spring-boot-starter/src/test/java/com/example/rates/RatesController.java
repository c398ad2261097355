package com.example.rates;

import io.github.atomicwrite.PublishedDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Serves two rates of the same moment. */
@RestController
class RatesController {
    private final PublishedDirectory rates;

    RatesController(PublishedDirectory rates) {
        this.rates = rates;
    }

    @GetMapping(path = "/rates/{one:[a-z]{3}}/{other:[a-z]{3}}", produces = MediaType.APPLICATION_JSON_VALUE)
    String pair(@PathVariable("one") String one, @PathVariable("other") String other) throws IOException {
        try (PublishedDirectory.Snapshot now = rates.open()) {
            return "[" + rate(now.directory(), one) + "," + rate(now.directory(), other) + "]";
        }
    }

    private static String rate(Path version, String currency) throws IOException {
        return Files.readString(version.resolve(currency + ".json"));
    }

    /** There is no such currency, or nothing has been published yet. */
    @ExceptionHandler(NoSuchFileException.class)
    @ResponseStatus(HttpStatus.NOT_FOUND)
    void notFound() {}
}
