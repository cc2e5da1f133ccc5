import { type Flag, flag } from './flags.ts';

/** `-h, --help`, which every command has. */
export const helpFlag: Flag = flag('-h, --help=false', '');

/** Flags of every command, besides `--help`. */
export const globalFlags: readonly Flag[] = [
  flag("-n, --namespace=''", 'If present, the namespace scope for this CLI request'),
  ...(
    "--as='' --as-group=[] --as-uid='' --as-user-extra=[] --cache-dir='' " +
    "--certificate-authority='' --client-certificate='' --client-key='' --cluster='' " +
    "--context='' --disable-compression=false --insecure-skip-tls-verify=false --kubeconfig='' " +
    "--kuberc='' --log-flush-frequency=5s --match-server-version=false --password='' " +
    "--profile='' --profile-output='' --request-timeout='' --tls-server-name='' --token='' " +
    "--user='' --username='' --vmodule='' --warnings-as-errors=false"
  )
    .split(' ')
    .map((notation) => flag(notation, '', { isRefused: true })),
  flag("-s, --server=''", '', { isRefused: true }),
  flag('-v, --v=0', '', { isRefused: true }),
];
