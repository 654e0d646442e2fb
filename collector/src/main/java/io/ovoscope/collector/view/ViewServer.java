package io.ovoscope.collector.view;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.staticfiles.Location;
import io.javalin.util.JavalinBindException;
import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.TopicTail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The live page. It serves from its start, before Kafka answers; what the topics hold appears as it is read.
 *
 * <p>{@code /} is the page, {@code /api/runs} lists the runs, {@code /api/runs/{id}} is a run whole, {@code
 * /api/runs/{id}/events} tells what comes (see {@link RunEvents}), {@code /healthz} says whether the collector does all that it
 * should: 200, or 503 where a stage has ended.
 */
public final class ViewServer implements AutoCloseable {
    private static final String PAGE = "/io/ovoscope/collector/view/page";
    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30";

    private final ViewSettings settings;
    private final PageJson json;
    private final RunEvents events;
    private final RequestGuard guard;
    private final StagesAtWork stages;
    private final Javalin server;
    private final URI address;
    private List<TopicTail> tails = List.of();

    /** What runs beside the page: names of stages, and whether each is still at work. */
    @FunctionalInterface
    public interface StagesAtWork {
        Map<String, Boolean> now();
    }

    private ViewServer(CurveStore store, ViewSettings settings, Clock clock, StagesAtWork stages) {
        this.settings = settings;
        this.stages = stages;
        this.json = new PageJson(store, clock);
        this.events = new RunEvents(store, json);
        this.guard = new RequestGuard(settings.allowedHosts());
        this.server = Javalin.create(this::configure);
        this.address = bind();
    }

    /**
     * Serves the page and begins to read the topics.
     *
     * @throws UncheckedIOException where the address cannot be had, for example because the port is occupied
     */
    public static ViewServer start(KafkaSettings kafka, ViewSettings settings) {
        return start(kafka, settings, Map::of);
    }

    /** The same beside stages of the line, whose health is told under {@code /healthz}. */
    public static ViewServer start(KafkaSettings kafka, ViewSettings settings, StagesAtWork stages) {
        CurveStore store = new CurveStore(settings.maxPoints());
        ViewServer view = new ViewServer(store, settings, Clock.systemUTC(), stages);
        view.tails = List.of(
                new TopicTail(kafka, "ovoscope-view", StoreFeed.CURVES, new StoreFeed(kafka, store, StoreFeed.CURVES)),
                new TopicTail(
                        kafka,
                        "ovoscope-view-health",
                        StoreFeed.HEALTH,
                        new StoreFeed(kafka, store, StoreFeed.HEALTH)));
        return view;
    }

    /** Serves what others put into the store. */
    static ViewServer start(CurveStore store, ViewSettings settings, Clock clock) {
        return start(store, settings, clock, Map::of);
    }

    /** The same beside stages. */
    static ViewServer start(CurveStore store, ViewSettings settings, Clock clock, StagesAtWork stages) {
        return new ViewServer(store, settings, clock, stages);
    }

    /** Where a browser on this machine finds the page; the same after the server is closed. */
    public URI address() {
        return address;
    }

    /** Waits until everything that stood in the topics at the start is on the page; false where that takes longer. */
    public boolean awaitCaughtUp(Duration atMost) throws InterruptedException {
        return tails.isEmpty() || tails.get(0).awaitCaughtUp(atMost);
    }

    @Override
    public void close() {
        try {
            events.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        tails.forEach(TopicTail::close);
        server.stop();
    }

    private URI bind() {
        try {
            server.start(settings.host(), settings.port());
        } catch (JavalinBindException e) {
            BindException cause = new BindException(settings.host() + ":" + settings.port());
            cause.initCause(e);
            throw new UncheckedIOException(
                    "the page cannot be served at " + settings.host() + ":" + settings.port()
                            + ": the port is occupied or the address is not this machine's; set view.port"
                            + " (0 = any free port) or view.host",
                    cause);
        }
        boolean everywhere =
                settings.host().equals("0.0.0.0") || settings.host().equals("::");
        String host = everywhere ? "127.0.0.1" : settings.host();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + server.port() + "/");
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.staticFiles.add(PAGE, Location.CLASSPATH);
        config.staticFiles.add(files -> {
            files.hostedPath = "/uplot";
            files.directory = UPLOT;
            files.location = Location.CLASSPATH;
        });
        config.routes.before(guard::check);
        config.routes.get("/healthz", this::health);
        config.routes.get("/api/runs", context -> json(context, json.runs()));
        config.routes.get("/api/runs/{id}", this::run);
        config.routes.get("/api/runs/{id}/events", this::listen);
        config.routes.exception(
                IllegalArgumentException.class,
                (e, context) -> context.status(HttpStatus.BAD_REQUEST).result("no run has such an id"));
    }

    private void health(Context context) {
        Map<String, Boolean> now = stages.now();
        context.status(now.containsValue(false) ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.OK);
        json(context, json.health(now));
    }

    private void run(Context context) {
        Optional<String> run = json.run(RunId.run(context.pathParam("id")));
        if (run.isPresent()) {
            json(context, run.get());
        } else {
            context.status(HttpStatus.NOT_FOUND).result("no such run");
        }
    }

    /** Holds the request's thread for as long as the page listens. */
    private void listen(Context context) throws IOException {
        String run = RunId.run(context.pathParam("id"));
        if (events.isFull()) {
            context.status(HttpStatus.SERVICE_UNAVAILABLE)
                    .result(RunEvents.MAX_STREAMS + " pages are listening already: close some");
        } else {
            events.stream(new EventStream(context.res()), run, since(context));
        }
    }

    /** A browser that reconnects says itself what it has. */
    private static @Nullable String since(Context context) {
        String reconnecting = context.header("Last-Event-ID");
        return reconnecting == null ? context.queryParam("since") : reconnecting;
    }

    private static void json(Context context, String text) {
        context.contentType("application/json").result(text);
    }
}
