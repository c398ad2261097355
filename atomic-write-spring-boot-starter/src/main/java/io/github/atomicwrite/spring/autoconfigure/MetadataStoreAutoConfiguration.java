package io.github.atomicwrite.spring.autoconfigure;

import io.github.atomicwrite.integration.StateFileMetadataStore;
import io.github.atomicwrite.spring.StateFiles;
import java.util.Map;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.integration.metadata.ConcurrentMetadataStore;

/**
 * Auto-configuration of the metadata store that Spring Integration's adapters use. It applies if
 * {@code atomic-write.metadata-store.file} is set.
 *
 * <p>The adapters look for a bean by its name. Without a bean of this name, they use a store that forgets everything at
 * a restart. So the application doesn't start if the property is set and there is no {@link StateFiles} bean.
 */
@AutoConfiguration(after = StateFilesAutoConfiguration.class)
@ConditionalOnClass(ConcurrentMetadataStore.class)
@ConditionalOnProperty(MetadataStoreProperties.FILE)
@EnableConfigurationProperties(MetadataStoreProperties.class)
public final class MetadataStoreAutoConfiguration {
    private static final String BEAN = "metadataStore";

    private static final ParameterizedTypeReference<Map<String, String>> ENTRIES =
            new ParameterizedTypeReference<>() {};

    @Bean(BEAN)
    @ConditionalOnMissingBean(name = BEAN)
    StateFileMetadataStore metadataStore(MetadataStoreProperties properties, StateFiles stateFiles) {
        return new StateFileMetadataStore(stateFiles.open(properties.path(), ENTRIES));
    }
}
