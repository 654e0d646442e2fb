package io.ovoscope.demo;

import io.ovoscope.agent.AgentMetrics;
import io.ovoscope.agent.AgentSettings;
import io.ovoscope.agent.OvoscopeAgent;
import io.ovoscope.agent.activation.NetworkSettings;
import io.ovoscope.agent.activation.WordVocabulary;
import io.ovoscope.agent.probeset.ProbeCorpus;
import io.ovoscope.demo.corpus.DemoCorpus;
import io.ovoscope.demo.corpus.Sentence;
import io.ovoscope.demo.corpus.TrainingWindows;
import io.ovoscope.demo.corpus.Vocabulary;
import io.ovoscope.demo.model.LanguageModel;
import io.ovoscope.demo.model.ProbedLayer;
import io.ovoscope.demo.model.TrainingProgress;
import io.ovoscope.demo.model.TrainingResult;
import io.ovoscope.demo.model.TrainingRun;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** One demo: a text, a new model, the agent attached to it, and the training. */
public final class DemoRun {
    private final DemoSettings settings;
    private final DemoCorpus corpus;
    private final LongSupplier nanoClock;

    /** Nothing happens yet. */
    public DemoRun(DemoSettings settings, DemoCorpus corpus, LongSupplier nanoClock) {
        this.settings = settings;
        this.corpus = corpus;
        this.nanoClock = nanoClock;
    }

    /**
     * How it ended.
     *
     * @param training the training's end
     * @param agent what the agent did, once all that was under way has been sent
     */
    public record Outcome(TrainingResult training, AgentMetrics agent) {}

    /**
     * Trains on the calling thread, and waits for the agent's last snapshots.
     *
     * @param target where the agent sends, and under which run name; schedule, budget, queue and layers are the demo's
     * @param onStart told once, before the first update
     * @param onProgress told after every update
     */
    public Outcome run(AgentSettings target, Consumer<String> onStart, Consumer<TrainingProgress> onProgress) {
        Vocabulary vocabulary = vocabulary();
        LanguageModel model = LanguageModel.create(settings.modelConfig(vocabulary.size()), settings.trainingConfig());
        OvoscopeAgent agent = attach(model, agentSettings(target, model), corpus.probes(), encoder(vocabulary));
        TrainingResult result;
        try (agent) {
            onStart.accept(description(model, vocabulary));
            result =
                    new TrainingRun(model, windows(vocabulary), settings.trainingConfig(), nanoClock, onProgress).run();
        }
        return new Outcome(result, agent.metrics());
    }

    /** Does to a word what the training's own input does. */
    public WordVocabulary encoder() {
        return encoder(vocabulary());
    }

    /** How the probe set is run through the network, of which every layer is probed that can be. */
    public NetworkSettings network() {
        return NetworkSettings.defaults().withSequenceLength(settings.model().windowTokens());
    }

    private Vocabulary vocabulary() {
        return Vocabulary.commonest(corpus.training(), settings.model().vocabulary());
    }

    private AgentSettings agentSettings(AgentSettings target, LanguageModel model) {
        String[] layers = model.probedLayers().stream().map(ProbedLayer::name).toArray(String[]::new);
        return target.withOverheadBudget(settings.monitor().overheadBudget())
                .withQueueMaxSnapshots(settings.monitor().queueMaxSnapshots())
                .withSchedule(settings.monitor().schedule())
                .withNetwork(network().withLayers(layers));
    }

    private static OvoscopeAgent attach(
            LanguageModel model, AgentSettings settings, ProbeCorpus probes, WordVocabulary encoder) {
        if (model instanceof LanguageModel.Transformer transformer) {
            return OvoscopeAgent.attach(transformer.network(), settings, probes, encoder);
        }
        return OvoscopeAgent.attach(((LanguageModel.Recurrent) model).network(), settings, probes, encoder);
    }

    private static WordVocabulary encoder(Vocabulary vocabulary) {
        Map<String, Integer> ids = new HashMap<>();
        List<String> words = vocabulary.words();
        for (int id = 0; id < words.size(); id++) {
            ids.put(words.get(id), id);
        }
        return new WordVocabulary(
                ids, Vocabulary.UNKNOWN, true, OptionalInt.of(Vocabulary.BOUNDARY), OptionalInt.empty());
    }

    private TrainingWindows windows(Vocabulary vocabulary) {
        List<int[]> encoded = corpus.training().stream().map(vocabulary::encode).toList();
        return new TrainingWindows(encoded, settings.model().windowTokens(), new Random(settings.seed()));
    }

    private String description(LanguageModel model, Vocabulary vocabulary) {
        ProbeCorpus probes = corpus.probes();
        long words = corpus.training().stream().mapToLong(Sentence::length).sum();
        return String.format(
                java.util.Locale.ROOT,
                "Training a %s of %,d parameters (width %d, %d layers, %,d words known) on %s: %,d sentences, %,d words.%n"
                        + "Probing with %,d held-out sentences, %,d words; %,d training sentences left out because a probe sentence"
                        + " occurs in them.",
                settings.model().architecture().name().toLowerCase(java.util.Locale.ROOT),
                model.network().numParams(),
                settings.model().width(),
                settings.model().layers(),
                vocabulary.size(),
                corpus.name(),
                corpus.training().size(),
                words,
                probes.set().sentenceCount(),
                probes.set().rows(),
                corpus.removed());
    }
}
