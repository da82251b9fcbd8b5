package io.vmoodle.operator.api.platform;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.vmoodle.operator.api.Cel;
import org.jspecify.annotations.Nullable;

/** Whether the operator asks a tenant's login page before it says that the tenant serves. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProbeSpec(
    @Default("false")
        @JsonPropertyDescription(
            """
            True: a tenant is Ready only after the operator asked for its login page at the \
            release's Service, by plain HTTP with the tenant's Host, and Moodle answered. It \
            asks when a tenant comes to be served: once installed or adopted, on another \
            release, back from Suspended or Maintenance; not at rest. A network policy must \
            let the operator reach the web pods. Default: false.""")
        boolean enabled,
    @Size(min = 3, max = 259)
        @ValidationRule(
            value = Cel.HOST_AND_PORT,
            message = "must be a host and a port, such as ingress.example.edu:80")
        @JsonPropertyDescription(
            """
            Host and port, such as 192.0.2.7:80, that is asked in the place of every \
            release's Service: for an operator that runs outside the cluster. Plain HTTP. \
            Default: the Service's own name and port.""")
        @Nullable String addressOverride) {}
