import type { StatusError } from '../apimachinery/status-error.ts';

/**
 * True when something was not created because its namespace is being deleted: nobody needs to be
 * told, and trying again is useless (v1.NamespaceTerminatingCause).
 */
export function isNamespaceTerminating(error: StatusError): boolean {
  return (
    error.body.details?.causes?.some(({ reason }) => reason === 'NamespaceTerminating') ?? false
  );
}
