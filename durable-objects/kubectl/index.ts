/** kubectl for the shell machine. */
export { createKubectl, type KubectlHost, wantsRawKeys } from './command.ts';
export { completeKubectl } from './complete.ts';
export {
  currentNamespace,
  kubeconfigPlace,
  kubeconfigText,
  newKubeconfig,
  readKubeconfig,
} from './kubeconfig.ts';
