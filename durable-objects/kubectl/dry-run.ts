import { KubectlError } from './failure.ts';
import { type Arguments, flag } from './flags.ts';

/** `--dry-run=none|server|client`. */
export const dryRunFlag = flag(
  "--dry-run='none'",
  'Must be "none", "server", or "client". If client strategy, only print the object that would be sent, without sending it. If server strategy, submit server-side request without persisting the resource.',
  { whenBare: 'unchanged' },
);

/** What `--dry-run` asks for; `suffix` ends messages. Throws KubectlError. */
export function dryRunOf(args: Arguments): {
  readonly mode: 'none' | 'server' | 'client';
  readonly query: { readonly dryRun: string | undefined };
  readonly suffix: string;
} {
  const text = args.text('dry-run') || 'none';
  switch (text) {
    case 'none':
      return { mode: 'none', query: { dryRun: undefined }, suffix: '' };
    case 'server':
      return { mode: 'server', query: { dryRun: 'All' }, suffix: ' (server dry run)' };
    case 'client':
      return { mode: 'client', query: { dryRun: undefined }, suffix: ' (dry run)' };
    case 'unchanged':
      throw new KubectlError(
        'Invalid dry-run value (unchanged). Must be "none", "server", or "client".',
      );
    default:
      throw new KubectlError(
        `Invalid dry-run value (${text}). Must be "none", "server", or "client".`,
      );
  }
}
