package io.ovoscope.collector.alert;

import io.ovoscope.collector.topics.Backoff;
import io.ovoscope.collector.topics.DeadLetters;
import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.Stage;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * Tells people of findings. Each receiver has a consumer group of its own, {@code <prefix>-alert-log}, {@code <prefix>-alert-webhook},
 * {@code <prefix>-alert-alertmanager}, and a thread: each is told everything at least once, and none waits for another.
 */
public final class AlertStage implements Stage {
    private final List<ReceiverGroup> groups;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private AlertStage(List<ReceiverGroup> groups) {
        this.groups = List.copyOf(groups);
    }

    /**
     * Starts telling, on threads of its own.
     *
     * @param deadLetters where records go that are no findings
     */
    public static AlertStage start(
            KafkaSettings kafka, AlertSettings settings, DeadLetters deadLetters, InstantSource clock) {
        List<ReceiverGroup> groups = new ArrayList<>();
        for (Receiver receiver : receivers(settings, clock)) {
            // One letter for each record that cannot be read, not one from every receiver.
            ReceiverGroup.Unreadable unreadable =
                    receiver instanceof LogReceiver ? deadLetters::send : (record, reason) -> {};
            groups.add(group(kafka, settings, receiver, unreadable, clock));
        }
        AlertStage stage = new AlertStage(groups);
        stage.start();
        return stage;
    }

    private static List<Receiver> receivers(AlertSettings settings, InstantSource clock) {
        Duration timeout = Duration.ofMillis(settings.requestTimeoutMillis());
        List<Receiver> receivers = new ArrayList<>(List.of(new LogReceiver(settings.emergence())));
        AlertSettings.WebhookSettings webhook = settings.webhook();
        if (!webhook.url().isEmpty()) {
            JsonPost post = new JsonPost(
                    "the webhook", "alerts.webhook", URI.create(webhook.url().value()), webhook.token(), timeout);
            receivers.add(new WebhookReceiver(post, settings.emergence(), clock));
        }
        AlertSettings.AlertmanagerSettings alertmanager = settings.alertmanager();
        if (!alertmanager.url().isEmpty()) {
            URI address = URI.create(alertmanager.url().replaceFirst("/+$", "") + "/api/v2/alerts");
            JsonPost post = new JsonPost("Alertmanager", "alerts.alertmanager", address, alertmanager.token(), timeout);
            receivers.add(new AlertmanagerReceiver(
                    post,
                    Duration.ofSeconds(alertmanager.resendSeconds()),
                    Duration.ofSeconds(alertmanager.holdSeconds()),
                    clock));
        }
        return receivers;
    }

    private static ReceiverGroup group(
            KafkaSettings kafka,
            AlertSettings settings,
            Receiver receiver,
            ReceiverGroup.Unreadable unreadable,
            InstantSource clock) {
        Map<String, Object> config = new HashMap<>(kafka.consumer("ovoscope-alert-" + receiver.name()));
        config.put(ConsumerConfig.GROUP_ID_CONFIG, kafka.topicPrefix() + "-alert-" + receiver.name());
        Backoff backoff = new Backoff(
                Duration.ofMillis(settings.retryMinMillis()),
                Duration.ofMillis(settings.retryMaxMillis()),
                new SplittableRandom());
        ReceiverCounters counters = new ReceiverCounters(receiver.name());
        Teller teller = new Teller(receiver, backoff, clock, counters);
        return new ReceiverGroup(new KafkaConsumer<>(config), kafka, receiver, teller, counters, unreadable);
    }

    private void start() {
        for (ReceiverGroup group : groups) {
            group.ended().whenComplete((done, failure) -> {
                if (failure != null) {
                    ended.completeExceptionally(failure);
                }
            });
            group.start();
        }
    }

    @Override
    public String name() {
        return "alert";
    }

    @Override
    public CompletionStage<Void> ended() {
        return ended;
    }

    /**
     * Counters as they stand in health records, for each receiver. Alert on {@code notices.refused}, the sum of all {@code <receiver>.refused}, which should stay at
     * zero, and on {@code <receiver>.retried} while it rises.
     */
    public Map<String, Long> counters() {
        Map<String, Long> counters = new TreeMap<>();
        groups.forEach(group -> counters.putAll(group.counters()));
        long refused = groups.stream().mapToLong(ReceiverGroup::refused).sum();
        counters.put("notices.refused", refused);
        return counters;
    }

    /** Gauges as they stand in health records: {@code <receiver>.waiting} (notices), {@code <receiver>.firing}, {@code lag.records}. */
    public Map<String, Double> gauges() {
        Map<String, Double> gauges = new TreeMap<>();
        groups.forEach(group -> gauges.putAll(group.gauges()));
        gauges.put("lag.records", (double)
                groups.stream().mapToLong(ReceiverGroup::lag).sum());
        return gauges;
    }

    @Override
    public void close() {
        groups.forEach(ReceiverGroup::close);
        ended.complete(null);
    }
}
