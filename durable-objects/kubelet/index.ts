import type { RecordType } from '../apimachinery/resource.ts';
import type { NodeProxy } from '../apiserver/node-proxy.ts';
import type { Controller } from '../control/controller.ts';
import { fileRecords } from '../volumes/contents/index.ts';
import { createPodController } from './controller.ts';
import { allImages, type Image, ImageCatalog } from './images/index.ts';
import { nodeProxy } from './proxy.ts';
import { containerProcesses, kubelets, podRuntimes } from './records.ts';
import { execSessions } from './sessions.ts';

export { defineImage, type Image } from './images/index.ts';
export { runningKubelet } from './node.ts';
export { type NodeDefinition, registerNode } from './register-node.ts';
export { createListeners } from './servers.ts';
export { usageSource } from './usage.ts';

/** What kubelets are made from. */
export interface KubeletOptions {
  /** What can be pulled; default: the whole catalogue. */
  readonly images?: readonly Image[];
}

/** The kubelets of a cluster, all nodes' in one. */
export interface Kubelets {
  readonly controllers: readonly Controller[];
  readonly nodeProxy: NodeProxy;
  /** The records that its controllers are woken by, for a cluster that is loaded. */
  readonly records: readonly RecordType[];
  readonly catalog: ImageCatalog;
}

/** Makes the kubelets; they hold no state of their own. */
export function createKubelet(options: KubeletOptions = {}): Kubelets {
  const catalog = new ImageCatalog(options.images ?? allImages);
  return {
    controllers: [createPodController(catalog)],
    nodeProxy,
    records: [kubelets, podRuntimes, containerProcesses, execSessions, fileRecords],
    catalog,
  };
}
