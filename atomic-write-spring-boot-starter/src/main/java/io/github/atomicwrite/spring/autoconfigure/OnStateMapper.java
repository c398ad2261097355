package io.github.atomicwrite.spring.autoconfigure;

import io.github.atomicwrite.spring.StateMapper;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.ClassUtils;

/** Matches where the application has a mapper of one Jackson that is qualified with {@link StateMapper}. */
abstract class OnStateMapper extends SpringBootCondition implements ConfigurationCondition {
    private final String mapper;

    OnStateMapper(String mapper) {
        this.mapper = mapper;
    }

    @Override
    public ConfigurationPhase getConfigurationPhase() {
        return ConfigurationPhase.REGISTER_BEAN;
    }

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        ConditionMessage.Builder message = ConditionMessage.forCondition(StateMapper.class.getSimpleName());
        ClassLoader loader = context.getClassLoader();
        if (!ClassUtils.isPresent(mapper, loader)) {
            return ConditionOutcome.noMatch(message.didNotFind("class").items(mapper));
        }
        ConfigurableListableBeanFactory beans = Objects.requireNonNull(context.getBeanFactory());
        List<String> qualified = Arrays.stream(
                        beans.getBeanNamesForType(ClassUtils.resolveClassName(mapper, loader), true, false))
                .filter(name -> beans.findAnnotationOnBean(name, StateMapper.class, false) != null)
                .toList();
        return qualified.isEmpty()
                ? ConditionOutcome.noMatch(message.didNotFind("qualified bean").items(mapper))
                : ConditionOutcome.match(message.found("qualified bean").items(qualified));
    }

    static final class OfJackson3 extends OnStateMapper {
        OfJackson3() {
            super("tools.jackson.databind.json.JsonMapper");
        }
    }

    static final class OfJackson2 extends OnStateMapper {
        OfJackson2() {
            super("com.fasterxml.jackson.databind.ObjectMapper");
        }
    }
}
