package io.vmoodle.lab.cluster;

import io.vmoodle.lab.cluster.image.Image;
import io.vmoodle.lab.cluster.image.Layer;
import java.net.InetAddress;
import java.nio.file.Path;

/**
 * A cluster whose pods really run. It says nothing about how: a node may be processes or a
 * container.
 */
public interface PodCluster extends Cluster {
  /**
   * The address of this machine at which pods, and this machine itself, reach what a test listens
   * with there. Servers of the lab listen on loopback, which no pod reaches: a TcpProxy at this
   * address leads to them.
   */
  InetAddress hostAddress();

  /**
   * Makes images known under their names, for containers whose imagePullPolicy is Never or
   * IfNotPresent. Loading the same again changes nothing.
   */
  void load(Image... images);

  /** The lowest layer of images with PHP; made on this machine the first time. */
  Layer php();

  /** The lowest layer of images with clients of databases; made on this machine the first time. */
  Layer tools();

  /**
   * Makes a claim that is bound to a folder of this machine, which every user may write in, and
   * which any number of pods may mount.
   *
   * @return the folder; it is gone when the cluster is closed
   */
  Path claim(String namespace, String name);

  /** Ends the kubelet as SIGKILL does. Containers go on, and nobody tells of them. */
  void killKubelet();

  /** Starts it again. */
  void startKubelet();
}
