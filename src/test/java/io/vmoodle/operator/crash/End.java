package io.vmoodle.operator.crash;

/** How a tenant is in the end, when nothing is left to do. */
enum End {
  /** Nothing was made for it yet. */
  NOTHING,
  /** Everything is there but a Moodle, which a Job would install. */
  PROVISIONED,
  /** Ready. */
  SERVING,
  /** Ready, with the other login. */
  ROTATED,
  /** Its resource is gone, and nothing that it stood for but its claim on the URL. */
  LEFT,
  /** Its resource is gone and its data is kept. */
  RETAINED,
  /** Its resource is gone, and everything that the operator made or noted for it. */
  GONE,
  /** Somebody dropped its database; nothing of it is made again. */
  LOST
}
