// What the pages must never contain: HTML from strings, inline styles that the content security policy refuses, texts outside
// the catalogues, keys that no catalogue has, and functions that browsers of Chrome 87's age lack.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = new URL('../src/', import.meta.url).pathname
const files = readdirSync(root, { recursive: true })
  .map(String)
  .filter((name) => /\.(vue|ts)$/.test(name) && !/\.(test|d)\.ts$/.test(name))
const withoutComments = (text) =>
  text
    .replace(/<!--[\s\S]*?-->/g, (c) => c.replace(/[^\n]/g, ' '))
    .replace(/\/\*[\s\S]*?\*\//g, (c) => c.replace(/[^\n]/g, ' '))
    .replace(/(^|[\s;{(,])\/\/[^\n]*/g, (c) => c.replace(/[^\n]/g, ' '))
const rules = [
  [/v-html|innerHTML|outerHTML|insertAdjacentHTML|document\.write\b/, 'HTML from strings'],
  [/\sstyle="/, 'an inline style attribute: use a class, or :style where it is computed'],
  [/\beval\(|new Function\b/, 'code from strings'],
  [
    /\blocalStorage\b|\bsessionStorage\b|\bindexedDB\b/,
    'browser storage outside base/preferences.ts',
    (name) => name !== 'base/preferences.ts',
  ],
  [
    /\.at\(|\bstructuredClone\(|\.replaceAll\(|\bObject\.hasOwn\(|\.findLast\(|\.toSorted\(|\brandomUUID\(|\bAbortSignal\.timeout\(/,
    'a function that Chrome 87 lacks',
  ],
  [/\p{Script=Han}/u, 'Chinese outside i18n/zh.ts', (name) => !/^i18n\//.test(name)],
  [/https?:\/\/(?!www\.w3\.org)/, 'an address of somebody else'],
]

const problems = []
const used = new Set()
for (const name of files) {
  const text = withoutComments(readFileSync(join(root, name), 'utf8'))
  text.split('\n').forEach((line, i) => {
    for (const [pattern, what, applies] of rules)
      if ((!applies || applies(name)) && pattern.test(line))
        problems.push(`src/${name}:${i + 1}: ${what}: ${line.trim().slice(0, 90)}`)
    for (const match of line.matchAll(/\bt\(([^)]*)/g))
      for (const key of match[1].matchAll(/'([a-z_0-9]+(?:\.[a-z_0-9]+)+)'(?! *\+)/g)) used.add(key[1])
  })
}

// The catalogues: every key that is asked for is there, and nothing that vue-i18n would read as its own syntax.
const catalogue = readFileSync(join(root, 'i18n/zh.ts'), 'utf8') + readFileSync(join(root, 'i18n/en.ts'), 'utf8')
for (const match of catalogue.matchAll(/'([^'\n]*@[^'\n]*)'/g))
  problems.push(`src/i18n: "@" is syntax of the catalogue: ${match[1]}`)
const tree = (
  await import(
    'data:text/javascript,' +
      encodeURIComponent(
        readFileSync(join(root, 'i18n/zh.ts'), 'utf8')
          .replace(/export type[\s\S]*/, '')
          .replace(/^type[\s\S]*/m, ''),
      )
  )
).default
const find = (key) => key.split('.').reduce((node, part) => node?.[part], tree)
for (const key of used) if (find(key) === undefined) problems.push(`src/i18n/zh.ts: no text "${key}"`)

if (problems.length) {
  console.error(problems.join('\n'))
  console.error(`${problems.length} problems`)
  process.exit(1)
}
console.log(`${files.length} files, ${used.size} texts: nothing forbidden`)
