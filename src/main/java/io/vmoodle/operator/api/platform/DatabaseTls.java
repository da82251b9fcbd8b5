package io.vmoodle.operator.api.platform;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** TLS between the operator and a database server. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
    value = "!has(self.caSecretRef) || self.mode in ['VerifyCA', 'VerifyFull']",
    message = "caSecretRef needs the mode VerifyCA or VerifyFull: other modes verify nothing")
public record DatabaseTls(
    @Default("\"Disable\"")
        @JsonPropertyDescription(
            """
            Disable: connections are not encrypted. Require: they are encrypted, but whoever \
            answers is believed to be the server. VerifyCA: they are encrypted, and the \
            server's certificate must be signed by an authority that is trusted. VerifyFull: \
            the same, and the certificate must be for the very host that the operator connects \
            to (admin.host, else host). No mode ever falls back to a connection without TLS. \
            Default: Disable.""")
        TlsMode mode,
    @JsonPropertyDescription(
            """
            The authorities that are trusted, and no others. Read again every time the platform \
            is looked at. Default: those that the operator's Java trusts.""")
        @Nullable CaSecretRef caSecretRef) {
  /** What a server without {@code tls} has. */
  public static final DatabaseTls NONE = new DatabaseTls(TlsMode.Disable, null);

  /** Fills in the default of an absent mode. */
  public DatabaseTls {
    mode = mode == null ? TlsMode.Disable : mode;
  }
}
