import type { Group } from '../../verb.ts';
import {
  currentContext,
  deleteContext,
  getContexts,
  renameContext,
  setContext,
  useContext,
} from './contexts.ts';
import {
  deleteCluster,
  deleteUser,
  getClusters,
  getUsers,
  setCluster,
  setCredentials,
} from './entries.ts';
import { setProperty, unsetProperty } from './property.ts';
import { view } from './view.ts';

/** `kubectl config ...`: the file is the home folder's. */
export const config: Group = {
  name: 'config',
  short: 'Modify kubeconfig files',
  long: `Modify kubeconfig files using subcommands like "kubectl config set current-context my-context".

 The file is the one that --kubeconfig names, that $KUBECONFIG names, or ~/.kube/config.`,
  examples: '',
  usage: 'config SUBCOMMAND [options]',
  flags: [],
  alone: 'fails with an error',
  subcommands: [
    currentContext,
    deleteCluster,
    deleteContext,
    deleteUser,
    getClusters,
    getContexts,
    getUsers,
    renameContext,
    setProperty,
    setCluster,
    setContext,
    setCredentials,
    unsetProperty,
    useContext,
    view,
  ],
};
