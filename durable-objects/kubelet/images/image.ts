import type { Instant } from '../../lib/instant.ts';
import type { Json } from '../../lib/json.ts';
import type { ByteString, Command, FileSystem, HttpRequest, Network } from '../../shell/index.ts';

/** A simulated image: which files, programs and servers its containers have. */
export interface Image {
  /** Normal names without tags, the first one's its own: `docker.io/library/nginx`. */
  readonly names: readonly string[];
  /** Which tags exist. `latest` is one if it matches. */
  readonly tags: RegExp;
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly workdir: string;
  /** `uid`, or a name that the image's /etc/passwd has; root when ''. */
  readonly user: { readonly uid: number; readonly gid: number };
  readonly stopSignal: 'TERM' | 'QUIT';
  readonly sizeBytes: number;
  readonly files: ImageFiles;
  /** On top of the ones that `base` has. */
  readonly commands: readonly Command[];
  readonly base: 'none' | 'busybox' | 'alpine' | 'debian';
  readonly servers: Readonly<Record<string, Server>>;
}

/** Paths to contents; directories on the way are made. */
export type ImageFiles = Readonly<Record<string, ImageFile>>;
export type ImageFile =
  | string
  | { readonly text: string; readonly mode: number }
  | { readonly link: string }
  | { readonly directory: number; readonly uid?: number; readonly gid?: number };

/**
 * A server's pure part: the answer to one request. The process that listens says so in its state
 * (`ListeningState`); everything else it remembers is files, or `state`, which dies with it.
 */
export interface Server {
  http?(request: HttpRequest, context: ServerContext): ServerResponse;
  /** A line protocol over TCP: the bytes that answer these. */
  tcp?(bytes: ByteString, context: ServerContext): ByteString;
}

export interface ServerContext {
  /** The container's files. */
  readonly fs: FileSystem;
  /** The pod's network, for servers that ask others. */
  readonly network: Network;
  /** What the listening process said about this port. */
  readonly options: Json;
  /** The port that was connected to. */
  readonly port: number;
  /** The client's address. */
  readonly client: string;
  readonly hostname: string;
  readonly env: Readonly<Record<string, string>>;
  readonly now: Instant;
  /** Milliseconds since the process started. */
  readonly uptimeMs: number;
  readonly state: Json | undefined;
  setState(state: Json): void;
  /** A line for the container's log. */
  log(line: string, stream?: 'stdout' | 'stderr'): void;
}

export interface ServerResponse {
  readonly status: number;
  readonly headers?: readonly (readonly [string, string])[];
  readonly body: ByteString;
  /** How long it takes beyond the wire's own time; default none. */
  readonly afterMs?: number;
  /**
   * The uptime at which the same request would be answered differently, for a server that looks
   * at the clock. Absent: the answer depends on files and requests alone.
   */
  readonly changesAtUptimeMs?: number;
}

/** What the state of a process that serves ports has, whatever else it has. */
export interface ListeningState {
  readonly listening: readonly {
    readonly port: number;
    readonly server: string;
    readonly options?: Json;
  }[];
}

type Optional =
  | 'tags'
  | 'entrypoint'
  | 'cmd'
  | 'env'
  | 'workdir'
  | 'user'
  | 'stopSignal'
  | 'files'
  | 'commands'
  | 'servers';

/** Version tags as most images have them: `latest`, `1.27`, `1.27.3-alpine3.20`, `v2`, `stable`. */
export const versionTags =
  /^(latest|stable|edge|mainline|alpine|slim|(stable|mainline)-[a-z]+|v?\d+(\.\d+){0,3}(-[a-z0-9]+(\.[a-z0-9]+)*)*)$/;

/** Declares an image; what is usual may be left out. */
export function defineImage(parts: Omit<Image, Optional> & Partial<Pick<Image, Optional>>): Image {
  return {
    tags: versionTags,
    entrypoint: [],
    cmd: [],
    env: {},
    workdir: '/',
    user: { uid: 0, gid: 0 },
    stopSignal: 'TERM',
    files: {},
    commands: [],
    servers: {},
    ...parts,
  };
}
