import { pods } from '../api/index.ts';
import type { StreamPosition } from '../apimachinery/api-client.ts';
import type { Cluster } from '../cluster/index.ts';
import { second } from '../lib/instant.ts';
import { isObject } from '../lib/json.ts';
import { decodeUtf8 } from '../lib/utf8.ts';
import { ApiFailure, graderUser, orFail, pathOf } from './client.ts';
import { gradingLimits } from './limits.ts';
import type { ExecSpec } from './schema.ts';

/** How a command in a container ended. */
export type ExecResult =
  | {
      readonly ended: 'exited';
      readonly code: number;
      readonly stdout: string;
      readonly stderr: string;
    }
  | { readonly ended: 'refused'; readonly message: string }
  | { readonly ended: 'timed out'; readonly seconds: number };

/** Channels of v5.channel.k8s.io. */
const stdoutChannel = 1;
const stderrChannel = 2;
const statusChannel = 3;

/**
 * Runs a command in a container and lets the cluster's time pass until it ends. Checks do it to
 * copies only: the command may change the container's files, and time does pass.
 */
export function execIn(cluster: Cluster, spec: ExecSpec): ExecResult {
  const api = cluster.as(graderUser);
  let position: StreamPosition | undefined;
  try {
    const response = orFail(
      api.request({
        method: 'POST',
        path: pathOf(pods, spec.namespace, spec.pod, 'exec'),
        query: queryOf(spec),
        headers: { 'user-agent': 'labset-grader' },
      }),
    );
    if (response.type !== 'session') return { ended: 'refused', message: 'no session' };
    position = response.position;
  } catch (error) {
    if (error instanceof ApiFailure) return { ended: 'refused', message: error.message };
    throw error;
  }
  const output = ['', '', '', ''];
  for (let spent = 0; spent <= gradingLimits.execMs; spent += gradingLimits.execLookMs) {
    const { chunks, next } = api.poll(position);
    for (const chunk of chunks) collect(output, chunk);
    if (!next) return resultOf(output);
    position = next;
    cluster.skip(gradingLimits.execLookMs);
  }
  api.close(position);
  return { ended: 'timed out', seconds: gradingLimits.execMs / second };
}

function queryOf({ container, command }: ExecSpec): string {
  const parts = command.map((word) => `command=${encodeURIComponent(word)}`);
  if (container !== undefined) parts.push(`container=${encodeURIComponent(container)}`);
  return [...parts, 'stdout=true', 'stderr=true'].join('&');
}

/** Adds a frame to its channel's text, as far as anybody would read it. */
function collect(output: string[], frame: string | Uint8Array): void {
  if (typeof frame === 'string') return;
  const channel = frame[0] ?? 0;
  const text = (output[channel] ?? '') + decodeUtf8(frame.subarray(1));
  output[channel] = text.slice(0, gradingLimits.outputLength);
}

/** The session's last frame is a Status that carries the exit code among its causes. */
function resultOf(output: readonly string[]): ExecResult {
  const [stdout, stderr, last] = [stdoutChannel, stderrChannel, statusChannel].map(
    (channel) => output[channel] ?? '',
  );
  const status: unknown = last ? JSON.parse(last) : undefined;
  if (!isObject(status)) return { ended: 'refused', message: 'the session ended early' };
  const exited = { ended: 'exited', stdout: stdout ?? '', stderr: stderr ?? '' } as const;
  if (status.status === 'Success') return { ...exited, code: 0 };
  const { details, message } = status;
  const causes = isObject(details) && Array.isArray(details.causes) ? details.causes : [];
  const code = causes.find((cause) => isObject(cause) && cause.reason === 'ExitCode')?.message;
  if (code !== undefined) return { ...exited, code: Number(code) };
  return { ended: 'refused', message: String(message ?? '') };
}
