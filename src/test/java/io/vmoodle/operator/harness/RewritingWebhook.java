package io.vmoodle.operator.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * An admission webhook that leads every Ingress of a namespace elsewhere, and to another place each
 * time, so that each write of one is a change of what is stored.
 */
public final class RewritingWebhook implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PASSWORD = "of-a-test";

  private final HttpsServer server;
  private final KubernetesClient client;
  private final MutatingWebhookConfiguration configuration;
  private final AtomicInteger rewritten = new AtomicInteger();

  private RewritingWebhook(KubernetesClient client, String namespace, KeyStore keys)
      throws IOException, GeneralSecurityException {
    this.client = client;
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context(keys)));
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    configuration =
        Serialization.unmarshal(
            """
            apiVersion: admissionregistration.k8s.io/v1
            kind: MutatingWebhookConfiguration
            metadata: {name: rewriting-%1$s}
            webhooks:
              - name: rewriting.example.com
                admissionReviewVersions: [v1]
                sideEffects: None
                timeoutSeconds: 5
                clientConfig: {url: "https://127.0.0.1:%2$d/", caBundle: %3$s}
                namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %1$s}}
                rules:
                  - apiGroups: [networking.k8s.io]
                    apiVersions: [v1]
                    operations: [CREATE, UPDATE]
                    resources: [ingresses]
            """
                .formatted(namespace, server.getAddress().getPort(), bundle(keys)),
            MutatingWebhookConfiguration.class);
    client.resource(configuration).create();
  }

  /** Starts it, with a certificate that is made in the folder. */
  public static RewritingWebhook start(KubernetesClient client, String namespace, Path folder)
      throws IOException, GeneralSecurityException, InterruptedException {
    var file = folder.resolve("webhook.p12");
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var process =
        new ProcessBuilder(
                (keytool
                        + " -genkeypair -keyalg EC -alias webhook -dname CN=webhook"
                        + " -ext san=ip:127.0.0.1 -validity 1 -storetype PKCS12 -storepass "
                        + PASSWORD
                        + " -keystore "
                        + file)
                    .split(" ", -1))
            .inheritIO()
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("keytool made no certificate");
    }
    var keys = KeyStore.getInstance("PKCS12");
    try (var content = Files.newInputStream(file)) {
      keys.load(content, PASSWORD.toCharArray());
    }
    return new RewritingWebhook(client, namespace, keys);
  }

  /** How many writes it changed since the last call. */
  public int rewritten() {
    return rewritten.getAndSet(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var review = JSON.readTree(exchange.getRequestBody());
      var answer = JSON.writeValueAsBytes(allowed(review.at("/request/uid")));
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private JsonNode allowed(JsonNode uid) {
    var patch =
        """
        [{"op": "replace", "path": "/spec/rules/0/http/paths/0/backend/service/name",
          "value": "elsewhere-%d"}]
        """
            .formatted(rewritten.incrementAndGet());
    var review = JSON.createObjectNode();
    review.put("apiVersion", "admission.k8s.io/v1").put("kind", "AdmissionReview");
    review
        .putObject("response")
        .put("allowed", true)
        .put("patchType", "JSONPatch")
        .put("patch", Base64.getEncoder().encodeToString(patch.getBytes(UTF_8)))
        .set("uid", uid);
    return review;
  }

  private static SSLContext context(KeyStore keys) throws GeneralSecurityException {
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static String bundle(KeyStore keys) throws GeneralSecurityException {
    var encoder = Base64.getMimeEncoder(64, new byte[] {'\n'});
    var certificate = encoder.encodeToString(keys.getCertificate("webhook").getEncoded());
    var pem = "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n".formatted(certificate);
    return Base64.getEncoder().encodeToString(pem.getBytes(UTF_8));
  }

  @Override
  public void close() {
    client.resource(configuration).delete();
    server.stop(0);
  }
}
