import type { StatusBody } from '../apimachinery/status-error.ts';
import { Failures, KubectlError, StatusFailure, throwAll } from './failure.ts';

/** A failure as plain JSON, for work that goes on before it is told. */
export type CarriedFailure =
  | { readonly text: string }
  | { readonly status: Partial<StatusBody>; readonly context: string };

export function carried(failures: readonly Error[]): readonly CarriedFailure[] {
  return failures.flatMap((error) => {
    if (error instanceof Failures) return carried(error.all);
    if (error instanceof StatusFailure) return [{ status: error.status, context: error.context }];
    return [{ text: error.message }];
  });
}

/** Throws what was carried, if anything was. */
export function throwCarried(failures: readonly CarriedFailure[]): void {
  throwAll(
    failures.map((failure) =>
      'text' in failure
        ? new KubectlError(failure.text)
        : new StatusFailure(failure.status, failure.context),
    ),
  );
}
