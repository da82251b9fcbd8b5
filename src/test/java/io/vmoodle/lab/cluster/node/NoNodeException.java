package io.vmoodle.lab.cluster.node;

import java.util.List;

/** No node can run on this machine; the message names all that it lacks. */
public final class NoNodeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoNodeException(List<String> lacking) {
    super(
        "Tests whose pods run need a node, which cannot run on this machine. It lacks:%n  - %s"
            .formatted(String.join(System.lineSeparator() + "  - ", lacking)));
  }
}
