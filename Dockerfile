# Two images from one build:
#   collector (the last stage, so the default)  the collector and nothing else: no training library, no broker, no compiler
#   ovoscope                                    the whole command line; docker-compose.yml trains the demo's model with it
# Linux x86-64: the natives of the linear algebra are for no other platform.

FROM eclipse-temurin:17.0.19_10-jdk-noble AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2,sharing=locked \
    ./mvnw -B -ntp -Pcontainer -Dmaven.test.skip=true -Dspotless.check.skip=true package \
 && mkdir -p /out/collector /out/ovoscope \
 && cp collector/target/lib/*.jar collector/target/ovoscope-collector-*.jar \
       launcher/target/lib/picocli-*.jar launcher/target/lib/slf4j-simple-*.jar \
       launcher/target/ovoscope-launcher.jar /out/collector/ \
 && cp launcher/target/lib/*.jar launcher/target/ovoscope-launcher.jar /out/ovoscope/

FROM eclipse-temurin:17.0.19_10-jre-noble AS java
RUN groupadd --system --gid 10001 ovoscope \
 && useradd --system --uid 10001 --gid ovoscope --home-dir /var/lib/ovoscope --create-home --shell /usr/sbin/nologin ovoscope
COPY LICENSE NOTICE /opt/ovoscope/
# By number, so that an orchestrator can see that it is not root.
USER 10001:10001
WORKDIR /var/lib/ovoscope
# Memory of the JVM and, off its heap, of the linear algebra. The line that Java prints about it is expected.
ENV JDK_JAVA_OPTIONS="-Xmx1g -Dorg.bytedeco.javacpp.maxbytes=2g -Dorg.bytedeco.javacpp.maxphysicalbytes=4g"
ENV OMP_NUM_THREADS=1

FROM java AS ovoscope
COPY --from=build /out/ovoscope /opt/ovoscope/lib
ENTRYPOINT ["java", "-XX:+UseSerialGC", \
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", \
            "-Dorg.slf4j.simpleLogger.log.org.apache.kafka=error", \
            "-cp", "/opt/ovoscope/lib/*", "io.ovoscope.launcher.Ovoscope"]
CMD ["--help"]

FROM java AS collector
COPY --from=build /out/collector /opt/ovoscope/lib
EXPOSE 8080
# 200 while every stage is at work, else 503. A copy without the stage `view` has no page to ask: switch the check off there; a
# stage that cannot go on ends the process, whatever the stages.
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
    CMD ["java", "-Xmx16m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", \
         "-cp", "/opt/ovoscope/lib/ovoscope-launcher.jar", \
         "io.ovoscope.launcher.HealthCheck", "http://127.0.0.1:8080/healthz"]
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", \
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", \
            "-Dorg.slf4j.simpleLogger.log.io.ovoscope=info", \
            "-Dorg.slf4j.simpleLogger.log.org.apache.kafka=error", \
            "-Dorg.slf4j.simpleLogger.showDateTime=true", \
            "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd HH:mm:ss", \
            "-Dorg.bytedeco.javacpp.cachedir=/tmp/javacpp", \
            "-cp", "/opt/ovoscope/lib/*", "io.ovoscope.launcher.CollectorContainer"]
CMD ["--config", "/etc/ovoscope/collector.yaml"]
