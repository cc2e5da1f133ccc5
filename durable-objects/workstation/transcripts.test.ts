import { expect, test } from 'vitest';
import { TestDesk } from './testing/desk.ts';

const web = `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  serviceName: web
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      terminationGracePeriodSeconds: 2
      containers:
      - {name: c, image: busybox:1.36, command: [sh, -c, 'echo hello; sleep 3600']}
`;

const transcripts: { readonly [title: string]: string } = {
  'a workload from its manifest to its end': `
$ kubectl apply -f web.yaml
statefulset.apps/web created
advance 5s
$ kubectl get sts,pods
NAME                   READY   AGE
statefulset.apps/web   2/2     5s

NAME        READY   STATUS    RESTARTS   AGE
pod/web-0   1/1     Running   0          5s
pod/web-1   1/1     Running   0          5s
$ kubectl apply -f web.yaml
statefulset.apps/web unchanged
$ kubectl scale sts web --replicas=1
statefulset.apps/web scaled
advance 4s
$ kubectl get pods -o name
pod/web-0
$ kubectl apply -f web.yaml
statefulset.apps/web configured
$ kubectl rollout status sts/web
Waiting for 1 pods to be ready...
advance 3s
partitioned roll out complete: 2 new pods have been updated...
$ kubectl delete -f web.yaml
statefulset.apps "web" deleted from default namespace
`,
  'a watch goes on in one terminal, through a hibernation, while the other one works': `
$ kubectl apply -f web.yaml
statefulset.apps/web created
advance 5s
$ kubectl get sts web -w
NAME   READY   AGE
web    2/2     5s
hibernate
2$ kubectl scale sts web --replicas=1
statefulset.apps/web scaled
$ ls
refused: A program is still running in this terminal.
interrupt
[130]
$ ls
web.yaml
`,
  'keys reach a shell in a container': `
$ kubectl apply -f web.yaml
statefulset.apps/web created
advance 5s
$ kubectl exec web-0 -- sh -c 'exit 3'
command terminated with exit code 3
[3]
$ echo piped | kubectl exec -i web-0 -- cat
piped
$ kubectl exec -it web-0 -- sh
/ # <raw>
hibernate
keys "echo $((6*7))\\r"
echo $((6*7))
42
/ # 
keys "exit\\r"
exit
<cooked>
`,
  'logs, now and as they come': `
$ kubectl apply -f web.yaml
statefulset.apps/web created
advance 5s
$ kubectl logs web-0
hello
$ kubectl logs web-0 --tail=0
$ kubectl logs sts/web --prefix
Found 2 pods, using pod/web-0
[pod/web-0/c] hello
$ kubectl logs -f web-0
hello
interrupt
[130]
`,
  'a delete waits for the end of its pod': `
$ kubectl apply -f web.yaml
statefulset.apps/web created
advance 5s
$ kubectl delete pod web-1
pod "web-1" deleted from default namespace
advance 1s
$ echo later
refused: A program is still running in this terminal.
advance 3s
$ kubectl get pod web-1
NAME    READY   STATUS    RESTARTS   AGE
web-1   1/1     Running   0          2s
`,
  'the shell keeps its variables, folder and functions': `
$ mkdir lab; cd lab; X=5
$ f() { echo "$X in $(basename $PWD)"; }
hibernate
$ f
5 in lab
$ for i in 1 2; do
> 
keys "echo $i\\n"
> 
keys "done\\n"
1
2
$ false
[1]
$ nosuch
bash: nosuch: command not found
[127]
$ vi web.yaml | cat
vi: standard input and output have to be a terminal
$ cat
keys "a line\\n"
a line
end
$ sleep 3
advance 2s
advance 2s
$ exit 3
[3]
$ echo $(basename $PWD)
student
`,
  'labels, patches and waiting': `
$ kubectl apply -f web.yaml
statefulset.apps/web created
$ kubectl wait --for=jsonpath='{.status.readyReplicas}'=2 sts/web
advance 5s
statefulset.apps/web condition met
$ kubectl wait --for=condition=Nope pod/web-0 --timeout=1s
advance 2s
error: timed out waiting for the condition on pods/web-0
[1]
$ kubectl label pod web-0 disk=ssd
pod/web-0 labeled
$ kubectl label pod web-0 disk=hdd
error: 'disk' already has a value (ssd), and --overwrite is false
[1]
$ kubectl label pod web-0 disk=hdd --overwrite
pod/web-0 labeled
$ kubectl get pods -l disk=hdd -o name
pod/web-0
$ kubectl label pod web-0 disk-
pod/web-0 unlabeled
$ kubectl annotate sts web note=x
statefulset.apps/web annotated
$ kubectl patch sts web --type=merge -p '{"metadata":{"annotations":{"note":"x"}}}'
statefulset.apps/web patched (no change)
`,
  'going back to an older revision': `
$ kubectl apply -f web.yaml
statefulset.apps/web created
advance 5s
$ kubectl patch sts web -p '{"spec":{"template":{"metadata":{"labels":{"v":"2"}}}}}'
statefulset.apps/web patched
advance 20s
$ kubectl rollout history sts/web
statefulset.apps/web 
REVISION  CHANGE-CAUSE
1         <none>
2         <none>

$ kubectl rollout undo sts/web
statefulset.apps/web rolled back
advance 20s
$ kubectl rollout undo sts/web --to-revision=77
error: unable to find specified revision 77 in history
[1]
$ kubectl set image sts/web c=busybox:1.37
statefulset.apps/web image updated
$ kubectl set image sts/web nope=busybox:1.37
error: unable to find container named "nope"
[1]
$ kubectl get sts web -o jsonpath='{.spec.template.spec.containers[*].image}{"\\n"}'
busybox:1.37
$ kubectl rollout pause sts/web
error: statefulsets.apps "web" pausing is not supported
[1]
`,
  'an editor takes the keys, also when kubectl has opened it': `
$ echo one > note
$ vi note > /dev/null
vi: standard input and output have to be a terminal
[1]
$ kubectl create cm a --from-literal=k=v
configmap/a created
$ kubectl edit cm a | tail -1
vi: standard input and output have to be a terminal
error: there was a problem with the editor "vi"
`,
  "a namespace of one's own": `
$ kubectl config set-context --current --namespace=kube-system
Context "labset" modified.
$ kubectl get pods
No resources found in kube-system namespace.
$ kubectl get cm -n default -o name
configmap/kube-root-ca.crt
$ kubectl get pods -A
No resources found
`,
  'what is not here says so': `
$ kubectl proxy
error: kubectl proxy is not available in this terminal; it works with your own kubectl and the kubeconfig download
[1]
$ kubectl get pods --client-key=x
error: the flag --client-key is not available in this terminal
See 'kubectl get --help' for usage.
[1]
`,
};

test.each(Object.entries(transcripts))('%s', (_title, transcript) => {
  const desk = new TestDesk();
  desk.desk.writeFile('web.yaml', web);
  expect(desk.play(transcript)).toBe(transcript.slice(1));
});

test('words go on as commands, files, kinds, names and flags', () => {
  const desk = new TestDesk();
  desk.desk.writeFile('lab/web.yaml', web);
  desk.play('$ kubectl apply -f lab/web.yaml\nadvance 5s');
  const complete = (line: string): readonly string[] =>
    desk.desk.complete(desk.host, 't1', line).completions;
  expect(complete('kubec')).toEqual(['kubectl']);
  expect(complete('cat la')).toEqual(['lab/']);
  expect(complete('kubectl apply -f lab/')).toEqual(['lab/web.yaml']);
  expect(complete('kubectl des')).toEqual(['describe']);
  expect(complete('kubectl rollout un')).toEqual(['undo']);
  expect(complete('ls; k get statef')).toEqual(['statefulsets']);
  expect(complete('kubectl get pods ')).toEqual(['web-0', 'web-1']);
  expect(complete('kubectl delete sts/')).toEqual(['sts/web']);
  expect(complete('kubectl get pods -n kube-s')).toEqual(['kube-system']);
  expect(complete('kubectl logs web-0 -c ')).toEqual(['c']);
  expect(complete('kubectl get --show-l')).toEqual(['--show-labels']);
  expect(desk.desk.complete(desk.host, 't1', 'k get po').from).toBe(6);
});

test('files of the home folder can be listed, read and written', () => {
  const { desk } = new TestDesk();
  expect(desk.files()).toEqual([]);
  expect(desk.writeFile('lab/a.yaml', 'é')).toBeUndefined();
  expect(desk.files()).toEqual([{ path: 'lab/a.yaml', bytes: 2, readOnly: false }]);
  expect(desk.readFile('lab/a.yaml')).toBe('é');
  expect(desk.readFile('../../etc/passwd')).toBeUndefined();
  expect(desk.writeFile('/etc/passwd', '')).toBe('/etc/passwd is not a path in the home folder.');
  expect(desk.writeFile('lab', 'x')).toBe('lab: Is a directory.');
});

test('nothing that happens elsewhere changes the state of an idle computer', () => {
  const desk = new TestDesk();
  desk.play('$ echo hello');
  const before = desk.desk.state;
  desk.play('advance 5s');
  expect(desk.desk.state).toBe(before);
});

test('an editor has the keys and the screen until it is left, through a hibernation', () => {
  const desk = new TestDesk();
  desk.play('$ kubectl create cm a --from-literal=k=v');
  const opened = desk.play('$ kubectl edit cm a');
  expect(opened).toContain('<raw>');
  expect(opened).toContain("# Please edit the object below. Lines beginning with a '#' will be");
  desk.hibernate();
  desk.play('keys ":%s/k: v/k: w/\\r"');
  expect(desk.play('keys ":wq\\r"')).toMatch(/configmap\/a edited\n<cooked>\n$/);
  expect(desk.play("$ kubectl get cm a -o jsonpath='{.data.k}'")).toMatch(/\nw\n$/);
  desk.play('$ nano note');
  desk.play('keys "hello\\u0018y\\r"');
  expect(desk.desk.readFile('note')).toBe('hello\n');
});
