package io.github.atomicwrite.spring.autoconfigure;

import io.github.atomicwrite.spring.StateFiles;
import io.github.atomicwrite.spring.StateFilesEndpoint;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Auto-configuration of the endpoint {@code statefiles}, if Actuator makes it available. */
@AutoConfiguration(after = StateFilesAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnAvailableEndpoint(endpoint = StateFilesEndpoint.class)
@ConditionalOnBean(StateFiles.class)
public final class StateFilesEndpointAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    StateFilesEndpoint stateFilesEndpoint(ObjectProvider<StateFiles> stateFiles) {
        return new StateFilesEndpoint(stateFiles.orderedStream().toList());
    }
}
