package io.github.atomicwrite.spring.autoconfigure;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.origin.Origin;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Reports which property is wrong, where it is set, and what to set instead.
 *
 * <p>It comes first. Boot's own analyzer handles every property that can't be bound, and Boot uses the first analysis.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class PropertyFailureAnalyzer implements FailureAnalyzer {
    private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("atomic-write");

    private final Environment environment;

    PropertyFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        BindException unbound = causeOf(BindException.class, failure);
        RefusedValueException refused = causeOf(RefusedValueException.class, failure);
        if (refused != null) {
            ConfigurationProperty property = refused.property() != null
                    ? propertyNamed(refused.property())
                    : unbound != null ? unbound.getProperty() : null;
            String name = Objects.requireNonNullElseGet(
                    refused.property(),
                    () -> unbound != null ? unbound.getName().toString() : "of a file mode");
            return analysis(name, property, refused.value(), refused.reason(), refused.action(), failure);
        }
        if (unbound != null && PREFIX.isAncestorOf(unbound.getName())) {
            ConfigurationProperty property = unbound.getProperty();
            Class<?> type = Objects.requireNonNull(unbound.getTarget().getType().resolve(Object.class));
            String action = actionFor(type);
            if (property != null && action != null) {
                String value = "\"" + property.getValue() + "\"";
                return analysis(
                        unbound.getName().toString(), property, value, "The value is not valid.", action, failure);
            }
        }
        return null;
    }

    private static @Nullable String actionFor(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", ", "Set it to one of: ", "."));
        }
        if (type == Charset.class) {
            return "Set it to the name of a charset that this Java runtime has, such as UTF-8.";
        }
        return type == boolean.class ? "Set it to true or to false." : null;
    }

    private static FailureAnalysis analysis(
            String name,
            @Nullable ConfigurationProperty property,
            String value,
            String reason,
            String action,
            Throwable failure) {
        Origin origin = property == null ? null : property.getOrigin();
        String place = origin == null ? "" : ", set at " + origin + ",";
        return new FailureAnalysis(
                "The property %s%s is %s. %s".formatted(name, place, value, reason), action, failure);
    }

    private @Nullable ConfigurationProperty propertyNamed(String text) {
        ConfigurationPropertyName name = ConfigurationPropertyName.of(text);
        for (var source : ConfigurationPropertySources.get(environment)) {
            ConfigurationProperty found = source.getConfigurationProperty(name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static <E extends Throwable> @Nullable E causeOf(Class<E> type, @Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
