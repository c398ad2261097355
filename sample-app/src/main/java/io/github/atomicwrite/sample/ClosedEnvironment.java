package io.github.atomicwrite.sample;

import java.util.Map;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;

/** An environment with only the properties of the command line. */
final class ClosedEnvironment extends StandardEnvironment {
    ClosedEnvironment(Map<String, Object> properties) {
        getPropertySources().addFirst(new MapPropertySource("command line", properties));
    }

    /** Adds neither system properties nor environment variables. */
    @Override
    protected void customizePropertySources(MutablePropertySources sources) {}
}
