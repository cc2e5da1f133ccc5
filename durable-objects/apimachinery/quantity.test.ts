import { describe, expect, test } from 'vitest';
import {
  addQuantities,
  compareQuantities,
  formatQuantity,
  quantityMillis,
  quantityValue,
  readQuantity,
  subtractQuantities,
  sumQuantities,
} from './quantity.ts';

const canonical = (text: string): string => {
  const read = readQuantity(text);
  return 'error' in read ? read.error : formatQuantity(read.quantity);
};

describe('canonical text', () => {
  test.each([
    ['0', '0'],
    ['0Gi', '0'],
    ['1', '1'],
    ['100m', '100m'],
    ['1000m', '1'],
    ['0.5', '500m'],
    ['.5', '500m'],
    ['1.5', '1500m'],
    ['1.500', '1.500'],
    ['1.5Gi', '1536Mi'],
    ['0.5Gi', '512Mi'],
    ['1024Mi', '1Gi'],
    ['1025Mi', '1025Mi'],
    ['1023', '1023'],
    ['64Ki', '64Ki'],
    ['512', '512'],
    ['1e3', '1e3'],
    ['1E3', '1E3'],
    ['12000e3', '12e6'],
    ['1000k', '1M'],
    ['1E', '1E'],
    ['-1Gi', '-1Gi'],
    ['-1024Mi', '-1Gi'],
    ['+5Gi', '+5Gi'],
    ['0.1n', '1n'],
    ['0.0001m', '100n'],
    ['0.1Ki', '102400m'],
    ['9Ei', '9223372036854775807'],
    ['2000n', '2u'],
  ])('%s is %s', (text, expected) => {
    expect(canonical(text)).toBe(expected);
  });
});

describe('errors', () => {
  const format =
    "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
  const suffix = "unable to parse quantity's suffix";
  test.each([
    ['', format],
    ['ten', format],
    ['1 Gi', format],
    ['1GB', format],
    ['1Gii', suffix],
    ['1gi', format],
    ['5mi', suffix],
    ['1e', suffix],
    ['1e999999999', suffix],
  ])('%s: %s', (text, expected) => {
    expect(canonical(text)).toBe(expected);
  });
});

test('arithmetic is exact and keeps the first format', () => {
  expect(formatQuantity(addQuantities('1Gi', '512Mi'))).toBe('1536Mi');
  expect(formatQuantity(subtractQuantities('1Gi', '1Gi'))).toBe('0');
  expect(formatQuantity(sumQuantities(['100m', '900m', '1']))).toBe('2');
  expect(formatQuantity(addQuantities('0', '1Gi'))).toBe('1Gi');
  expect(compareQuantities('1Gi', '1G')).toBe(1);
  expect(compareQuantities('1000m', '1')).toBe(0);
  expect(compareQuantities('-1', '0')).toBe(-1);
  expect(quantityValue('1500m')).toBe(2);
  expect(quantityValue('1Gi')).toBe(1_073_741_824);
  expect(quantityMillis('0.1')).toBe(100);
});
