package io.github.atomicwrite.spring.autoconfigure;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.spring.StateFiles;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.analyzer.AbstractInjectionFailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.util.ClassUtils;

/**
 * Reports why an application that needs a {@link StateFiles} bean has none.
 *
 * <p>It comes first. Boot's own analyzer handles every missing bean, and Boot uses the first analysis.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class MissingStateFilesFailureAnalyzer extends AbstractInjectionFailureAnalyzer<NoSuchBeanDefinitionException> {
    /** The mappers in the order of preference of {@link StateFilesAutoConfiguration}. */
    private static final List<String> MAPPERS =
            List.of("tools.jackson.databind.json.JsonMapper", "com.fasterxml.jackson.databind.ObjectMapper");

    private final @Nullable BeanFactory beanFactory;

    MissingStateFilesFailureAnalyzer(@Nullable BeanFactory beanFactory) {
        this.beanFactory = beanFactory;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(
            Throwable rootFailure, NoSuchBeanDefinitionException cause, @Nullable String injectionPoint) {
        if (!StateFiles.class.equals(cause.getBeanType())
                || cause.getNumberOfBeansFound() > 0
                || !(beanFactory instanceof ConfigurableListableBeanFactory beans)) {
            return null;
        }
        String needed = "%s requires a bean of type '%s', but there is none. "
                .formatted(Objects.requireNonNullElse(injectionPoint, "The application"), StateFiles.class.getName());
        if (candidates(beans, AtomicFileWriter.class).isEmpty()) {
            return new FailureAnalysis(
                    needed + "There is no AtomicFileWriter bean.",
                    "Define an AtomicFileWriter bean, or don't exclude AtomicWriteAutoConfiguration.",
                    cause);
        }
        List<String> mappers = mappers(beans);
        if (mappers.isEmpty()) {
            return new FailureAnalysis(
                    needed + "There is no JSON mapper bean.",
                    "Add spring-boot-starter-jackson (Spring Boot 4) or spring-boot-starter-json (Spring Boot 3.5),"
                            + " or define a StateFiles bean.",
                    cause);
        }
        if (mappers.size() > 1 && mappers.stream().noneMatch(name -> isPrimary(beans, name))) {
            return new FailureAnalysis(
                    needed
                            + "There are %d JSON mapper beans, and none of them is primary: %s."
                                    .formatted(mappers.size(), enumerate(mappers)),
                    "Mark one of them as @Primary, or define a StateFiles bean.",
                    cause);
        }
        return new FailureAnalysis(
                needed + "StateFilesAutoConfiguration is not active.",
                "Enable auto-configuration and don't exclude StateFilesAutoConfiguration,"
                        + " or define a StateFiles bean.",
                cause);
    }

    /** Returns the mappers of the version of Jackson that the state files would use. */
    private static List<String> mappers(ConfigurableListableBeanFactory beans) {
        return MAPPERS.stream()
                .filter(type -> ClassUtils.isPresent(type, beans.getBeanClassLoader()))
                .map(type -> candidates(beans, ClassUtils.resolveClassName(type, beans.getBeanClassLoader())))
                .filter(names -> !names.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static List<String> candidates(ConfigurableListableBeanFactory beans, Class<?> type) {
        return Stream.of(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, type, true, false))
                .filter(name -> isCandidate(beans, name))
                .toList();
    }

    private static boolean isCandidate(ConfigurableListableBeanFactory beans, String name) {
        return !beans.containsBeanDefinition(name) || isCandidate(beans.getBeanDefinition(name));
    }

    private static boolean isCandidate(BeanDefinition bean) {
        return bean.isAutowireCandidate()
                && (!(bean instanceof AbstractBeanDefinition definition) || definition.isDefaultCandidate());
    }

    private static boolean isPrimary(ConfigurableListableBeanFactory beans, String name) {
        return beans.containsBeanDefinition(name)
                && beans.getBeanDefinition(name).isPrimary();
    }

    /** Returns the names in quotes, for example {@code 'a', 'b' and 'c'}. */
    private static String enumerate(List<String> names) {
        int last = names.size() - 1;
        return names.stream().limit(last).map(name -> "'" + name + "'").collect(Collectors.joining(", ")) + " and '"
                + names.get(last) + "'";
    }
}
