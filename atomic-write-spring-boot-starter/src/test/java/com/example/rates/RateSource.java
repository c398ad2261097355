package com.example.rates;

import java.util.Map;

/** Knows the current rates. */
@FunctionalInterface
interface RateSource {
    /** Returns a JSON text for each currency, all of the same moment. */
    Map<String, String> latest();
}
