package io.vmoodle.lab.cluster.image;

import java.util.List;

/** The image that stands for {@code jobs.toolsImage}: a shell and the clients of both engines. */
public final class ToolsImage {
  /** Its name. */
  public static final String REFERENCE = "localhost/vmoodle-tools:1";

  private ToolsImage() {}

  /**
   * Makes it.
   *
   * @param tools the layer with the clients
   */
  public static Image of(Layer tools) {
    return new Image(REFERENCE, List.of(tools), List.of());
  }
}
