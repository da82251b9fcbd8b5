package io.vmoodle.lab.cluster.image;

import java.util.List;
import java.util.stream.Stream;

/**
 * A container image.
 *
 * @param reference its name and tag, such as {@code localhost/moodle:4.5}
 * @param layers from the lowest to the uppermost
 * @param command what a container runs unless its pod says otherwise; may be empty
 */
public record Image(String reference, List<Layer> layers, List<String> command) {
  /** Keeps the order of the layers. */
  public Image {
    layers = List.copyOf(layers);
    command = List.copyOf(command);
  }

  /** What it consists of: the same wherever the files of its layers are. */
  public List<String> content() {
    return Stream.concat(layers.stream().map(Layer::sha256), command.stream()).toList();
  }
}
