/** Limits of the simulated network. */
export const networkLimits = {
  /** Addresses of a node's pod range 10.244.<node>.0/24 that pods get: .2 to .254, as host-local. */
  firstHost: 2,
  lastHost: 254,
  /** One way and back inside the cluster, in milliseconds. */
  latencyMs: 1,
  /** A request may make a server ask another server; deeper is a loop. */
  depth: 8,
} as const;
