/** One request to the API server, from whomever. */
export interface ApiRequest {
  /** `GET`, `POST` ... */
  readonly method: string;
  /** Path without the query, e.g. `/api/v1/namespaces/default/pods/web-0`. */
  readonly path: string;
  /** Query without `?`, still encoded. */
  readonly query: string;
  /** Names in lower case. */
  readonly headers: { readonly [name: string]: string };
  readonly body?: Uint8Array;
}

export type ApiResponse = ApiReply | ApiStream | ApiSession;

/** An answer that is complete. */
export interface ApiReply {
  readonly type: 'reply';
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: string | Uint8Array;
  /** Texts for `Warning: 299 - "..."` headers. */
  readonly warnings?: readonly string[];
}

/** A watch or a followed log: read on from `position` with `ApiClient.poll`. */
export interface ApiStream {
  readonly type: 'stream';
  readonly status: 200;
  readonly headers: { readonly [name: string]: string };
  readonly position: StreamPosition;
  readonly warnings?: readonly string[];
}

/** All headers of an answer, its warnings among them. */
export function headerList({
  headers,
  warnings = [],
}: ApiReply | ApiStream): [name: string, value: string][] {
  return [
    ...Object.entries(headers),
    ...warnings.map((text): [string, string] => ['warning', `299 - ${JSON.stringify(text)}`]),
  ];
}

/** exec, attach, port-forward: bytes in both directions, by channel. */
export interface ApiSession {
  readonly type: 'session';
  readonly protocol: 'exec' | 'attach' | 'portforward';
  readonly position: StreamPosition;
}

/**
 * Where a reader stands in a stream: plain JSON, under 4 KiB, so that it survives hibernation in
 * a WebSocket's attachment.
 */
export interface StreamPosition {
  readonly type: 'watch' | 'log' | 'session';
  readonly [field: string]: unknown;
}

/** What came since. `next` is absent when the stream has ended. */
export interface StreamOutput {
  /** For watch and log: text to write. For sessions: frames, channel byte first. */
  readonly chunks: readonly (string | Uint8Array)[];
  readonly next?: StreamPosition;
}

/** The one door: kubectl, the console, the grader and everything else. */
export interface ApiClient {
  request(request: ApiRequest): ApiResponse;
  poll(position: StreamPosition): StreamOutput;
  /** A frame from the client of a session: channel byte first (0 stdin, 4 resize, 255 close). */
  send(position: StreamPosition, frame: Uint8Array): void;
  /** The client of a session or stream has gone. */
  close(position: StreamPosition): void;
}
