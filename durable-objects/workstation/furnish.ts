import { kubeconfigText, newKubeconfig } from '../kubectl/index.ts';
import { MemoryFileSystem, newProcessTable } from '../shell/index.ts';
import { home, student, type WorkstationState } from './state.ts';

const passwd = `root:x:0:0:root:/root:/bin/bash
student:x:1000:1000:student:${home}:/bin/bash
`;

/** A computer that nobody has used. Its files' times are those of the beginning of time. */
export function newComputer(): WorkstationState {
  const fs = new MemoryFileSystem({ now: () => 0 });
  for (const path of ['/etc', '/tmp', '/root', '/home', '/dev', '/var', '/opt']) fs.mkdir(path);
  fs.chmod('/tmp', 0o1777);
  fs.write('/etc/passwd', passwd);
  fs.write('/etc/group', 'root:x:0:\nstudent:x:1000:\n');
  fs.write('/etc/hostname', 'workstation\n');
  fs.write('/etc/hosts', '127.0.0.1\tlocalhost workstation\n');
  fs.mkdir(home, student);
  fs.mkdir(`${home}/.kube`, student);
  fs.write(`${home}/.kube/config`, kubeconfigText(newKubeconfig), { ...student, mode: 0o600 });
  return { files: fs.tree, table: newProcessTable(100), terminals: {} };
}
