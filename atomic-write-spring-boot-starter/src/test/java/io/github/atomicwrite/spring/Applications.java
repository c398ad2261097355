package io.github.atomicwrite.spring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Starts real applications, with properties from each source that applications use. */
public final class Applications {
    private Applications() {}

    /** An application with only the auto-configurations of Boot and its starters. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    public static class Empty {}

    /** The source of an application's properties. */
    public enum Source {
        YAML {
            @Override
            public ConfigurableApplicationContext run(Path directory, Map<String, String> properties) {
                return withFile(directory, "application.yml", lines(properties, "%s: \"%s\""));
            }
        },
        PROPERTIES {
            @Override
            public ConfigurableApplicationContext run(Path directory, Map<String, String> properties) {
                return withFile(directory, "application.properties", lines(properties, "%s=%s"));
            }
        },
        ENVIRONMENT {
            @Override
            public ConfigurableApplicationContext run(Path directory, Map<String, String> properties) {
                return withEnvironment(properties.entrySet().stream()
                        .collect(Collectors.toMap(property -> variable(property.getKey()), Map.Entry::getValue)));
            }

            private String variable(String property) {
                return property.replace("-", "")
                        .replaceAll("[.\\[]", "_")
                        .replace("]", "_")
                        .toUpperCase(Locale.ROOT)
                        .replaceAll("_$", "");
            }
        },
        COMMAND_LINE {
            @Override
            public ConfigurableApplicationContext run(Path directory, Map<String, String> properties) {
                return withArguments(properties.entrySet().stream()
                        .map(property -> "--" + property.getKey() + "=" + property.getValue())
                        .toArray(String[]::new));
            }
        };

        /** Starts an application with these properties. */
        public abstract ConfigurableApplicationContext run(Path directory, Map<String, String> properties);

        private static String lines(Map<String, String> properties, String format) {
            return properties.entrySet().stream()
                    .map(property -> format.formatted(property.getKey(), property.getValue()))
                    .collect(Collectors.joining("\n", "", "\n"));
        }
    }

    /** Starts an application with this configuration file. */
    public static ConfigurableApplicationContext withFile(
            Path directory, String name, String content, String... arguments) {
        try {
            Files.writeString(directory.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return withArguments(Stream.concat(
                        Stream.of("--spring.config.location=file:" + directory.resolve(name)), Stream.of(arguments))
                .toArray(String[]::new));
    }

    /** Starts an application with only these environment variables. */
    public static ConfigurableApplicationContext withEnvironment(Map<String, String> variables) {
        ConfigurableEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.copyOf(variables)));
        SpringApplication application = application();
        application.setEnvironment(environment);
        return application.run();
    }

    /** Starts an application with these arguments. */
    public static ConfigurableApplicationContext withArguments(String... arguments) {
        return application().run(arguments);
    }

    /** Starts an application that consists of this configuration class. */
    public static ConfigurableApplicationContext withConfiguration(Class<?> configuration, String... arguments) {
        return application(configuration).run(arguments);
    }

    private static SpringApplication application() {
        return application(Empty.class);
    }

    private static SpringApplication application(Class<?> configuration) {
        SpringApplication application = new SpringApplication(configuration);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        return application;
    }
}
