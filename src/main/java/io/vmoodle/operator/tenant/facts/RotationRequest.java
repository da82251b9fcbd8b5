package io.vmoodle.operator.tenant.facts;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.kube.Sha256;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The request for other database credentials: the annotation {@value #ANNOTATION}. Each new value
 * asks once; the same value again, or the annotation's removal, asks for nothing.
 */
public final class RotationRequest {
  /** The annotation whose new value asks for new credentials. */
  public static final String ANNOTATION = "vmoodle.io/rotate-credentials";

  private static final int FINGERPRINT = 64;

  private RotationRequest() {}

  /** The fingerprint of what the annotation says, which may be long; null without it. */
  public static @Nullable String of(VirtualMoodle tenant) {
    var annotations =
        Objects.requireNonNullElse(tenant.getMetadata().getAnnotations(), Map.<String, String>of());
    var value = annotations.get(ANNOTATION);
    return value == null ? null : Sha256.hex(value.getBytes(UTF_8), FINGERPRINT);
  }
}
