import { expect, test } from 'vitest'
import { ownAddress } from './address'

test('addresses of this application are kept', () => {
  for (const to of ['/', '/enterprises?q=a&sort=-name', '/enterprises/1#titles']) expect(ownAddress(to)).toBe(to)
})

test('addresses that lead elsewhere become the front page', () => {
  for (const to of [
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '',
    undefined,
    ['/'],
  ]) {
    expect(ownAddress(to)).toBe('/')
  }
})
