import { defineRecord } from '../apimachinery/resource.ts';
import type { ByteString } from '../shell/index.ts';
import { kubeletLimits } from './limits.ts';

/** Channels of v5.channel.k8s.io. */
export const channels = {
  stdin: 0,
  stdout: 1,
  stderr: 2,
  status: 3,
  resize: 4,
  close: 255,
} as const;

/**
 * An exec or attach: what the client sent and the container hasn't had yet, and what the
 * container wrote and the client hasn't taken yet. The kubelet's reconcile moves both on.
 */
export interface ExecSession {
  readonly uid: string;
  readonly container: string;
  readonly kind: 'exec' | 'attach';
  readonly command: readonly string[];
  readonly stdin: boolean;
  readonly stdout: boolean;
  readonly stderr: boolean;
  readonly tty: boolean;
  /** Set once it was started; 1 for attach. */
  readonly pid?: number;
  readonly input: ByteString;
  readonly isInputClosed: boolean;
  readonly size?: { readonly columns: number; readonly rows: number };
  readonly isClientGone: boolean;
  /** The number of the first frame that is kept. */
  readonly first: number;
  readonly frames: readonly SessionFrame[];
  /** The status frame was sent: nothing follows. */
  readonly isOver: boolean;
}

export interface SessionFrame {
  readonly channel: number;
  readonly bytes: ByteString;
}

/** Sessions by (`namespace/name` of the pod, a number). */
export const execSessions = defineRecord<ExecSession>('exec-sessions');

/** True while the client has too much unread for the container to go on. */
export function isFull(session: { readonly frames: readonly SessionFrame[] }): boolean {
  const bytes = session.frames.reduce((sum, frame) => sum + frame.bytes.length, 0);
  return bytes >= kubeletLimits.sessionBytes;
}

/** The last frame: how the command ended. */
export function exitFrame(code: number): SessionFrame {
  if (code === 0) return statusFrame({ metadata: {}, status: 'Success' });
  return statusFrame({
    metadata: {},
    status: 'Failure',
    message: `command terminated with non-zero exit code: exit status ${code}`,
    reason: 'NonZeroExitCode',
    details: { causes: [{ reason: 'ExitCode', message: String(code) }] },
  });
}

/** The last frame when the command could not even be started. */
export function failureFrame(message: string): SessionFrame {
  return statusFrame({
    metadata: {},
    status: 'Failure',
    message: `Internal error occurred: ${message}`,
    reason: 'InternalError',
    details: { causes: [{ message }] },
    code: 500,
  });
}

function statusFrame(status: object): SessionFrame {
  return { channel: channels.status, bytes: JSON.stringify(status) };
}
