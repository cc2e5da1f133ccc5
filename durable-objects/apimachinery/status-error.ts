/** One cause in `details.causes` of a Status. */
export interface StatusCause {
  readonly reason?: string;
  readonly message: string;
  readonly field?: string;
}

export interface StatusDetails {
  readonly name?: string;
  readonly group?: string;
  /** The resource (plural), but the kind for reason Invalid. */
  readonly kind?: string;
  readonly uid?: string;
  readonly causes?: readonly StatusCause[];
  readonly retryAfterSeconds?: number;
}

/** The `metav1.Status` body of a failure. */
export interface StatusBody {
  readonly kind: 'Status';
  readonly apiVersion: 'v1';
  readonly metadata: { readonly resourceVersion?: string; readonly continue?: string };
  readonly status: 'Failure';
  readonly message: string;
  readonly reason?: string;
  readonly details?: StatusDetails;
  readonly code: number;
}

/** What a user did wrong, in the API's own form. Thrown below the shells, answered as it is. */
export class StatusError extends Error {
  override readonly name = 'StatusError';
  readonly body: StatusBody;

  constructor(
    code: number,
    reason: string,
    message: string,
    details?: StatusDetails,
    metadata: StatusBody['metadata'] = {},
  ) {
    super(message);
    const base = { kind: 'Status', apiVersion: 'v1', metadata, status: 'Failure' } as const;
    this.body = {
      ...base,
      message,
      ...(reason === '' ? {} : { reason }),
      ...(details ? { details } : {}),
      code,
    };
  }

  get reason(): string {
    return this.body.reason ?? '';
  }

  get code(): number {
    return this.body.code;
  }
}

/** Tells whether an error is a StatusError of that reason, e.g. `isStatus(error, 'NotFound')`. */
export function isStatus(error: unknown, reason: string): error is StatusError {
  return error instanceof StatusError && error.reason === reason;
}

/** `group` and plural of what an error is about. */
export interface ResourceName {
  readonly group: string;
  readonly plural: string;
}

/** `statefulsets.apps`, or `pods` in the core group. */
export function qualified(resource: ResourceName): string {
  return resource.group === '' ? resource.plural : `${resource.plural}.${resource.group}`;
}

export function notFound(resource: ResourceName, name: string): StatusError {
  return new StatusError(404, 'NotFound', `${qualified(resource)} "${name}" not found`, {
    name,
    ...groupOf(resource),
    kind: resource.plural,
  });
}

export function alreadyExists(resource: ResourceName, name: string): StatusError {
  return new StatusError(409, 'AlreadyExists', `${qualified(resource)} "${name}" already exists`, {
    name,
    ...groupOf(resource),
    kind: resource.plural,
  });
}

export function conflict(resource: ResourceName, name: string, why: string): StatusError {
  const message = `Operation cannot be fulfilled on ${qualified(resource)} "${name}": ${why}`;
  return new StatusError(409, 'Conflict', message, {
    name,
    ...groupOf(resource),
    kind: resource.plural,
  });
}

export function forbidden(resource: ResourceName, name: string, why: string): StatusError {
  const subject = name === '' ? qualified(resource) : `${qualified(resource)} "${name}"`;
  return new StatusError(403, 'Forbidden', `${subject} is forbidden: ${why}`, {
    ...(name === '' ? {} : { name }),
    ...groupOf(resource),
    kind: resource.plural,
  });
}

export function badRequest(message: string): StatusError {
  return new StatusError(400, 'BadRequest', message);
}

export function unauthorized(): StatusError {
  return new StatusError(401, 'Unauthorized', 'Unauthorized');
}

export function internalError(message: string): StatusError {
  return new StatusError(500, 'InternalError', `Internal error occurred: ${message}`, {
    causes: [{ reason: '', message }],
  });
}

function groupOf(resource: ResourceName): { group?: string } {
  return resource.group === '' ? {} : { group: resource.group };
}
