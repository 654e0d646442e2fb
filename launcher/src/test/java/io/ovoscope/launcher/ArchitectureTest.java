package io.ovoscope.launcher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;

/** The table of docs/architecture.md, as rules. A rule that fails says how to mend it. */
@AnalyzeClasses(packages = "io.ovoscope", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] DL4J = {"org.deeplearning4j..", "org.nd4j.."};

    @ArchTest
    static final ArchRule wireIsALeaf = noClasses()
            .that()
            .resideInAPackage("io.ovoscope.wire..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.ovoscope.agent..",
                    "io.ovoscope.collector..",
                    "io.ovoscope.settings..",
                    "org.apache.kafka..",
                    "org.deeplearning4j..",
                    "org.nd4j..")
            .because("both sides of a topic use it: pass in what it needs");

    @ArchTest
    static final ArchRule collectorIsFreeOfDl4j = noClasses()
            .that()
            .resideInAPackage("io.ovoscope.collector..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(DL4J)
            .because("it takes OpenBLAS directly; a collector needs no training library");

    @ArchTest
    static final ArchRule agentAndCollectorMeetOnlyInTheTopics = noClasses()
            .that()
            .resideInAPackage("io.ovoscope.agent..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.ovoscope.collector..")
            .because("they run on different machines: what both need is in wire or settings");

    @ArchTest
    static final ArchRule collectorDoesNotKnowTheAgent = noClasses()
            .that()
            .resideInAPackage("io.ovoscope.collector..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.ovoscope.agent..", "io.ovoscope.demo..", "io.ovoscope.launcher..")
            .because("data moves one way: what both need is in wire or settings");

    @ArchTest
    static final ArchRule probesArePureArithmetic = noClasses()
            .that()
            .resideInAPackage("io.ovoscope.collector.probe..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.kafka..",
                    "com.fasterxml..",
                    "io.javalin..",
                    "com.influxdb..",
                    "io.ovoscope.wire..",
                    "java.net..",
                    "java.nio.file..",
                    "java.time..")
            .because("probes are pure arithmetic: pass the rows in");

    @ArchTest
    static final ArchRule significanceAndEmergenceArePureArithmetic = noClasses()
            .that()
            .resideInAnyPackage("io.ovoscope.collector.significance..", "io.ovoscope.collector.emergence..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(
                    "io.ovoscope.collector.significance..",
                    "io.ovoscope.collector.emergence..",
                    "io.ovoscope.collector.probe..",
                    "java.lang..",
                    "java.util..",
                    "org.jspecify..")
            .because("statistics are pure arithmetic: pass the outcomes in");

    /** A seeded generator is no chance: those are SplittableRandom with a seed. */
    @ArchTest
    static final ArchRule findingsFollowFromTheTopicsAlone = noClasses()
            .that()
            .implement("io.ovoscope.collector.watch.Finder")
            .or()
            .resideInAnyPackage("io.ovoscope.collector.significance..", "io.ovoscope.collector.emergence..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(InstantSource.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(ThreadLocalRandom.class)
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("the same curves give the same findings whenever they are read");

    @ArchTest
    static final ArchRule checkpointsAreKeptWithoutABroker = noClasses()
            .that()
            .resideInAPackage("io.ovoscope.agent.checkpoint..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "io.ovoscope.agent.send..", "io.ovoscope.agent.snapshot..")
            .because("they are on disk whatever becomes of the line: pass in who is told of them");

    @ArchTest
    static final ArchRule alertsKnowFindingsOnly = noClasses()
            .that()
            .resideInAPackage("io.ovoscope.collector.alert..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.ovoscope.collector.watch..",
                    "io.ovoscope.collector.publish..",
                    "io.ovoscope.collector.view..",
                    "io.ovoscope.collector.score..",
                    "io.javalin..",
                    "com.influxdb..")
            .because("what a receiver is told stands in the finding");

    @ArchTest
    static final ArchRule wordsOfFindingsComeFromFindingsAlone = noClasses()
            .that()
            .resideInAPackage("io.ovoscope.collector.finding..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "com.fasterxml..", "java.net..", "io.ovoscope.settings..")
            .because("alert, page, log and InfluxDB say the same words: what they need stands in the finding");

    @ArchTest
    static final ArchRule probeSetsNeedNoTrainingLibrary = noClasses()
            .that()
            .resideInAPackage("io.ovoscope.agent.probeset..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.deeplearning4j..", "org.nd4j..", "org.apache.kafka..")
            .because("labels are made from text: pass words to the encoder instead");

    @ArchTest
    static final ArchRule onlyAgentAndDemoSeeDl4j = noClasses()
            .that()
            .resideOutsideOfPackages("io.ovoscope.agent..", "io.ovoscope.demo..", "io.ovoscope.launcher.bench.agent..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(DL4J)
            .because("the launcher starts training in a process of its own: put training code into demo;"
                    + " what the agent costs a training is measured on one, in such a process too");

    @ArchTest
    static final ArchRule roomsDoNotGoInCircles = slices().matching("io.ovoscope.(*).(*)..")
            .should()
            .beFreeOfCycles()
            .because("data moves one way: a circle means that two rooms hold one idea, or one room two");

    @ArchTest
    static final ArchRule namesSayWhatIsInside = classes()
            .should()
            .haveNameNotMatching(".*(Util|Utils|Helper|Helpers|Manager|Common)$")
            .because("such a name says nothing: name it after what it does");
}
