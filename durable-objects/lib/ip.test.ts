import { expect, test } from 'vitest';
import { formatCidr, formatIp, isInRange, parseCidr, parseIp } from './ip.ts';

test.each([
  ['10.9.8.7', '10.9.8.7'],
  ['010.1.1.1', '10.1.1.1'],
  ['2001:db8::ffff', '2001:db8::ffff'],
  ['2001:0DB8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
  ['::', '::'],
  ['::1', '::1'],
  ['1::', '1::'],
  ['1:2:3:4:5:6:7:0', '1:2:3:4:5:6:7:0'],
  ['::ffff:10.0.0.1', '::ffff:a00:1'],
])('%s is written %s', (text, canonical) => {
  const address = parseIp(text);
  expect(address && formatIp(address)).toBe(canonical);
});

test.each(['', '10.1.1', '10.1.1.256', 'a.b.c.d', '1::2::3', '1:2:3', '1:2:3:4:5:6:7:8:9', ':::'])(
  '%j is no address',
  (text) => {
    expect(parseIp(text)).toBeUndefined();
  },
);

test.each([
  ['10.1.2.3/8', '10.0.0.0/8', '10.255.0.1', true],
  ['10.1.2.3/8', '10.0.0.0/8', '11.0.0.1', false],
  ['0.0.0.0/0', '0.0.0.0/0', '1.2.3.4', true],
  ['2001:db8::1/64', '2001:db8::/64', '2001:db8::ffff', true],
  ['10.0.0.0/8', '10.0.0.0/8', '::1', false],
])('%s is %s; %s in it: %s', (text, canonical, address, isIn) => {
  const range = parseCidr(text);
  const other = parseIp(address);
  expect(range && formatCidr(range)).toBe(canonical);
  expect(range && other && isInRange(range, other)).toBe(isIn);
});

test.each(['10.0.0.0', '10.0.0.0/33', '10.0.0.0/-1', '::/129', 'x/8'])('%s is no range', (text) => {
  expect(parseCidr(text)).toBeUndefined();
});
