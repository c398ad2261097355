package io.github.atomicwrite.sample;

import java.util.Map;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;

/** An environment of what the command line says, and of nothing that its surroundings say. */
final class ClosedEnvironment extends StandardEnvironment {
    ClosedEnvironment(Map<String, Object> properties) {
        getPropertySources().addFirst(new MapPropertySource("command line", properties));
    }

    /** Adds neither the system's properties nor the environment's variables. */
    @Override
    protected void customizePropertySources(MutablePropertySources sources) {}
}
