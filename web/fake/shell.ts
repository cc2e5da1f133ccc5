const amber = (text: string): string => `\x1b[33m${text}\x1b[0m`;

/** What a command of the fixture prints: kubectl's own forms for a few of them. */
export function output(line: string, scene: string): string {
  if (/^kubectl get pods/.test(line)) {
    if (scene === 'stuck')
      return `NAME    READY   STATUS    RESTARTS   AGE\nweb-0   ${amber('0/1')}     Running   0          4m12s\n`;
    return [
      'NAME    READY   STATUS        RESTARTS   AGE',
      'web-0   1/1     Running       0          14m',
      'web-1   1/1     Running       0          14m',
      `web-2   1/1     ${amber('Terminating')}   0          13m`,
      `web-2   0/1     ${amber('Completed')}     0          13m`,
      `web-1   1/1     ${amber('Terminating')}   0          14m`,
      '',
    ].join('\n');
  }
  if (/^kubectl get pvc/.test(line))
    return [
      'NAME         PHASE   VOLUME',
      'data-web-0   Bound   pvc-3f0c6d52-7b1e-4d0a-9c34-1f6be0d77a91',
      'data-web-1   Bound   pvc-b27e90c4-21f8-4e5b-8a0d-5c9e3a41f04d',
      'data-web-2   Bound   pvc-91d6ab30-e9c2-47f5-b6d8-02c7f51a87ee',
      '',
    ].join('\n');
  if (/^kubectl scale/.test(line)) return 'statefulset.apps/web scaled\n';
  if (/^kubectl apply/.test(line)) return 'statefulset.apps/web configured\n';
  if (/^echo /.test(line)) return `${line.slice(5)}\n`;
  return `${line.split(' ')[0]}: command not found\n`;
}
