import type { StatusBody, StatusCause } from '../apimachinery/status-error.ts';

/** What kubectl gives up with: printed after `error: `, exit code 1 unless it says otherwise. */
export class KubectlError extends Error {
  override readonly name = 'KubectlError';
  readonly exitCode: number;
  /** What goes to standard output before. */
  readonly out: string;

  constructor(message: string, exitCode = 1, { out = '' }: { readonly out?: string } = {}) {
    super(message);
    this.exitCode = exitCode;
    this.out = out;
  }
}

/** The same for the few texts that are printed without `error: `. */
export class BareError extends KubectlError {}

/** A failure with an exit code of its own. */
export class ExitError extends Error {
  override readonly name = 'ExitError';
  readonly failure: KubectlError | StatusFailure | Failures;
  readonly exitCode: number;

  constructor(failure: KubectlError | StatusFailure | Failures, exitCode: number) {
    super(failure.message);
    this.failure = failure;
    this.exitCode = exitCode;
  }
}

/** A Status that the API server answered; `context` is what kubectl was doing (`error when ...`). */
export class StatusFailure extends Error {
  override readonly name = 'StatusFailure';
  readonly status: Partial<StatusBody>;
  readonly context: string;

  constructor(status: Partial<StatusBody>, context = '') {
    super(`${context}${status.message ?? ''}`);
    this.status = status;
    this.context = context;
  }

  get reason(): string {
    return this.status.reason ?? '';
  }

  /** The same failure, said to have come while doing something: `error when creating "a.yaml"`. */
  while(doing: string): StatusFailure {
    return new StatusFailure(this.status, `${doing}: ${this.context}`);
  }
}

/** Several failures of one command; all are printed. */
export class Failures extends Error {
  override readonly name = 'Failures';
  readonly all: readonly Error[];

  constructor(all: readonly Error[]) {
    super(all.map(({ message }) => message).join('\n'));
    this.all = all;
  }
}

/** Throws what went wrong, if anything did: one failure as itself, several together. */
export function throwAll(failures: readonly Error[]): void {
  const [first, ...others] = failures;
  if (first) throw others.length === 0 ? first : new Failures(failures);
}

/** Runs `body` for each item and goes on after failures, which are returned. */
export function attempt<T>(items: readonly T[], body: (item: T) => void): Error[] {
  const failures: Error[] = [];
  for (const item of items) {
    try {
      body(item);
    } catch (error) {
      if (!isFailure(error)) throw error;
      failures.push(...(error instanceof Failures ? error.all : [error]));
    }
  }
  return failures;
}

/** True for what a user can bring about; anything else is a bug and goes on upwards. */
export function isFailure(error: unknown): error is KubectlError | StatusFailure | Failures {
  return (
    error instanceof KubectlError || error instanceof StatusFailure || error instanceof Failures
  );
}

/** The text for standard error (k8s.io/kubectl/pkg/cmd/util CheckErr), with its line end. */
export function failureText(error: KubectlError | StatusFailure | Failures): string {
  if (error instanceof Failures) return error.all.map((one) => `${oneOfMany(one)}\n`).join('');
  if (error instanceof StatusFailure) return `${statusText(error)}\n`;
  const { message } = error;
  const text =
    error instanceof BareError || message.startsWith('error: ') ? message : `error: ${message}`;
  return text.endsWith('\n') ? text : `${text}\n`;
}

/** How a failure is told among others, without its line end. */
export function oneOfMany(error: Error): string {
  return error instanceof StatusFailure ? standardText(error) : error.message;
}

function statusText(error: StatusFailure): string {
  const { status, reason, message } = error;
  if (reason !== 'Invalid') return standardText(error);
  const details = status.details;
  if (details?.kind === undefined) return `The request is invalid: ${message}`;
  const subject = `The ${details.kind} "${details.name ?? ''}" is invalid`;
  const causes = unique((details.causes ?? []).map(causeText));
  if (causes.length === 0) return subject;
  if (causes.length === 1) return `${subject}: ${causes[0]}`;
  return `${subject}: \n${causes.map((cause) => `* ${cause}`).join('\n')}`;
}

function standardText({ reason, message }: StatusFailure): string {
  if (reason === 'Unauthorized') return `error: You must be logged in to the server (${message})`;
  return `Error from server${reason === '' ? '' : ` (${reason})`}: ${message}`;
}

function causeText({ field, message }: StatusCause): string {
  return field === undefined || field === '' ? message : `${field}: ${message}`;
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
