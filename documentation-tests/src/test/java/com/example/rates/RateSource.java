package com.example.rates;

import java.util.Map;

/** What the guide to Spring Boot asks its reader to provide. */
interface RateSource {
    Map<String, String> latest();
}
