import { type Flag, flag } from './flags.ts';

/** `-h, --help`, which every command has. */
export const helpFlag: Flag = flag('-h, --help=false', '');

/** Accepted for what it says about connections or logs that this terminal doesn't have. */
const without = 'has no effect in this terminal';
const certificates = { isRefused: true } as const;

/** Flags of every command, besides `--help`. */
export const globalFlags: readonly Flag[] = [
  flag(
    "--as=''",
    'Username to impersonate for the operation. User could be a regular user or a service account in a namespace.',
  ),
  flag(
    '--as-group=[]',
    'Group to impersonate for the operation, this flag can be repeated to specify multiple groups.',
  ),
  flag("--as-uid=''", 'UID to impersonate for the operation.'),
  flag(
    '--as-user-extra=[]',
    'User extras to impersonate for the operation, this flag can be repeated to specify multiple values for the same key.',
  ),
  flag("--cache-dir='/home/student/.kube/cache'", `Default cache directory; ${without}`),
  flag(
    "--certificate-authority=''",
    'Path to a cert file for the certificate authority',
    certificates,
  ),
  flag("--client-certificate=''", 'Path to a client certificate file for TLS', certificates),
  flag("--client-key=''", 'Path to a client key file for TLS', certificates),
  flag("--cluster=''", 'The name of the kubeconfig cluster to use'),
  flag("--context=''", 'The name of the kubeconfig context to use'),
  flag(
    '--disable-compression=false',
    'If true, opt-out of response compression for all requests to the server',
  ),
  flag(
    '--insecure-skip-tls-verify=false',
    "If true, the server's certificate will not be checked for validity. This will make your HTTPS connections insecure",
  ),
  flag("--kubeconfig=''", 'Path to the kubeconfig file to use for CLI requests.'),
  flag("--kuberc=''", 'Path to the kuberc file to use for preferences.', { isRefused: true }),
  flag('--log-flush-frequency=5s', `Maximum number of seconds between log flushes; ${without}`),
  flag('--match-server-version=false', 'Require server version to match client version'),
  flag("-n, --namespace=''", 'If present, the namespace scope for this CLI request'),
  flag("--password=''", 'Password for basic authentication to the API server', { isRefused: true }),
  flag("--profile='none'", 'Name of profile to capture.', { isRefused: true }),
  flag("--profile-output='profile.pprof'", 'Name of the file to write the profile to', {
    isRefused: true,
  }),
  flag(
    "--request-timeout='0'",
    "The length of time to wait before giving up on a single server request. Non-zero values should contain a corresponding time unit (e.g. 1s, 2m, 3h). A value of zero means don't timeout requests.",
  ),
  flag("-s, --server=''", 'The address and port of the Kubernetes API server'),
  flag(
    "--tls-server-name=''",
    'Server name to use for server certificate validation.',
    certificates,
  ),
  flag("--token=''", 'Bearer token for authentication to the API server'),
  flag("--user=''", 'The name of the kubeconfig user to use'),
  flag("--username=''", 'Username for basic authentication to the API server', { isRefused: true }),
  flag('-v, --v=0', 'number for the log level verbosity'),
  flag("--vmodule=''", 'comma-separated list of pattern=N settings for file-filtered logging', {
    isHidden: true,
  }),
  flag(
    '--warnings-as-errors=false',
    'Treat warnings received from the server as errors and exit with a non-zero exit code',
  ),
];
