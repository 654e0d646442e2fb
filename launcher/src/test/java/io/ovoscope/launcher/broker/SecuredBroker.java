package io.ovoscope.launcher.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;

/**
 * A Kafka on loopback that speaks TLS only, asks for a password (SCRAM-SHA-512) and grants nothing without a rule. Its own user, which
 * may do all, signs in by PLAIN.
 */
public final class SecuredBroker implements AutoCloseable {
    private static final String OWN_PASSWORD = "brokers-own-password";
    private static final int ITERATIONS = 4096;

    private final KafkaNode node;
    private final int port;
    private final Path authority;
    private final Path strangersAuthority;

    private SecuredBroker(KafkaNode node, int port, Path authority, Path strangersAuthority) {
        this.node = node;
        this.port = port;
        this.authority = authority;
        this.strangersAuthority = strangersAuthority;
    }

    /** Starts it; certificates and data are in the directory. */
    public static SecuredBroker start(Path directory) throws Exception {
        DataDirectory.prepare(directory, 0);
        Certificates certificates = new Certificates(directory);
        Path keystore = certificates.keystore("broker");
        Path authority = certificates.authority("broker", keystore);
        Path stranger = certificates.authority("stranger", certificates.keystore("stranger"));
        LoopbackSockets sockets = LoopbackSockets.open(0);
        Properties properties = KafkaProperties.of(
                DataDirectory.formatted(directory), sockets, BrokerSettings.DEFAULT.withMinFreeDiskBytes(0));
        properties.putAll(secured(sockets, keystore, authority));
        KafkaNode node = KafkaNode.start(KafkaConfig.fromProps(properties, false), sockets);
        return new SecuredBroker(node, sockets.clientPort(), authority, stranger);
    }

    private static Map<String, String> secured(LoopbackSockets sockets, Path keystore, Path authority) {
        String clients = "SASL_SSL://127.0.0.1:" + sockets.clientPort();
        String controller =
                "CONTROLLER://127.0.0.1:" + sockets.controllerAddress().getPort();
        return Map.ofEntries(
                Map.entry("listeners", clients + "," + controller),
                Map.entry("advertised.listeners", clients),
                Map.entry("inter.broker.listener.name", "SASL_SSL"),
                Map.entry("listener.security.protocol.map", "SASL_SSL:SASL_SSL,CONTROLLER:PLAINTEXT"),
                Map.entry("sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-512"),
                Map.entry("sasl.mechanism.inter.broker.protocol", "PLAIN"),
                Map.entry(
                        "listener.name.sasl_ssl.plain.sasl.jaas.config",
                        ownLogin().replace(";", " user_broker=\"" + OWN_PASSWORD + "\";")),
                Map.entry(
                        "listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required;"),
                Map.entry("ssl.keystore.type", "PKCS12"),
                Map.entry("ssl.keystore.location", keystore.toString()),
                Map.entry("ssl.keystore.password", Certificates.PASSWORD),
                Map.entry("ssl.truststore.type", "PEM"),
                Map.entry("ssl.truststore.location", authority.toString()),
                Map.entry("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
                // The broker is anonymous to its own controller, which listens for nobody else.
                Map.entry("super.users", "User:broker;User:ANONYMOUS"));
    }

    private static String ownLogin() {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"broker\" password=\""
                + OWN_PASSWORD + "\";";
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** What a client has to trust, as PEM. */
    public Path authority() {
        return authority;
    }

    /** An authority that did not sign the broker's certificate. */
    public Path strangersAuthority() {
        return strangersAuthority;
    }

    /** Properties of a client that may do all. */
    public Map<String, String> ownProperties() {
        return Map.of(
                "security.protocol", "SASL_SSL",
                "sasl.mechanism", "PLAIN",
                "sasl.jaas.config", ownLogin(),
                "ssl.truststore.type", "PEM",
                "ssl.truststore.location", authority.toString());
    }

    private Admin admin() {
        Properties config = new Properties();
        config.putAll(ownProperties());
        config.setProperty("bootstrap.servers", bootstrapServers());
        return Admin.create(config);
    }

    /** Adds a user and waits until it can sign in. */
    public void addUser(String name, String password) throws ExecutionException, InterruptedException {
        try (Admin admin = admin()) {
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                            name, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS), password)))
                    .all()
                    .get();
        }
    }

    /** Makes these all the rules that there are. */
    public void grantOnly(Collection<AclBinding> rules) throws ExecutionException, InterruptedException {
        try (Admin admin = admin()) {
            admin.deleteAcls(List.of(AclBindingFilter.ANY)).all().get();
            admin.createAcls(rules).all().get();
        }
    }

    @Override
    public void close() throws IOException {
        node.stop();
    }
}
