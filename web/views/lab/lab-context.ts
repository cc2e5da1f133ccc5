import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ClusterConnection } from '../../connection/cluster.ts';
import type { AssignmentDetail } from '../../connection/types.ts';
import type { Desk } from '../../dock/desk.ts';
import { setQuery } from '../../router/router.ts';

/** What every part of the lab page needs. */
export interface Lab {
  readonly attemptId: string;
  readonly detail: AssignmentDetail | undefined;
  readonly connection: ClusterConnection;
  readonly desk: Desk;
  readonly readOnly: boolean;
}

export const LabContext = createContext<Lab | undefined>(undefined);

export function useLab(): Lab {
  const lab = useContext(LabContext);
  if (!lab) throw new Error('a part of the lab page stands outside of it');
  return lab;
}

/** Chooses an object (`Kind/namespace/name`); the URL says which. */
export function choose(id: string | undefined): void {
  setQuery({ object: id ?? null }, { replace: true });
}

/** `kubectl describe` for an object, written but not run. */
export function describeCommand(id: string): string {
  const [kind = '', namespace = '', name = ''] = id.split('/');
  const where = namespace === '' || namespace === 'default' ? '' : ` -n ${namespace}`;
  return `kubectl describe ${kind.toLowerCase()} ${name}${where}`;
}
