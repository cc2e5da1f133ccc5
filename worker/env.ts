import type { DrizzleD1Database } from 'drizzle-orm/d1';
import type { ClassRpc, ClusterRpc } from '../durable-objects/rpc.ts';
import type * as schema from './db/schema.ts';

/** What wrangler.toml binds, and the secrets. */
export interface Bindings {
  readonly DB: D1Database;
  readonly ASSETS: Fetcher;
  readonly CLUSTERS: DurableObjectNamespace<ClusterRpc & Rpc.DurableObjectBranded>;
  readonly CLASSES: DurableObjectNamespace<ClassRpc & Rpc.DurableObjectBranded>;
  /** `1`: anybody may sign in as one of the demo people. Never on a public installation. */
  readonly DEMO: string;
  /** The operator's secret, for sandboxes and the first instructor; absent: nobody is operator. */
  readonly OPERATOR_TOKEN?: string;
  /** Where this machine also answers over https, and its certificate in base64: `npm start`'s. */
  readonly KUBE_ORIGIN?: string;
  readonly KUBE_CA?: string;
}

export type Database = DrizzleD1Database<typeof schema>;

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly teaches: boolean;
}

export interface Variables {
  /** Set by app.ts for every request. */
  database: Database;
  /** Set by middleware/session.ts; absent when nobody is signed in. */
  person: Person | undefined;
}

/** The environment of every route. */
export interface AppEnv {
  Bindings: Bindings;
  Variables: Variables;
}
