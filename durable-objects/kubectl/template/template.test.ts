import { expect, test } from 'vitest';
import { parseGoTemplate, TemplateError } from './index.ts';

const value = {
  kind: 'Pod',
  metadata: { name: 'web-0', labels: { tier: 'db', app: 'x<y' } },
  spec: { replicas: 3, ratio: 2.5, nodes: ['a', 'b', 'c'], empty: [] },
};

function run(source: string, missingKeyIsError = false): string {
  try {
    const { text, error } = parseGoTemplate('t', source, { missingKeyIsError }).execute(value);
    return error === undefined ? text : `${text}! ${error}`;
  } catch (error) {
    if (error instanceof TemplateError) return `? ${error.message}`;
    throw error;
  }
}

test.each([
  ['{{.kind}}-{{.metadata.name}}', 'Pod-web-0'],
  ['{{.nosuch}} {{.nosuch.a}}', '<no value> <no value>'],
  ['{{.metadata.labels}} {{.spec.nodes}}', 'map[app:x<y tier:db] [a b c]'],
  ['{{range $i, $n := .spec.nodes}}{{if $i}},{{end}}{{$i}}{{$n}}{{end}}', '0a,1b,2c'],
  ['{{range $k, $v := .metadata.labels}}{{$k}}={{$v}};{{end}}', 'app=x<y;tier=db;'],
  ['{{range .spec.empty}}x{{else}}none{{end}}', 'none'],
  ['{{range .spec.nodes}}{{if eq . "b"}}{{break}}{{end}}{{.}}{{end}}', 'a'],
  ['{{with .metadata}}{{.name}}{{$.kind}}{{end}}', 'web-0Pod'],
  ['{{if .nosuch}}a{{else if gt .spec.replicas 2}}b{{else}}c{{end}}', 'b'],
  ['{{$n := 0}}{{range .spec.nodes}}{{$n = .}}{{end}}{{$n}}', 'c'],
  ['a {{- .kind -}} b {{/* no */ -}} c', 'aPodb c'],
  ['{{define "x"}}<{{.}}>{{end}}{{template "x" .kind}}', '<Pod>'],
  ['{{index .metadata.labels "tier" | printf "%-4s|%q" "k"}}', 'k   |"db"'],
  ['{{(index .spec.nodes 1) | len}} {{len .spec.nodes}} {{.spec.ratio}}', '1 3 2.5'],
  [
    '{{and .kind .spec.empty}} {{or "" "b"}} {{not .nosuch}} {{1234567.5}}',
    '[] b true 1.2345675e+06',
  ],
  ['{{html .metadata.labels.app}} {{js "<"}} {{urlquery "a b"}}', 'x&lt;y \\u003C a+b'],
  ['{{base64decode "aGk="}} {{exists .spec "nodes" 1}} {{exists .spec "x"}}', 'hi true false'],
  [
    '{{printf "%03d %5.1f %v %T %d" 7 2.25 .spec.nodes .kind "x"}}',
    '007   2.3 [a b c] string %!d(string=x)',
  ],
  ['{{eq .spec.replicas 1 2 3}} {{ne .kind "Pod"}}', 'true false'],
])('%s', (source, text) => {
  expect(run(source)).toBe(text);
});

test.each([
  ['{{.kind', '? template: t:1: unclosed action'],
  ['a\n{{nope}}', '? template: t:2: function "nope" not defined'],
  ['{{if .kind}}', '? template: t:1: unexpected EOF'],
  ['{{end}}', '? template: t:1: unexpected {{end}}'],
  ['{{$x}}', '? template: t:1: undefined variable "$x"'],
  ['{{"open}}', '? template: t:1: unterminated quoted string'],
  [
    'x{{.metadata.name.y}}',
    'x! template: t:1:12: executing "t" at <.metadata.name.y>: can\'t evaluate field y in type interface {}',
  ],
  [
    '{{index .spec.nodes 9}}',
    '! template: t:1:2: executing "t" at <index .spec.nodes 9>: error calling index: index out of range: 9',
  ],
  [
    '{{eq .spec.replicas "3"}}',
    '! template: t:1:2: executing "t" at <eq .spec.replicas "3">: error calling eq: incompatible types for comparison: int64 and string',
  ],
])('%s fails', (source, text) => {
  expect(run(source)).toBe(text);
});

test('a missing key can be an error', () => {
  expect(run('{{.a}}', true)).toContain('map has no entry for key "a"');
});
