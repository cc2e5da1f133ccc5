import type { Instant } from '../lib/instant.ts';
import { KubectlError } from './failure.ts';
import { type Arguments, flag } from './flags.ts';
import { klogWarning } from './klog.ts';

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
    case 'unchanged':
      return { mode: 'client', query: { dryRun: undefined }, suffix: ' (dry run)' };
    default:
      throw new KubectlError(
        `Invalid dry-run value (${text}). Must be "none", "server", or "client".`,
      );
  }
}

/** What a bare `--dry-run` is told, as klog writes it. */
export function deprecatedDryRun(args: Arguments, now: Instant, pid: number): string {
  if (args.text('dry-run') !== 'unchanged') return '';
  const text = '--dry-run is deprecated and can be replaced with --dry-run=client.';
  return klogWarning(now, pid, 'helpers.go:719', text);
}
