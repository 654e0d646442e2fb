package io.ovoscope.launcher.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Certificates of 127.0.0.1 that sign themselves, made by the JDK's keytool.
 *
 * @param directory where they are written
 */
record Certificates(Path directory) {
    static final String PASSWORD = "keystore-password";

    /** Key and certificate, as PKCS12. */
    Path keystore(String name) throws IOException, InterruptedException {
        Path file = directory.resolve(name + ".p12");
        keytool(
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                "2",
                "-alias",
                name,
                "-keystore",
                file.toString());
        return file;
    }

    /** The certificate alone, as PEM: what a client trusts. */
    Path authority(String name, Path keystore) throws IOException, InterruptedException {
        Path file = directory.resolve(name + ".pem");
        keytool("-exportcert", "-rfc", "-alias", name, "-keystore", keystore.toString(), "-file", file.toString());
        return file;
    }

    private void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start();
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool failed: see " + directory.resolve("keytool.log"));
        }
    }
}
