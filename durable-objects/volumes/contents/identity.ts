/** Names whose files belong together; the namespace of their file records. */
export type ContentsIdentity = string;

/** The contents of a volume that is the same wherever it is attached. */
export const persistentVolumeContents = (name: string): ContentsIdentity => `pv/${name}`;

/** An emptyDir: it lives as long as its pod. */
export const emptyDirContents = (podUid: string, volume: string): ContentsIdentity =>
  `emptydir/${podUid}/${volume}`;

/** Everything of a pod's that dies with it starts with this. */
export const emptyDirsOf = (podUid: string): string => `emptydir/${podUid}/`;

/**
 * A node's own files, which hostPath and local volumes show parts of: one identity per node, so
 * that `/data` and `/data/logs` on one node are what they seem.
 */
export const nodeContents = (node: string): ContentsIdentity => `node/${node}`;

/** A container's changes to its image's files; a restarted container starts without them. */
export const containerContents = (podUid: string, container: string): ContentsIdentity =>
  `container/${podUid}/${container}`;

/** What a subPath of a configMap, secret, projected or downwardAPI volume was at start. */
export const subPathContents = (podUid: string, container: string, at: number): ContentsIdentity =>
  `subpath/${podUid}/${container}/${at}`;
