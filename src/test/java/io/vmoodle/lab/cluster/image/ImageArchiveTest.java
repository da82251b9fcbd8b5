package io.vmoodle.lab.cluster.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageArchiveTest {
  @TempDir private Path folder;

  @BeforeEach
  void writeCode() throws IOException {
    Files.createDirectories(folder.resolve("code/lib"));
    Files.writeString(folder.resolve("code/lib/setup.php"), "<?php");
  }

  private Layer layer(String file) {
    return Layer.ofFolder(folder.resolve("code"), "/var/www/html", folder.resolve(file));
  }

  private static Map<String, byte[]> entries(byte[] tar) throws IOException {
    var entries = new LinkedHashMap<String, byte[]>();
    try (var archive = new TarArchiveInputStream(new ByteArrayInputStream(tar))) {
      for (var entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
        entries.put(entry.getName(), archive.readAllBytes());
      }
    }
    return entries;
  }

  private static byte[] archive(Image... images) throws IOException {
    var bytes = new ByteArrayOutputStream();
    new ImageArchive(List.of(images)).write(bytes);
    return bytes.toByteArray();
  }

  @Test
  void aFolderIsWhereTheContainerLooksForIt() throws IOException {
    assertThat(entries(Files.readAllBytes(layer("a.tar").tar())).keySet())
        .containsExactly("var/www/html/", "var/www/html/lib/", "var/www/html/lib/setup.php");
  }

  @Test
  void theSameContentIsTheSameLayer() {
    assertThat(layer("a.tar").sha256()).isEqualTo(layer("b.tar").sha256()).hasSize(64);
  }

  @Test
  void aLayerOfTwoImagesIsThereOnce() throws IOException {
    var below = layer("a.tar");
    var other = new Layer(Files.writeString(folder.resolve("c.tar"), "other"), "0".repeat(64));

    var entries =
        entries(
            archive(
                new Image("localhost/a:1", List.of(below), List.of("sh")),
                new Image("localhost/b:1", List.of(below, other), List.of())));

    assertThat(entries.keySet()).filteredOn(name -> name.endsWith(".tar")).hasSize(2);
    var manifest = new ObjectMapper().readTree(entries.get("manifest.json"));
    assertThat(manifest.findValuesAsText("Config")).hasSize(2).allMatch(entries::containsKey);
    assertThat(manifest.get(1).get("Layers")).hasSize(2);
    var configuration =
        new String(entries.get(manifest.get(0).get("Config").asText()), StandardCharsets.UTF_8);
    assertThat(configuration).contains("sha256:" + below.sha256());
  }

  @Test
  void theSameImageIsTheSameBytes() throws IOException {
    var image = new Image("localhost/a:1", List.of(layer("a.tar")), List.of("sh"));

    assertThat(Sha256.of(archive(image))).isEqualTo(Sha256.of(archive(image)));
  }
}
