package io.vmoodle.operator.crash;

/** How a tenant is in the end, when nothing is left to do. */
enum End {
  /** Nothing was made for it yet. */
  NOTHING,
  /** Everything is there but a Moodle, which a Job would install. */
  PROVISIONED,
  /** Its Job was lost; another database is there, and another attempt will begin. */
  REINSTALLING,
  /** Ready. */
  SERVING,
  /** Ready, and kept from its visitors. */
  SUSPENDED,
  /** Ready, and in maintenance. */
  MAINTENANCE,
  /** It should be in maintenance, and the Job for it failed. */
  FAILING,
  /** Ready, with the other login. */
  ROTATED,
  /** Its resource is gone, and nothing that it stood for but its claim on the URL. */
  LEFT,
  /** Its resource is gone and its data is kept. */
  RETAINED,
  /** Its resource is gone, and everything that the operator made or noted for it. */
  GONE,
  /** Ready on the other release. */
  UPGRADED,
  /** Ready on the release and the data from before an upgrade that failed. */
  PUT_BACK,
  /** The same, of one whose database the upgrade had not touched. */
  LEFT_AS_IT_WAS,
  /** Ready; an upgrade has begun and cannot work on it yet. */
  TRIED_AGAIN,
  /** Somebody dropped its database; nothing of it is made again. */
  LOST
}
