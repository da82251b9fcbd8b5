package io.vmoodle.lab.cluster.image;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Images in the form that {@code docker save} writes and every container engine reads. A layer that
 * several images have is in it once.
 */
public final class ImageArchive {
  /** In an order, so that the same image is the same bytes. */
  private static final ObjectMapper JSON =
      new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

  private final List<Image> images;

  /** An archive of these images. */
  public ImageArchive(List<Image> images) {
    this.images = List.copyOf(images);
  }

  /** Writes it; the stream stays open. */
  public void write(OutputStream stream) throws IOException {
    var archive = new TarArchiveOutputStream(stream);
    archive.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    var layers = new LinkedHashMap<String, Layer>();
    var configurations = new LinkedHashMap<String, byte[]>();
    var manifest =
        images.stream()
            .map(
                image -> {
                  image.layers().forEach(layer -> layers.put(nameOf(layer), layer));
                  var configuration = configuration(image);
                  var name = Sha256.of(configuration) + ".json";
                  configurations.put(name, configuration);
                  return Map.of(
                      "Config",
                      name,
                      "RepoTags",
                      List.of(image.reference()),
                      "Layers",
                      image.layers().stream().map(ImageArchive::nameOf).toList());
                })
            .toList();
    add(archive, "manifest.json", JSON.writeValueAsBytes(manifest));
    for (var configuration : configurations.entrySet()) {
      add(archive, configuration.getKey(), configuration.getValue());
    }
    for (var layer : layers.entrySet()) {
      begin(archive, layer.getKey(), Files.size(layer.getValue().tar()));
      Files.copy(layer.getValue().tar(), archive);
      archive.closeArchiveEntry();
    }
    archive.finish();
    stream.flush();
  }

  private static String nameOf(Layer layer) {
    return layer.sha256() + ".tar";
  }

  private static void add(TarArchiveOutputStream archive, String name, byte[] content)
      throws IOException {
    begin(archive, name, content.length);
    archive.write(content);
    archive.closeArchiveEntry();
  }

  private static void begin(TarArchiveOutputStream archive, String name, long size)
      throws IOException {
    var entry = new TarArchiveEntry(name);
    entry.setSize(size);
    entry.setModTime(0);
    archive.putArchiveEntry(entry);
  }

  private static byte[] configuration(Image image) {
    var digests = image.layers().stream().map(layer -> "sha256:" + layer.sha256()).toList();
    try {
      return JSON.writeValueAsBytes(
          Map.of(
              "os",
              "linux",
              "architecture",
              Architecture.ofThisMachine(),
              "config",
              Map.of("Cmd", image.command(), "Env", List.of("PATH=/usr/sbin:/usr/bin:/sbin:/bin")),
              "rootfs",
              Map.of("type", "layers", "diff_ids", digests)));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
