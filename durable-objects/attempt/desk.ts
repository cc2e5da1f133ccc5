import type { ApiClient } from '../apimachinery/api-client.ts';
import { defineRecord } from '../apimachinery/resource.ts';
import type { Cluster } from '../cluster/index.ts';
import type { FromCluster, ToCluster } from '../console/protocol.ts';
import type { Duration, Instant } from '../lib/instant.ts';
import {
  openWorkstation,
  type TerminalOutput,
  type Workstation,
  type WorkstationHost,
  type WorkstationState,
} from '../workstation/index.ts';

const workstations = defineRecord<WorkstationState>('workstation');
const workstationKey = { namespace: '', name: 'workstation' };

type WorkMessage = Exclude<ToCluster, { type: 'skip' | 'check' }>;

/** The learner's workstation, stored with the cluster it is connected to. */
export class Desk {
  readonly #cluster: Cluster;
  readonly #workstation: Workstation;

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
    const stored = cluster.read.record(workstations, workstationKey);
    this.#workstation = openWorkstation(stored, () => cluster.resources);
  }

  /** Puts a lab's files into the home folder. */
  furnish(files: { readonly [path: string]: string }): void {
    for (const [path, text] of Object.entries(files)) this.#workstation.writeFile(path, text);
    this.#save();
  }

  receive(
    message: WorkMessage,
    connection: { readonly api: ApiClient; readonly now: Instant },
  ): readonly FromCluster[] {
    const answers = this.#carryOut(message, this.#host(connection));
    this.#save();
    return answers;
  }

  /** Lets programs go on; returns what terminals printed. */
  advance(connection: { readonly api: ApiClient; readonly now: Instant }): readonly FromCluster[] {
    this.#workstation.advance(this.#host(connection));
    this.#save();
    return this.#workstation.takeOutput().map(messageOf);
  }

  /** In the cluster's awake time. */
  nextDeadline(): Duration | undefined {
    return this.#workstation.nextDeadline();
  }

  #carryOut(message: WorkMessage, host: WorkstationHost): readonly FromCluster[] {
    const desk = this.#workstation;
    const refuse = (text: string | undefined, id?: number): readonly FromCluster[] =>
      text === undefined
        ? []
        : [{ type: 'refused', ...(id === undefined ? {} : { id }), message: text }];
    switch (message.type) {
      case 'run':
        return refuse(desk.run(host, message.terminal, message.line));
      case 'keys':
        desk.keys(host, message.terminal, message.text);
        return [];
      case 'interrupt':
        desk.interrupt(host, message.terminal);
        return [];
      case 'end':
        desk.end(host, message.terminal);
        return [];
      case 'resize':
        desk.resize(message.terminal, message.columns, message.rows);
        return [];
      case 'complete': {
        const value = desk.complete(host, message.terminal, message.line);
        return [{ type: 'reply', id: message.id, value }];
      }
      case 'list-files':
        return [{ type: 'reply', id: message.id, value: { files: desk.files() } }];
      case 'read-file': {
        const text = desk.readFile(message.path);
        if (text === undefined) {
          return refuse(`There is no file ${message.path} in the home folder.`, message.id);
        }
        return [{ type: 'reply', id: message.id, value: { text } }];
      }
      case 'write-file': {
        const why = desk.writeFile(message.path, message.text);
        if (why !== undefined) return refuse(why, message.id);
        return [{ type: 'reply', id: message.id, value: { done: true } }];
      }
      default:
        return refuse('This message is not understood.');
    }
  }

  #host({ api, now }: { readonly api: ApiClient; readonly now: Instant }): WorkstationHost {
    const { awake } = this.#cluster.clock;
    return { api, now, awake, random: (key) => this.#cluster.random('workstation', key).float() };
  }

  #save(): void {
    const { state } = this.#workstation;
    if (state === this.#cluster.read.record(workstations, workstationKey)) return;
    this.#cluster.act('workstation', (world) =>
      world.setRecord(workstations, workstationKey, state),
    );
  }
}

function messageOf(output: TerminalOutput): FromCluster {
  const { terminal } = output;
  if ('text' in output) return { type: 'output', terminal, text: output.text };
  if ('raw' in output) return { type: 'raw', terminal, raw: output.raw };
  return { type: 'prompt', terminal, ...output.prompt };
}
