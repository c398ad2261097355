package com.example.flow;

import java.io.File;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.integration.dsl.Pollers;
import org.springframework.integration.file.dsl.Files;
import org.springframework.integration.file.filters.FileSystemPersistentAcceptOnceFileListFilter;
import org.springframework.integration.handler.advice.IdempotentReceiverInterceptor;
import org.springframework.integration.metadata.ConcurrentMetadataStore;
import org.springframework.integration.selector.MetadataStoreSelector;

/** Reads each file of the inbox once, and handles each signal once. */
@Configuration(proxyBeanMethods = false)
@EnableIntegration
class SignalFlow {
    private static final String RUN = UUID.randomUUID().toString();

    @Bean
    FileSystemPersistentAcceptOnceFileListFilter seenFiles(ConcurrentMetadataStore metadataStore) {
        return new FileSystemPersistentAcceptOnceFileListFilter(metadataStore, "file:");
    }

    /**
     * The idempotent receiver. The value of a signal is the run that has started to handle it, then "done". A run takes
     * over a signal that an earlier run has started but not finished.
     */
    @Bean
    IdempotentReceiverInterceptor once(ConcurrentMetadataStore metadataStore) {
        MetadataStoreSelector selector = new MetadataStoreSelector(
                message -> SignalHandler.keyOf((File) message.getPayload()), message -> RUN, metadataStore);
        selector.setCompareValues((before, now) -> !before.equals(SignalHandler.DONE) && !before.equals(now));
        IdempotentReceiverInterceptor interceptor = new IdempotentReceiverInterceptor(selector);
        interceptor.setDiscardChannelName("nullChannel");
        return interceptor;
    }

    @Bean(destroyMethod = "shutdown")
    ExecutorService handlerThreads(@Value("${flow.threads:4}") int threads) {
        return Executors.newFixedThreadPool(threads);
    }

    @Bean
    IntegrationFlow signals(
            @Value("${flow.inbox}") File inbox,
            FileSystemPersistentAcceptOnceFileListFilter seenFiles,
            ExecutorService handlerThreads,
            SignalHandler handler,
            IdempotentReceiverInterceptor once) {
        return IntegrationFlow.from(
                        Files.inboundAdapter(inbox).filter(seenFiles),
                        adapter -> adapter.id("inbox")
                                .autoStartup(false)
                                .poller(Pollers.fixedDelay(10).maxMessagesPerPoll(50)))
                .channel(channel -> channel.executor(handlerThreads))
                .handle(
                        File.class,
                        (file, headers) -> {
                            handler.handle(file);
                            return null;
                        },
                        endpoint -> endpoint.advice(once))
                .get();
    }
}
