package io.github.atomicwrite.sample;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Properties;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The command line {@code atomic-write [OPTION]... PATH}: replaces a file with standard input, or leaves the file
 * unchanged. {@code atomic-write --sweep DIRECTORY} removes what killed processes have left.
 *
 * <p>The command line is parsed before Spring starts. Spring starts without a banner, a log, configuration files or
 * listeners: it prints nothing, and neither the working directory nor the environment changes what it does.
 */
@SpringBootApplication(proxyBeanMethods = false)
public class SampleApplication {
    /**
     * Runs the command line and ends the JVM with its exit code.
     *
     * @param arguments options and a path
     */
    public static void main(String... arguments) {
        int exitCode = run(arguments);
        ClassArchive.makeIfMissing();
        System.exit(exitCode);
    }

    private static int run(String... arguments) {
        try {
            Invocation invocation = CommandSyntax.parse(arguments);
            return switch (invocation.task()) {
                case HELP -> print(CommandSyntax.usage());
                case VERSION -> print("atomic-write " + version() + "\n");
                case REPLACE -> replace(invocation, arguments);
                case SWEEP -> Sweep.run(invocation);
            };
        } catch (WrongUsageException wrong) {
            print(ErrorLine.of(wrong.reason()) + "\n" + CommandSyntax.usage());
            return ExitCode.WRONG_USAGE;
        }
    }

    /** Prints to standard error, because a program that reads standard output would take the text as content. */
    private static int print(String text) {
        System.err.print(text);
        return ExitCode.DONE;
    }

    private static int replace(Invocation invocation, String... arguments) {
        try {
            return SpringApplication.exit(application(invocation).run(arguments));
        } catch (SpringApplication.AbandonedRunException processedAheadOfTime) {
            throw processedAheadOfTime;
        } catch (RuntimeException | Error failure) {
            System.err.println(ErrorLine.of(invocation.path(), failure));
            return ExitCode.FAILED;
        }
    }

    private static SpringApplication application(Invocation invocation) {
        // Spring Boot reads this property when its first class is loaded.
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        SpringApplication application = new SpringApplication(SampleApplication.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setRegisterShutdownHook(false);
        application.setAddCommandLineProperties(false);
        application.setLazyInitialization(true);
        // The default listeners read configuration files from the working directory and set up logging.
        application.setListeners(List.of());
        application.setInitializers(
                List.of(context -> context.getBeanFactory().registerSingleton("invocation", invocation)));
        application.setEnvironment(new ClosedEnvironment(invocation.properties()));
        return application;
    }

    private static String version() {
        try (InputStream built = SampleApplication.class.getResourceAsStream("/META-INF/build-info.properties")) {
            Properties properties = new Properties();
            if (built != null) {
                properties.load(built);
            }
            return properties.getProperty("build.version", "(not built by Maven)");
        } catch (IOException unreadable) {
            return "(unknown: " + unreadable.getMessage() + ")";
        }
    }
}
